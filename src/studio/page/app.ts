import type { Diagnostic } from '@codemirror/lint';
import type { Position, Span } from '../../diagnostics/index.ts';
import { byId, fill, h, numbers } from '../../preview/page/views/index.ts';
import type { StudioStart } from '../protocol.ts';
import { commandsOf, copyPermalink } from './commands.ts';
import { StudioEditor } from './editor.ts';
import { drawHead, drawNotice, drawParts, summaryOf } from './head.ts';
import { keep, readKept, type KeptFile } from './keep.ts';
import { listenForKeys, listenForDrops } from './keys.ts';
import type { PageActions } from './page-actions.ts';
import { Palette } from './palette.ts';
import { PaneBox } from './pane-box.ts';
import { allFindings } from './panes/findings.ts';
import { guardChanges, takeDisk } from './saving.ts';
import { authorised, listenToServer } from './start.ts';
import { PANES, changedFiles, shownBefore, type PaneId, type StudioState } from './state.ts';
import { Studio } from './studio.ts';
import { Tabs } from './tabs.ts';
import { turn } from './turn.ts';
import { UserList } from './user-list.ts';
import type { StudioWorkspace } from '../protocol.ts';

/** How long after a change it is kept for a reload and told to a screen reader, in milliseconds. */
const CALM = 600;

/** The page: the parts that it has, and which of them is drawn after which change. */
export class StudioPage implements PageActions {
  readonly studio: Studio;
  readonly editor: StudioEditor;
  readonly palette: Palette;
  readonly #list: UserList;
  readonly #pane: PaneBox;
  readonly #fileTabs: Tabs;
  readonly #paneTabs: Tabs;
  #calm: ReturnType<typeof setTimeout> | undefined;
  #said = '';

  /**
   * Opens a page: its worker starts with the first round, and between that and what is drawn the browser gets time, since a worker begins
   * only where the page does nothing.
   */
  static async open(start: StudioStart, notice: string): Promise<void> {
    const studio = new Studio(start);
    studio.set({ notice: notice === '' ? studio.state.left : notice });
    restore(studio);
    studio.begin();
    await turn();
    const page = new StudioPage(studio);
    await turn();
    page.#openFile(studio.state);
    await turn();
    page.start();
  }

