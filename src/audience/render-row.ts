import { attributesBy, type Recipient } from '../account/index.ts';
import {
  byFieldMapOf,
  createRenderer,
  Judge,
  linkAnswers,
  outcomeOf,
  type ByFieldMap,
  type Campaign,
  type FixtureUser,
  type Renderer,
  type LinkAnswers,
  type Surroundings,
  type Verdict,
} from '../campaign/index.ts';
import { Dict } from '../jinja/index.ts';
import { smsParts, type Crypto } from '../passkit/index.ts';
import type { Row } from './class-table.ts';
import type { WantedColumn } from './read/batch.ts';
import { fittingAccounts, type FittingAccount } from './accounts.ts';
import { InAccounts } from './in-accounts.ts';
import { NOBODY_BY_MAP } from './tally.ts';

/** What becomes of a user, with the lengths of the pass links and the SMS parts of the message that is sent. */
export type Rendered = {
  readonly verdict: Verdict;
  readonly links: readonly number[];
  readonly smsParts: number | undefined;
};

/** Where the value of a column is in a recipient. */
type Cell = { readonly part: keyof Recipient; readonly name: string };

/** Renders users of an export with the campaign's own renderer, in its account and in every other that fits. */
export class RowRenderer {
  private fitting: readonly FittingAccount[] | undefined;
  private readonly campaign: Campaign;
  private readonly cells: readonly Cell[];
  private readonly crypto: Crypto;
  private readonly judge: Judge;
  private readonly own: Renderer;
  private readonly many: LinkAnswers | undefined;
  private everywhere: InAccounts | undefined;

  /** With `byMap` the field map computes links of `renderOneOfMany`. Throws a FindingsError where the campaign's own account refuses its message. */
  constructor(
    campaign: Campaign,
    columns: readonly WantedColumn[],
    crypto: Crypto,
    byMap: boolean,
  ) {
    this.campaign = campaign;
    this.cells = columns.map(({ attribute: { kind, name } }) => ({
      part: attributesBy('name', kind)?.part ?? 'user',
      name,
    }));
    this.crypto = crypto;
    this.judge = new Judge(campaign);
    this.own = createRenderer({ ...campaign, users: undefined }, this.surroundings());
    // Parts of an SMS are counted on its text, which answers of links lack.
    this.many =
      byMap && campaign.channel !== 'sms'
        ? linkAnswers(campaign, this.own, this.surroundings(), crypto)
        : undefined;
  }

  /** The accounts that fit what is known of the campaign's own, itself first. */
  get accounts(): readonly FittingAccount[] {
    return (this.fitting ??= fittingAccounts(this.campaign));
  }

  /** The users of `renderOneOfMany` whom the field map answered. */
  get byFieldMap(): ByFieldMap {
    return (this.many && byFieldMapOf(this.many)) ?? NOBODY_BY_MAP;
  }

  /** What becomes of a user in the campaign's own account. */
  render(row: Row): Rendered {
    const outcome = outcomeOf(this.campaign, this.userOf(row), this.own, this.crypto);
    const verdict = this.judge.verdict(outcome);
    if (!outcome.sent) return { verdict, links: [], smsParts: undefined };
    const isSms = this.campaign.channel === 'sms';
    return {
      verdict,
      links: outcome.links.map(({ length }) => length),
      smsParts: isSms ? smsParts(outcome.text).parts : undefined,
    };
  }

  /**
   * The same for one of very many users: the field map computes the link, and some of them are rendered both ways. Throws a MapDiffersError where these
   * differ and earlier answers may be wrong.
   */
  renderOneOfMany(row: Row): Rendered {
    if (this.many === undefined) return this.render(row);
    const answer = this.many.of(this.userOf(row));
    const links = answer.sent ? answer.links.map(({ length }) => length) : [];
    return { verdict: this.judge.verdictOfAnswer(answer), links, smsParts: undefined };
  }

  /** In which of `accounts` a user is sent the message: a digit 1 or 0 for each. */
  sentIn(row: Row, own: Verdict): string {
    this.everywhere ??= new InAccounts(this.campaign, this.accounts, this.surroundings());
    return this.everywhere.sentIn(this.recipientOf(row), own.state !== 'dropped');
  }

  /** A user of an export as a recipient of the campaign; each section that the message reads is there. */
  recipientOf(row: Row): Recipient {
    const recipient: { -readonly [part in keyof Recipient]: Recipient[part] } = {
      user: new Dict(),
    };
    for (let at = 0; at < this.cells.length; at += 1) {
      const { part, name } = this.cells[at] as Cell;
      const values = (recipient[part] ??= new Dict());
      const value = row[at];
      if (value !== undefined) values.set(name, value);
    }
    return recipient;
  }

  private userOf(row: Row): FixtureUser {
    return { name: '', file: '', recipient: this.recipientOf(row) };
  }

  private surroundings(): Surroundings {
    return { hashes: this.crypto, clock: () => this.campaign.now };
  }
}
