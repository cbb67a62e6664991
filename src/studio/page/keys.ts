import { byId } from '../../preview/page/views/index.ts';
import type { PageActions } from './page-actions.ts';
import { save } from './saving.ts';

/** The parts of the page that F6 goes through. */
const STOPS = ['files', 'editor', 'rows', 'tabs', 'pane'] as const;

/** Listens for the keys of the page: those of a part are listened for there. */
export function listenForKeys(page: PageActions): void {
  const { studio, palette } = page;
  window.addEventListener(
    'keydown',
    (event) => {
      const isMod = event.ctrlKey || event.metaKey;
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      const name =
        (isMod ? 'Mod+' : '') +
        (event.altKey ? 'Alt+' : '') +
        (event.shiftKey ? 'Shift+' : '') +
        key;
      const actions = new Map<string, () => void>([
        ['Mod+k', () => palette.open()],
        ['F1', () => palette.open()],
        ['Mod+s', () => void save(studio)],
        ['Alt+ArrowDown', () => studio.step(1)],
        ['Alt+ArrowUp', () => studio.step(-1)],
        ['F6', () => nextStop(1)],
        ['Shift+F6', () => nextStop(-1)],
      ]);
      const action = actions.get(name);
      if (action === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      action();
    },
    true,
  );
}

function nextStop(by: number): void {
  const stops = STOPS.map((id) => byId(id)).filter((stop) => stop.checkVisibility());
  const at = stops.findIndex((stop) => stop.contains(document.activeElement));
  const next = stops[(at + by + stops.length) % stops.length];
  const inner = next?.querySelector<HTMLElement>('[role=tab][aria-selected=true], .cm-content');
  (inner ?? next)?.focus();
}

/** Takes a file that is dropped on the page. */
export function listenForDrops(take: (file: File) => void): void {
  window.addEventListener('dragover', (event) => {
    if (isFile(event)) event.preventDefault();
  });
  window.addEventListener(
    'drop',
    (event) => {
      const [file] = event.dataTransfer?.files ?? [];
      if (!isFile(event) || file === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      take(file);
    },
    true,
  );
}

function isFile(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') === true;
}
