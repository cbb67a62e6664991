import { RoundCache } from '../../campaign/index.ts';
import { Cache, FindingsError, Secrets } from '../../diagnostics/index.ts';
import { readLink, type Crypto, type LinkReport } from '../../passkit/index.ts';
import { previewLink } from '../../preview/index.ts';
import type {
  InView,
  Permalink,
  StudioAnswer,
  StudioFinding,
  StudioRequest,
  StudioRound,
} from '../protocol.ts';
import { permalinkOf } from '../permalink.ts';
import { accountsOf } from './accounts.ts';
import { secretiveFiles, shownFindings } from './findings.ts';
import { emptyFunnel, funnelOf, usersOfExport } from './funnel.ts';
import { lintOf } from './judge.ts';
import { studioNames } from './names.ts';
import { MemoryFiles } from './memory-files.ts';
import { Round, type RoundTools } from './round.ts';
import { rememberingCrypto } from './surroundings.ts';
import { Told } from './told.ts';
import { UserTable } from './user-table.ts';
import { writtenUser } from './write-user.ts';

type Render = Extract<StudioRequest, { kind: 'render' }>;
type Funnel = Extract<StudioRequest, { kind: 'funnel' }>;
type Judge = Extract<StudioRequest, { kind: 'judge' }>;
type FilesNews = Omit<Extract<StudioAnswer, { kind: 'refused' }>, 'kind'>;

/** Milliseconds of work after which requests that came in meanwhile are looked at. */
const SLICE = 12;

/** So many links are kept as they were read: with the next letter that somebody types most are the same. */
const MOST_LINKS = 4096;

/** How a session is connected: where answers go, and how it waits until requests that came in are handed to it. */
type SessionLine = {
  readonly post: (answer: StudioAnswer) => void;
  readonly pause: () => Promise<void>;
  readonly now: () => number;
};

/** The work of one worker: keeps the files of a workspace, and answers requests about them. */
export class Session {
  readonly #line: SessionLine;
  readonly #crypto: Crypto = rememberingCrypto();
  readonly #files: MemoryFiles = new MemoryFiles();
  readonly #table: UserTable = new UserTable();
  readonly #told: Told = new Told();
  readonly #tools: RoundTools;
  #latest = 0;
  #view: InView = { from: 0, to: 0 };
  #round: Round | undefined;
  #funnel = 0;

  constructor(line: SessionLine) {
    this.#line = line;
    const [cache, secrets] = [new RoundCache(), new Secrets()];
    const reports = new Cache<LinkReport>(MOST_LINKS);
    this.#tools = { files: this.#files, crypto: this.#crypto, cache, secrets, reports };
  }

  /** Answers one request. Work on a round goes on until it is done or a newer one comes. */
  async handle(request: StudioRequest): Promise<void> {
    switch (request.kind) {
      case 'render':
        return this.#render(request);
      case 'judge':
        return this.#judge(request);
      case 'view':
        this.#view = request.view;
        this.#postUser();
        return undefined;
      case 'write-user': {
        const written = writtenUser(request, this.#round?.campaign, this.#files.texts);
        if (written !== undefined) this.#line.post({ kind: 'written', ...written });
        return undefined;
      }
      case 'funnel':
        return this.#count(request);
      case 'link': {
        const report = readLink(request.link, { crypto: this.#crypto });
        const link = previewLink(report, this.#round?.campaign);
        this.#line.post({ kind: 'link', link });
        return undefined;
      }
      case 'permalink':
        this.#line.post({ kind: 'permalink', permalink: await this.#permalink() });
        return undefined;
      case 'names':
      default:
        this.#line.post({ kind: 'names', names: studioNames() });
        return undefined;
    }
  }

  async #render(request: Render): Promise<void> {
    this.#view = request.view;
    const round = await this.#begin(request, (error) =>
      this.#line.post({ kind: 'refused', ...this.#judged(request.revision, error.findings) }),
    );
    if (round === undefined) return;
    const { revision } = request;
    const campaign = this.#told.news('campaign', round.about);
    this.#line.post({
      kind: 'campaign',
      ...(campaign && { campaign }),
      ...this.#judged(revision, round.findings),
    });
    this.#postUser();
    const { attributes } = round.about.about;
    const users = this.#table.changed(round.campaign, this.#files.texts, attributes);
    if (users !== undefined) {
      this.#told.forgetRows();
      this.#line.post({ kind: 'users', users });
    }
    const posted = new Set<number>();
    for (;;) {
      const rows = this.#slice(round, posted);
      if (rows.length > 0) this.#line.post({ kind: 'rows', revision, rows });
      if (posted.size >= round.campaign.users.length) break;
      await this.#line.pause();
      if (this.#latest !== revision) return;
    }
    this.#line.post({ kind: 'done', revision });
  }

  /** Takes the changed files and makes the round of them; undefined where it is refused, or where a newer one has begun. */
  async #begin(
    request: StudioRound,
    onRefused: (error: FindingsError) => void,
  ): Promise<Round | undefined> {
    const { revision, changed } = request;
    this.#latest = Math.max(this.#latest, revision);
    this.#files.change(changed);
    await this.#line.pause();
    if (this.#latest !== revision) return undefined;
    try {
      this.#round = await Round.make(request, this.#tools);
      return this.#latest === revision ? this.#round : undefined;
    } catch (error) {
      if (!(error instanceof FindingsError)) throw error;
      if (this.#latest === revision) onRefused(error);
      return undefined;
    }
  }

  /** What is wrong with the files, and which of them hold a secret, where the page has not been told the same. */
  #judged(revision: number, findings: readonly StudioFinding['finding'][]): FilesNews {
    const { secrets, cache } = this.#tools;
    const { texts } = this.#files;
    const shown = this.#told.news('findings', shownFindings(findings, texts, secrets));
    const secretive = this.#told.news('secretive', secretiveFiles(texts, secrets, cache));
    return { revision, ...(shown && { findings: shown }), ...(secretive && { secretive }) };
  }

  /** Rows of the users who come next, those in sight first, for as long as a slice of work takes. */
  #slice(round: Round, posted: Set<number>): Extract<StudioAnswer, { kind: 'rows' }>['rows'] {
    const { now } = this.#line;
    const end = now() + SLICE;
    const rows: (ReturnType<Round['row']> & { readonly at: number })[] = [];
    for (const at of this.#order(round)) {
      if (posted.has(at)) continue;
      posted.add(at);
      const row = round.row(at);
      if (this.#told.isNewRow(at, row)) rows.push({ at, ...row });
      if (now() > end) break;
    }
    return rows;
  }

  *#order({ campaign: { users } }: Round): Generator<number, void, undefined> {
    const { from, to } = this.#view;
    for (let at = from; at < Math.min(to, users.length); at += 1) yield at;
    for (let at = 0; at < users.length; at += 1) yield at;
  }

