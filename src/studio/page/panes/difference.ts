import { unifiedMergeView } from '@codemirror/merge';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import { count, fill, h } from '../../../preview/page/views/index.ts';
import { languageOf } from '../editor.ts';
import { changedFiles, type StudioState } from '../state.ts';
import type { Pane, PaneActions } from './pane.ts';

/** What was edited and is not on the disk, and what the disk has that was not edited: file by file, the open one in full. */
export function differencePane(): Pane {
  const views: { destroy(): void }[] = [];
  const leave = (): void => {
    for (const view of views.splice(0)) view.destroy();
  };
  return {
    id: 'difference',
    needs: ['files', 'disk', 'open', 'conflicts', 'server', 'writes', 'isConnected'],
    draw(box, state, act) {
      leave();
      const changed = changedFiles(state);
      const top = box.scrollTop;
      const focused = document.activeElement?.id ?? '';
      const merge = h('div', { class: 'merge' });
      fill(box, headOf(changed, state, act), merge);
      const path = changed.includes(state.open) ? state.open : changed[0];
      if (path !== undefined) views.push(mergeOf(merge, path, state));
      box.scrollTop = top;
      if (focused !== '') document.getElementById(focused)?.focus();
    },
    leave,
  };
}

function headOf(changed: readonly string[], state: StudioState, act: PaneActions): HTMLElement {
  const { server, writes } = state;
  const title =
    changed.length === 0 ? 'Nothing was changed' : count(changed.length, 'changed file');
  return h(
    'div',
    { class: 'pane-body' },
    h('h2', {}, title),
    h('p', { class: 'aside' }, savingWords(state)),
    server !== undefined &&
      writes &&
      changed.length > 0 &&
      h(
        'button',
        {
          type: 'button',
          id: 'save-all',
          class: 'primary',
          on: { click: () => void act.studio.save() },
        },
        'Save to the disk',
      ),
    h(
      'ul',
      { class: 'changed' },
      changed.map((path, at) => changedItem(path, at, state, act)),
    ),
  );
}

function savingWords({ server, writes, isConnected }: StudioState): string {
  if (server === undefined)
    return 'The page is alone: changes stay in this tab until it is closed. Copy what you want to keep.';
  if (!isConnected) return 'The server has stopped: nothing can be written until it runs again.';
  return writes
    ? 'Files are written when you save.'
    : 'Files are only read: start the studio with --write to save.';
}

function changedItem(path: string, at: number, state: StudioState, act: PaneActions): HTMLElement {
  const { studio } = act;
  const before = state.disk.get(path)?.text;
  return h(
    'li',
    { class: 'inline' },
    h(
      'button',
      { type: 'button', class: 'plain', id: 'open-' + at, on: { click: () => act.goTo(path) } },
      path,
    ),
    state.conflicts.has(path) && h('strong', { class: 'bad' }, 'changed on the disk as well'),
    before === undefined && h('span', { class: 'aside' }, 'new'),
    before !== undefined &&
      h(
        'button',
        {
          type: 'button',
          id: 'back-' + at,
          on: {
            click: () => {
              const conflicts = new Set(studio.state.conflicts);
              conflicts.delete(path);
              studio.set({ conflicts });
              studio.edit(path, before);
            },
          },
        },
        'Take the text of the disk',
      ),
  );
}

function mergeOf(
  parent: HTMLElement,
  path: string,
  { files, disk }: StudioState,
): { destroy(): void } {
  const [original, text] = [disk.get(path)?.text ?? '', files.get(path) ?? ''];
  const extensions: Extension = [
    lineNumbers(),
    EditorView.lineWrapping,
    EditorState.readOnly.of(true),
    EditorView.editable.of(false),
    EditorView.contentAttributes.of({ 'aria-label': 'Difference of ' + path, tabindex: '0' }),
    languageOf(path) ?? [],
    unifiedMergeView({ original, mergeControls: false, collapseUnchanged: {} }),
  ];
  return new EditorView({ parent, doc: text, extensions });
}
