import type { Failure, FailureCategory } from '../account/index.ts';
import type { Finding } from '../diagnostics/index.ts';
import type { Campaign } from './load.ts';
import type { Outcome } from './outcome.ts';
import { isSound } from './preview.ts';
import type { RowAnswer } from './row-answers.ts';

/** What is sent with a link that opens no pass, or with a secret in it, has this in place of a category of MoEngage. */
export const BROKEN = 'Broken link';

/** Why a user is not sent the message, or is sent a broken one, without any value of the user: `line` is that of the template's `file`. */
export type Reason = {
  readonly category: FailureCategory | typeof BROKEN;
  readonly name?: string;
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
};

/** What becomes of a user: `broken` is sent, but not as it is meant. Users with equal verdicts are counted together. */
export type Verdict = {
  readonly state: 'sent' | 'broken' | 'dropped';
  readonly reasons: readonly Reason[];
};

/** What a message says of a type is not a value. */
const TYPES: ReadonlySet<string> = new Set(
  'str int float bool dict list tuple set NoneType None True False Undefined ascii utf-8 object function'.split(
    ' ',
  ),
);

/** Turns outcomes of a campaign into verdicts. Texts of reasons keep only what the campaign's own files say. */
export class Judge {
  private readonly campaign: Campaign;
  private readonly texts: string;

  constructor(campaign: Campaign) {
    this.campaign = campaign;
    const fields = campaign.map?.fields.map((field) => JSON.stringify(field)) ?? [];
    this.texts = [...campaign.parts.map(({ message }) => message.text), ...fields].join('\n');
  }

  /** The verdict of an outcome. */
  verdict(outcome: Outcome): Verdict {
    if (!outcome.sent) return this.dropped(outcome.failures);
    if (isSound(outcome, this.campaign)) return SENT;
    return broken([...outcome.warnings, ...outcome.links.flatMap(({ findings }) => findings)]);
  }

  /** The verdict of the answer to a row with its links alone: it has findings where the message is not sound. */
  verdictOfAnswer(answer: RowAnswer): Verdict {
    if (!answer.sent) return this.dropped(answer.failures);
    const hasLink = this.campaign.map === undefined || answer.links.length > 0;
    return hasLink && answer.findings.length === 0 ? SENT : broken(answer.findings);
  }

  private dropped(failures: readonly Failure[]): Verdict {
    return { state: 'dropped', reasons: unique(failures.map((one) => this.reason(one))) };
  }

  private reason({ category, name, message, span, line, file }: Failure): Reason {
    const at = span?.start.line ?? line;
    return {
      category,
      ...(name !== undefined && { name: this.masked(name) }),
      message: this.masked(message),
      ...(file !== undefined && { file }),
      ...(at !== undefined && { line: at }),
    };
  }

  /** A text with … for what is neither in the campaign's files nor the name of a type. */
  private masked(text: string): string {
    return text
      .replaceAll(/(['"])((?:\\.|(?!\1).)*)\1/gs, (whole, quote: string, inside: string) =>
        TYPES.has(inside) || this.texts.includes(inside) ? whole : `${quote}…${quote}`,
      )
      .replaceAll(/\d{3,}(?:\.\d+)?/g, (digits) => (this.texts.includes(digits) ? digits : '…'));
  }
}

/** The verdict of a user who gets the message as it is meant. */
const SENT: Verdict = { state: 'sent', reasons: [] };

/** The verdict of a user who is sent a message that is not sound, by what is wrong with it. */
function broken(findings: readonly Finding[]): Verdict {
  const codes = findings.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  const found = codes.length > 0 ? codes : ['the message has no pass link that opens'];
  return {
    state: 'broken',
    reasons: unique(found.map((message) => ({ category: BROKEN, message }))),
  };
}

function unique(reasons: readonly Reason[]): readonly Reason[] {
  const byText = new Map(reasons.map((reason) => [JSON.stringify(reason), reason]));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : Number(a > b))).map(([, reason]) => reason);
}
