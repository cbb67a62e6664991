import { attributesBy, type Recipient } from '../account/index.ts';
import {
  createRenderer,
  outcomeOf,
  type Campaign,
  type Outcome,
  type Renderer,
} from '../campaign/index.ts';
import { FindingsError } from '../diagnostics/index.ts';
import { Dict } from '../jinja/index.ts';
import type { Crypto } from '../passkit/index.ts';
import type { Row } from './class-table.ts';
import type { WantedColumn } from './read/batch.ts';
import { fittingAccounts, type FittingAccount } from './accounts.ts';
import { Judge, type Verdict } from './verdict.ts';

/** What becomes of a user, with the message where it is sent. */
export type Rendered = { readonly verdict: Verdict; readonly outcome: Outcome };

/** Renders users of an export with the campaign's own renderer, in its account and in every other that fits. */
export class RowRenderer {
  private fitting: readonly FittingAccount[] | undefined;
  private readonly campaign: Campaign;
  private readonly columns: readonly WantedColumn[];
  private readonly crypto: Crypto;
  private readonly judge: Judge;
  private readonly own: Renderer;
  private readonly others: (Renderer | undefined)[] = [];

  /** Throws a FindingsError where the campaign's own account refuses its message. */
  constructor(campaign: Campaign, columns: readonly WantedColumn[], crypto: Crypto) {
    this.campaign = campaign;
    this.columns = columns;
    this.crypto = crypto;
    this.judge = new Judge(campaign);
    this.own = this.rendererOf(campaign);
  }

  /** The accounts that fit what is known of the campaign's own, itself first. */
  get accounts(): readonly FittingAccount[] {
    return (this.fitting ??= fittingAccounts(this.campaign));
  }

  /** What becomes of a user in the campaign's own account. */
  render(row: Row): Rendered {
    return this.renderBy(this.own, this.recipientOf(row));
  }

  /** In which of `accounts` a user is sent the message: a digit 1 or 0 for each. */
  sentIn(row: Row, own: Verdict): string {
    const recipient = this.recipientOf(row);
    return this.accounts
      .map(({ profile }, at) => {
        if (at === 0) return own.state === 'dropped' ? '0' : '1';
        if (!(at in this.others))
          this.others[at] = this.otherRenderer({ ...this.campaign, profile });
        return this.others[at]?.render(recipient).sent === true ? '1' : '0';
      })
      .join('');
  }

  /** A user of an export as a recipient of the campaign; each section that the message reads is there. */
  recipientOf(row: Row): Recipient {
    const parts: Record<string, Dict> = { user: new Dict() };
    for (const [at, { attribute }] of this.columns.entries()) {
      const part = attributesBy('name', attribute.kind)?.part ?? 'user';
      const values = (parts[part] ??= new Dict());
      const value = row[at];
      if (value !== undefined) values.set(attribute.name, value);
    }
    return parts as Record<string, Dict> & Recipient;
  }

  private renderBy(renderer: Renderer, recipient: Recipient): Rendered {
    const outcome = outcomeOf(
      this.campaign,
      { name: '', file: '', recipient },
      renderer,
      this.crypto,
    );
    return { verdict: this.judge.verdict(outcome), outcome };
  }

  private rendererOf(campaign: Campaign): Renderer {
    const surroundings = { hashes: this.crypto, clock: () => campaign.now };
    return createRenderer({ ...campaign, users: undefined }, surroundings);
  }

  /** The renderer of an account; undefined for one that refuses the message. */
  private otherRenderer(campaign: Campaign): Renderer | undefined {
    try {
      return this.rendererOf(campaign);
    } catch (error) {
      if (!(error instanceof FindingsError)) throw error;
      return undefined;
    }
  }
}