  /** The user who is shown in full. */
  #postUser(): void {
    const round = this.#round;
    const at = round?.campaign.users.findIndex(({ name }) => name === this.#view.user) ?? -1;
    const user = round && at >= 0 ? this.#told.news('user', round.user(at)) : undefined;
    if (user !== undefined) this.#line.post({ kind: 'user', revision: this.#latest, user });
  }

  async #judge(request: Judge): Promise<void> {
    const { revision, panes } = request;
    const round = await this.#begin(request, () =>
      this.#line.post({ kind: 'lint', revision, findings: [] }),
    );
    if (round === undefined) return;
    const isStale = async (): Promise<boolean> => {
      await this.#line.pause();
      return this.#latest !== revision;
    };
    if (panes.includes('findings')) {
      const found: StudioFinding[] = [];
      const { config = '' } = round.campaign;
      const settings = this.#files.texts.get(config);
      for (const findings of lintOf(round.campaign, settings, this.#crypto)) {
        found.push(...shownFindings(findings, this.#files.texts, round.campaign.secrets));
        if (await isStale()) return;
      }
      this.#line.post({ kind: 'lint', revision, findings: found });
    }
    if (!panes.includes('accounts')) return;
    const { campaign, own } = round;
    const accounts = [];
    for (const account of accountsOf(campaign, own, (at) => round.outcome(at), this.#crypto)) {
      accounts.push(campaign.secrets.hideIn(account));
      if (await isStale()) return;
    }
    this.#line.post({ kind: 'accounts', revision, accounts });
  }

  /** The files as they are, without secrets and real users. */
  #permalink(): Promise<Permalink> {
    const files = [...this.#files.texts].map(([path, text]) => ({ path, text, hash: '' }));
    const { secrets } = this.#tools;
    return permalinkOf(
      { campaign: this.#round?.campaign.file ?? '', files, writes: false },
      secrets,
    );
  }

  async #count(request: Funnel): Promise<void> {
    const { name, bytes } = request;
    this.#funnel += 1;
    const mine = this.#funnel;
    const refuse = (error: FindingsError): void =>
      this.#line.post({ kind: 'funnel', funnel: emptyFunnel(name, error) });
    const round = await this.#begin(request, refuse);
    if (round === undefined) return;
    try {
      const users = await usersOfExport(name, bytes);
      const { file } = round.campaign.template;
      const counted = { name, template: file };
      for (const funnel of funnelOf(counted, users, (user) => round.judge(user))) {
        this.#line.post({ kind: 'funnel', funnel });
        await this.#line.pause();
        if (this.#funnel !== mine) return;
      }
    } catch (error) {
      if (!(error instanceof FindingsError)) throw error;
      refuse(error);
    }
  }
}