  private constructor(studio: Studio) {
    this.studio = studio;
    this.editor = new StudioEditor({
      parent: byId('editor'),
      names: () => ({ ...studio.state.names, columns: studio.state.users.columns }),
      onChange: (path, text) => studio.edit(path, text),
    });
    for (const [path, { editor }] of Object.entries(readKept(studio.state.campaign).files))
      this.editor.restore(path, editor);
    this.#list = new UserList(byId('rows'), {
      select: (name) => studio.select(name),
      look: (from, to) => studio.look(from, to),
    });
    this.#pane = new PaneBox(byId('pane'), {
      studio,
      goTo: (path, span) => this.goTo(path, span),
    });
    this.#fileTabs = new Tabs(byId('files'), 'editor', (path) => studio.set({ open: path }));
    this.#paneTabs = new Tabs(byId('tabs'), 'pane', (id) => studio.set({ pane: id as PaneId }));
    this.palette = new Palette(byId('palette', HTMLDialogElement), (typed) =>
      commandsOf(this, typed),
    );
  }

  /** Draws everything and listens. */
  start(): void {
    const { studio } = this;
    const { state } = studio;
    this.#draw(state, new Set(Object.keys(state) as (keyof StudioState)[]));
    studio.store.listen((next, changed) => this.#draw(next, changed));
    fill(
      byId('bar-tools'),
      h(
        'button',
        {
          type: 'button',
          id: 'commands',
          'aria-keyshortcuts': 'Control+K F1',
          on: { click: () => this.palette.open() },
        },
        'Commands ',
        h('kbd', {}, 'Ctrl K'),
      ),
    );
    listenForKeys(this);
    listenForDrops((file) => void studio.count(file));
    if (state.server === undefined) return;
    const { token } = state.server;
    guardChanges(studio);
    void listenToServer(token, {
      onChange: () => void this.#refresh(token),
      onState: (isConnected) => studio.set({ isConnected }),
    });
  }

  /** Opens a file, at a place if there is one. */
  goTo(path: string, span?: Span): void {
    const text = this.studio.state.files.get(path);
    if (text === undefined) return;
    this.studio.set({ open: path, part: 'editor' });
    this.editor.open(path, text);
    document.body.dataset['part'] = 'editor';
    if (span === undefined) this.editor.view.focus();
    else this.editor.goTo(span);
  }

  /** Shows a pane and puts the focus into it. */
  show(pane: PaneId): void {
    this.studio.set({ pane, part: 'pane' });
    queueMicrotask(() => byId('pane').focus({ preventScroll: true }));
  }

  async #refresh(token: string): Promise<void> {
    const answer = await fetch('workspace', authorised(token)).catch(() => undefined);
    if (answer?.ok === true) takeDisk(this.studio, (await answer.json()) as StudioWorkspace);
  }

  #draw(state: StudioState, changed: ReadonlySet<keyof StudioState>): void {
    const has = (...keys: readonly (keyof StudioState)[]): boolean =>
      keys.some((key) => changed.has(key));
    if (has('files', 'open')) {
      this.#openFile(state);
      for (const [path, text] of state.files) if (path !== state.open) this.editor.take(path, text);
    }
    if (has('open', 'files', 'disk', 'about', 'users')) this.#drawFiles(state);
    if (has('users', 'rows', 'selected')) this.#list.draw(state);
    if (has('selected')) this.#list.reveal();
    if (has('rows', 'users', 'isDone', 'isRefused', 'about', 'isConnected')) drawHead(state);
    if (has('findings', 'lint', 'open', 'isRefused')) this.#mark(state);
    if (has('pane', 'findings', 'lint', 'files', 'disk')) this.#drawTabs(state);
    if (has('pane')) this.studio.judge();
    if (has('part')) drawParts(state, this.studio);
    if (has('notice')) drawNotice(state.notice);
    if (has('permalink') && state.permalink) copyPermalink(this, state.permalink);
    this.#pane.draw(state, changed);
    clearTimeout(this.#calm);
    this.#calm = setTimeout(() => this.#settle(), CALM);
  }

  #openFile({ open, files }: StudioState): void {
    this.editor.open(open, files.get(open) ?? '');
  }

  #drawFiles(state: StudioState): void {
    const changed = new Set(changedFiles(state));
    const shown = filesInTabs(state);
    const tabs = shown.map((path) => ({
      id: path,
      label: path.slice(path.lastIndexOf('/') + 1),
      title: path,
      ...(changed.has(path) && { sign: '•' }),
    }));
    this.#fileTabs.draw(tabs, state.open);
  }

  #drawTabs(state: StudioState): void {
    const found = allFindings(state).length;
    const changed = changedFiles(state).length;
    const signs = new Map<PaneId, number>([
      ['findings', found],
      ['difference', changed],
    ]);
    const tabs = PANES.map(({ id, label }) => {
      const sign = signs.get(id) ?? 0;
      return { id, label, ...(sign > 0 && { sign: numbers.format(sign) }) };
    });
    this.#paneTabs.draw(tabs, state.pane);
    byId('pane').setAttribute('aria-labelledby', 'tabs-' + state.pane);
  }

  #mark(state: StudioState): void {
    const offset = (position: Position): number => this.editor.offsetOf(position);
    const marks = allFindings(state).flatMap(({ finding, note }): Diagnostic[] => {
      const { file, span, severity, fix, hint } = finding;
      if (file !== state.open || span === undefined) return [];
      const message = note.message + (hint === undefined ? '' : '. ' + hint);
      return [
        {
          from: offset(span.start),
          to: offset(span.end),
          severity: severity === 'note' ? 'info' : severity,
          source: finding.code,
          message,
          ...(fix && {
            actions: [
              {
                name: fix.title,
                apply: () => this.studio.fix(state.open, fix.edits),
              },
            ],
          }),
        },
      ];
    });
    this.editor.mark(marks.sort((a, b) => a.from - b.from));
  }

  /** Once nobody types: keeps what survives a reload, and says what has come out. */
  #settle(): void {
    const { state } = this.studio;
    const { secretive, campaign, files, disk } = state;
    if (state.about === undefined && !state.isRefused) return;
    const kept: Record<string, KeptFile> = {};
    for (const [path, editor] of this.editor.kept()) {
      const text = files.get(path);
      if (text !== undefined && !secretive.has(path)) kept[path] = { text, editor };
    }
    for (const path of changedFiles(state)) {
      const text = files.get(path) ?? '';
      if (!secretive.has(path) && kept[path] === undefined && !disk.has(path))
        kept[path] = { text, editor: undefined };
    }
    const { open, pane, selected, choices, account } = state;
    keep(campaign, { files: kept, view: { open, pane, selected, choices, account } });
    const words = summaryOf(state);
    if (words === this.#said) return;
    this.#said = words;
    byId('said').textContent = words;
  }
}

/** Takes what was edited before a reload: the texts, and what was shown. */
function restore(studio: Studio): void {
  const { campaign, files: now } = studio.state;
  const { files, view } = readKept(campaign);
  const texts = new Map(now);
  for (const [path, { text }] of Object.entries(files)) texts.set(path, text);
  studio.set({ files: texts, ...shownBefore(view, texts) });
}

/** The files that have a tab: those of the campaign itself, and the one that is open. */
function filesInTabs({ about, campaign, files, open }: StudioState): readonly string[] {
  const parts = about?.parts.map(({ file }) => file) ?? [];
  const own = [about?.map, ...parts, campaign, about?.config].filter((path) => path !== undefined);
  const known = about === undefined ? [...files.keys()].slice(0, 4) : own;
  return [...new Set([...known, open])].filter((path) => files.has(path));
}
