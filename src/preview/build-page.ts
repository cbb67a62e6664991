import { fillPage } from './fill-page.ts';
import { PAGE_HTML } from './page-html.ts';
import type { PreviewState } from './preview-data.ts';

/**
 * The page as one HTML text. It loads nothing: its policy allows its own script by hash, styles in it and `data:` images,
 * and for a page that is served the way back to its server. The same state gives the same text.
 */
export function buildPreviewPage(state: PreviewState): string {
  const title = `${state.data.campaign} · preview`;
  return fillPage(PAGE_HTML, { title, state, isServed: state.watching === true });
}
