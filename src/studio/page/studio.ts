import type { Edit } from '../../diagnostics/index.ts';
import type {
  StudioAnswer,
  StudioRequest,
  StudioRound,
  StudioStart,
  TriedAccount,
} from '../protocol.ts';
import { Frames } from './frames.ts';
import { SAMPLE } from './sample.ts';
import { stateOf, type StudioState } from './state.ts';
import { Store } from './store.ts';
import { StudioWorker } from './workers.ts';

/** How long nobody has typed before the slower worker judges, in milliseconds. */
const QUIET = 350;

/** What the page does: takes changes, has them rendered, and keeps what comes back. */
export class Studio {
  readonly store: Store<StudioState>;
  readonly #renderer: StudioWorker;
  readonly #judge: StudioWorker;
  #view: { from: number; to: number } = { from: 0, to: 40 };
  #quiet: ReturnType<typeof setTimeout> | undefined;
  /** The revision that was rendered again after a restart. */
  #lastTry = 0;

  constructor(start: StudioStart) {
    const workspace = start?.workspace ?? SAMPLE;
    this.store = new Store(stateOf(workspace, start));
    const answers = new Frames<StudioAnswer>((all) => all.forEach((one) => this.#take(one)));
    const onAnswer = (answer: StudioAnswer): void => answers.add(answer);
    this.#renderer = new StudioWorker({
      work: 'render',
      onAnswer,
      onRestart: () => this.#restarted(),
    });
    this.#judge = new StudioWorker({
      work: 'judge',
      onAnswer,
      onRestart: () => this.set({ notice: 'The linter gave no answer and was restarted.' }),
    });
  }

  get state(): StudioState {
    return this.store.state;
  }

  /** Puts values into the state. */
  set(next: Partial<StudioState>): void {
    this.store.set(next);
  }

  /** Takes a file's text as it is now and has everybody rendered. */
  edit(path: string, text: string): void {
    if (this.state.files.get(path) === text) return;
    this.set({ files: new Map(this.state.files).set(path, text) });
    this.render();
  }

  /** Mends a file by the edits of the linter; nothing where it has judged an older text. */
  fix(path: string, edits: readonly Edit[]): void {
    const { files, lintRevision, revision } = this.state;
    const text = files.get(path);
    if (text !== undefined && lintRevision === revision) this.edit(path, applied(text, edits));
  }

  /** Asks for what can be completed, and renders for the first time. */
  begin(): void {
    this.#renderer.ask({ kind: 'names' });
    this.render();
  }

  /** Renders the files as they are. */
  render(): void {
    const revision = this.state.revision + 1;
    this.set({ revision, isDone: false });
    this.#renderer.ask({
      kind: 'render',
      view: this.#inView(),
      ...this.#round(this.#renderer, revision),
    });
    this.judge();
  }

  /** Judges the files as they are, once nobody types. */
  judge(): void {
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => {
      const { pane, revision, rows, isDone } = this.state;
      // Until something is shown, the one who renders needs the processor more.
      if (rows.length === 0 && !isDone) return this.judge();
      const panes = pane === 'accounts' ? (['accounts'] as const) : (['findings'] as const);
      this.#judge.ask({ kind: 'judge', panes, ...this.#round(this.#judge, revision) });
    }, QUIET);
  }

  /** Shows a user in full. */
  select(name: string): void {
    if (name === this.state.selected) return;
    this.set({ selected: name });
    this.#renderer.ask({ kind: 'view', view: this.#inView() });
  }

  /** Shows the user that many places further down the list. */
  step(by: number): void {
    const { users } = this.state.users;
    const at = users.findIndex(({ name }) => name === this.state.selected);
    const next = users[Math.min(Math.max(at + by, 0), users.length - 1)];
    if (next) this.select(next.name);
  }

  /** Says which rows of the list are in sight. */
  look(from: number, to: number): void {
    if (from === this.#view.from && to === this.#view.to) return;
    this.#view = { from, to };
    if (!this.state.isDone) this.#renderer.ask({ kind: 'view', view: this.#inView() });
  }

  /** Tries another value of a field of the account; undefined goes back to that of the configuration. */
  tryAccount(field: keyof TriedAccount, value: string | undefined): void {
    const { [field]: _before, ...rest } = this.state.account;
    const account = value === undefined ? rest : { ...rest, [field]: value };
    this.set({ account });
    this.render();
  }

  /** Changes a value of a user, or makes a new user who differs in some. */
  writeUser(request: Omit<Extract<StudioRequest, { kind: 'write-user' }>, 'kind'>): void {
    this.#renderer.ask({ kind: 'write-user', ...request });
  }

  /** Counts what becomes of the users of an export, which does not leave the page. */
  async count(file: File): Promise<void> {
    this.set({ pane: 'funnel', part: 'pane', funnel: undefined });
    const bytes = new Uint8Array(await file.arrayBuffer());
    const round = this.#round(this.#judge, this.state.revision);
    this.#judge.ask({ kind: 'funnel', name: file.name, bytes, ...round });
  }

  /** Reads any link back. */
  readLink(link: string): void {
    this.#renderer.ask({ kind: 'link', link });
  }

  /** Asks for the address of the files as they are. */
  askPermalink(): void {
    this.#renderer.ask({ kind: 'permalink' });
  }

  #round(worker: StudioWorker, revision: number): StudioRound {
    const { campaign, files, account } = this.state;
    return { revision, campaign, changed: worker.changes(files), account };
  }

  #inView(): { readonly from: number; readonly to: number; readonly user: string } {
    return { ...this.#view, user: this.state.selected };
  }

  /** Renders again by the new worker, once: what ended one may end the next, until something is changed. */
  #restarted(): void {
    const { revision } = this.state;
    const isAgain = this.#lastTry === revision;
    const then = isAgain ? ': it goes on with the next change.' : '.';
    this.set({ notice: 'The renderer gave no answer and was restarted' + then, isDone: true });
    if (isAgain) return;
    this.render();
    this.#lastTry = this.state.revision;
  }

  #take(answer: StudioAnswer): void {
    const isNow = 'revision' in answer && answer.revision === this.state.revision;
    switch (answer.kind) {
      case 'campaign':
      case 'refused':
        return this.#taken(answer, isNow);
      case 'users':
        return this.#takeUsers(answer.users);
      case 'rows': {
        const rows = [...this.state.rows];
        for (const { at, ...row } of answer.rows) rows[at] = row;
        return this.set({ rows });
      }
      case 'user':
        return this.set({ user: answer.user });
      case 'done':
        return isNow ? this.set({ isDone: true }) : undefined;
      case 'lint':
        return isNow
          ? this.set({ lint: answer.findings, lintRevision: answer.revision })
          : undefined;
      case 'accounts':
        return isNow ? this.set({ accounts: answer.accounts }) : undefined;
      case 'funnel':
        return this.set({ funnel: answer.funnel });
      case 'link':
        return this.set({ link: answer.link });
      case 'permalink':
        return this.set({ permalink: answer.permalink });
      case 'written':
        return this.#written(answer);
      case 'names':
      default:
        return this.set({ names: answer.names });
    }
  }

  #taken(answer: Extract<StudioAnswer, { kind: 'campaign' | 'refused' }>, isNow: boolean): void {
    const { findings, secretive } = answer;
    this.set({
      isRefused: answer.kind === 'refused',
      ...(findings && { findings }),
      ...(secretive && { secretive: new Set(secretive) }),
      ...(answer.kind === 'campaign' && answer.campaign && { about: answer.campaign }),
      ...(answer.kind === 'refused' && isNow && { isDone: true }),
    });
  }

  #takeUsers(users: StudioState['users']): void {
    const isThere = users.users.some(({ name }) => name === this.state.selected);
    this.set({ users, rows: [] });
    if (!isThere) this.select(users.users[0]?.name ?? '');
  }

  #written({ path, text, isNew }: Extract<StudioAnswer, { kind: 'written' }>): void {
    this.edit(path, text);
    if (!isNew) return;
    const name = path.slice(path.lastIndexOf('/') + 1).replace(/\..*$/, '');
    this.set({ pane: 'users', part: 'pane', notice: 'The user ' + name + ' is new: ' + path });
    this.select(name);
  }
}

/** A text with the edits of a fix. */
function applied(text: string, edits: readonly Edit[]): string {
  return edits
    .toSorted((a, b) => b.from - a.from)
    .reduce((made, { from, to, text: by }) => made.slice(0, from) + by + made.slice(to), text);
}
