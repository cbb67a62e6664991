import type { Permalink } from '../protocol.ts';
import type { PageActions } from './page-actions.ts';
import type { Command } from './palette.ts';
import { save } from './saving.ts';
import { changedFiles, PANES } from './state.ts';

/** So many lines are found at most. */
const MOST_LINES = 50;

/** Everything that the page does, for the palette; with a slash in front of what is typed, the lines of the open file that hold it. */
export function commandsOf(page: PageActions, typed: string): readonly Command[] {
  const { studio, editor } = page;
  if (typed.startsWith('/')) return linesOf(page, typed.slice(1));
  const { state } = studio;
  const panes = PANES.map(({ id, label }): Command => ({
    id: 'pane-' + id,
    title: 'Show ' + label,
    run: () => page.show(id),
  }));
  const files = [...state.files.keys()].map((path): Command => ({
    id: 'file-' + path,
    title: 'Open ' + path,
    run: () => page.goTo(path),
  }));
  const users = state.users.users.map(({ name }): Command => ({
    id: 'user-' + name,
    title: 'Select the user ' + name,
    run: () => studio.select(name),
  }));
  return [...panes, ...actionsOf(page), ...editsOf(editor), ...files, ...users];
}

function linesOf({ studio, editor, goTo }: PageActions, words: string): readonly Command[] {
  if (words.trim() === '') return [];
  return editor.linesWith(words, MOST_LINES).map(([line, text]) => ({
    id: 'line-' + line,
    title: '/' + words + ' in line ' + line + ': ' + text,
    run: () => {
      const start = { line, column: 1 };
      goTo(studio.state.open, { start, end: { line, column: Infinity } });
    },
  }));
}

function actionsOf(page: PageActions): readonly Command[] {
  const { studio } = page;
  const { choices, server, writes, about } = studio.state;
  const choose = (title: string, next: Partial<typeof choices>): Command => ({
    id: 'choose-' + title,
    title,
    run: () =>
      studio.set({ choices: { ...studio.state.choices, ...next }, pane: 'message', part: 'pane' }),
  });
  const isSaving = server !== undefined && writes && changedFiles(studio.state).length > 0;
  return [
    ...(isSaving
      ? [
          {
            id: 'save',
            title: 'Save the changed files',
            keys: 'Ctrl+S',
            run: () => void save(studio),
          },
        ]
      : []),
    { id: 'next', title: 'Next user', keys: 'Alt+↓', run: () => studio.step(1) },
    { id: 'previous', title: 'Previous user', keys: 'Alt+↑', run: () => studio.step(-1) },
    choices.width === 'phone'
      ? choose('Show the message as on a desktop', { width: 'desktop' })
      : choose('Show the message as on a phone', { width: 'phone' }),
    choices.scheme === 'light'
      ? choose('Show the message in dark colours', { scheme: 'dark' })
      : choose('Show the message in light colours', { scheme: 'light' }),
    choices.source === 'shown'
      ? choose('Show the source of the message', { source: 'source' })
      : choose('Show the message as its reader sees it', { source: 'shown' }),
    ...(about?.snippet === undefined
      ? []
      : [
          {
            id: 'copy-snippet',
            title: 'Copy the snippet',
            run: () => copied(page, about.snippet ?? '', 'the snippet'),
          },
        ]),
    { id: 'permalink', title: 'Copy a link to this state', run: () => studio.askPermalink() },
    { id: 'audience', title: 'Count an audience export', run: () => chooseExport(page) },
  ];
}

function editsOf(editor: PageActions['editor']): readonly Command[] {
  return [
    { id: 'undo', title: 'Undo', keys: 'Ctrl+Z', run: () => editor.run('undo') },
    { id: 'redo', title: 'Redo', keys: 'Ctrl+Y', run: () => editor.run('redo') },
    {
      id: 'next-finding',
      title: 'Go to the next finding in the file',
      keys: 'F8',
      run: () => editor.run('next'),
    },
    { id: 'focus-editor', title: 'Go to the editor', run: () => editor.view.focus() },
  ];
}

function chooseExport(page: PageActions): void {
  page.show('funnel');
  queueMicrotask(() => document.getElementById('export-file')?.focus());
}

/** Copies the address of a state once the worker has made it. */
export function copyPermalink({ studio }: PageActions, made: Permalink): void {
  if ('refused' in made) return studio.set({ notice: made.refused });
  const left = made.emptied.length === 0 ? '' : ', without the users of ' + made.emptied.join(', ');
  const address = location.href.replace(/#.*$/, '') + made.fragment;
  return copied({ studio }, address, 'a link to this state' + left);
}

function copied({ studio }: Pick<PageActions, 'studio'>, text: string, what: string): void {
  navigator.clipboard.writeText(text).then(
    () => studio.set({ notice: 'Copied ' + what + '.' }),
    () => studio.set({ notice: 'The browser did not let the page copy ' + what + '.' }),
  );
}
