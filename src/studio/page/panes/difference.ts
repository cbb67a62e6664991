import { unifiedMergeView } from '@codemirror/merge';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import { count, fill, h } from '../../../preview/page/views/index.ts';
import { languageOf, lineBreaksOf } from '../editor.ts';
import { save } from '../saving.ts';
import { changedFiles, type StudioState } from '../state.ts';
import type { Pane, PaneActions } from './pane.ts';

/** What was edited and is not on the disk, and what the disk has that was not edited: file by file, the open one in full. */
export function differencePane(): Pane {
  let merge: MergeView | undefined;
  const leave = (): void => {
    merge?.view.destroy();
    merge = undefined;
  };
  return {
    id: 'difference',
    needs: ['files', 'disk', 'open', 'conflicts', 'server', 'writes', 'isConnected'],
    draw(box, state, act) {
      const changed = changedFiles(state);
      const top = box.scrollTop;
      const focused = document.activeElement?.id ?? '';
      const head = headOf(changed, state, act);
      if (box.firstElementChild === null) fill(box, head, h('div', { class: 'merge' }));
      else box.firstElementChild.replaceWith(head);
      const path = changed.includes(state.open) ? state.open : changed[0];
      const wanted = path === undefined ? undefined : subjectOf(path, state);
      if (merge === undefined || wanted === undefined || !isOf(merge, wanted)) {
        leave();
        const parent = box.querySelector<HTMLElement>('.merge');
        if (wanted !== undefined && parent !== null) merge = mergeOf(parent, wanted, state, act);
      }
      box.scrollTop = top;
      if (focused !== '') document.getElementById(focused)?.focus();
    },
    leave,
  };
}

/** A file of which the differences are shown. */
type MergeSubject = {
  readonly path: string;
  readonly original: string;
  readonly isConflict: boolean;
  readonly canUndo: boolean;
};

/** A view of differences: what is decided there stays until the file, or what the disk has of it, is another one. */
type MergeView = {
  readonly subject: MergeSubject;
  readonly text: () => string;
  readonly view: EditorView;
};

function subjectOf(
  path: string,
  { disk, conflicts, files }: StudioState,
): MergeSubject & { readonly text: string } {
  const original = disk.get(path)?.text;
  return {
    path,
    original: original ?? '',
    isConflict: conflicts.has(path),
    canUndo: original !== undefined,
    text: files.get(path) ?? '',
  };
}

function isOf({ subject, text }: MergeView, wanted: ReturnType<typeof subjectOf>): boolean {
  const { path, original, isConflict } = subject;
  return (
    path === wanted.path &&
    original === wanted.original &&
    isConflict === wanted.isConflict &&
    text() === wanted.text
  );
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
          on: { click: () => void save(act.studio) },
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
  if (!isConnected)
    return 'The server has stopped: changes stay in this tab until it is closed. Start it again, and copy what you want to keep into its page.';
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
        state.server === undefined ? 'Undo all its changes' : 'Take the text of the disk',
      ),
  );
}

function mergeOf(
  parent: HTMLElement,
  subject: MergeSubject,
  { files }: StudioState,
  { studio }: PaneActions,
): MergeView {
  const { path, original } = subject;
  const doc = files.get(path) ?? '';
  const breaks = lineBreaksOf(doc);
  const extensions: Extension = [
    breaks,
    lineNumbers(),
    EditorView.lineWrapping,
    EditorState.readOnly.of(true),
    EditorView.editable.of(false),
    EditorView.contentAttributes.of({ 'aria-label': 'Difference of ' + path, tabindex: '0' }),
    languageOf(path) ?? [],
    unifiedMergeView({
      original: EditorState.create({ doc: original, extensions: breaks }).doc,
      mergeControls: (type, act) => mergeControl(type, act, subject),
      collapseUnchanged: {},
    }),
    EditorView.updateListener.of(({ docChanged, state }) => {
      if (docChanged) studio.edit(path, state.sliceDoc());
    }),
  ];
  const view = new EditorView({ parent, doc, extensions });
  return { subject, text: () => view.state.sliceDoc(), view };
}

/** A button next to a change. In a conflict each change is kept or given up; otherwise it can be undone. */
function mergeControl(
  type: 'accept' | 'reject',
  act: (event: MouseEvent) => void,
  { isConflict, canUndo }: MergeSubject,
): HTMLElement {
  const isOffered = canUndo && (isConflict || type === 'reject');
  if (!isOffered) return h('span');
  const label = isConflict ? LABELS[type] : 'Undo this change';
  return h('button', { type: 'button', class: 'chunk', name: type, on: { click: act } }, label);
}

const LABELS = { accept: 'Keep mine', reject: 'Take the text of the disk' };
