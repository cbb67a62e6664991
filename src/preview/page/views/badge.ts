import type { PreviewStatus } from '../../preview-data.ts';
import { h, svg } from './dom.ts';

/** What becomes of a user: its word, and the path of its sign. */
export type Status = { readonly id: PreviewStatus; readonly label: string; readonly icon: string };

/** The outcomes in the order in which they are counted. */
export const STATUSES: readonly Status[] = [
  { id: 'sent', label: 'Sent', icon: 'M5 12.5 10 17 19 7' },
  { id: 'warning', label: 'Warning', icon: 'M12 5v9M12 18.5v.5' },
  { id: 'broken', label: 'Error', icon: 'M6 6 18 18M18 6 6 18' },
  { id: 'dropped', label: 'Dropped', icon: 'M5 12H19' },
];

/** A sign that is drawn as one line. */
export function icon(path: string): SVGElement {
  return svg(
    'svg',
    { viewBox: '0 0 24 24', class: 'icon', 'aria-hidden': 'true', focusable: 'false' },
    svg('path', { d: path }),
  );
}

/** The outcome of a user as a sign with its word. */
export function badge(id: PreviewStatus): HTMLElement {
  const status = STATUSES.find((one) => one.id === id);
  return h(
    'span',
    { class: 'badge ' + id },
    icon(status?.icon ?? ''),
    h('span', { class: 'badge-text' }, status?.label ?? id),
  );
}
