import { FindingsError, type Position, type Span } from '../diagnostics/index.ts';
import {
  NO_ATTRIBUTE,
  parsingFailed,
  UNRESOLVED,
  type MessageOutcome,
  type Profile,
  type Recipient,
} from '../account/index.ts';
import type { CompiledMessage } from '../emulator/index.ts';
import type { PreviewPart } from './preview-message.ts';
import type { Shown } from './preview-api.ts';

/**
 * What a message becomes here: `refused` has every failure's message, `listed` the same in the words of MoEngage's preview page, and
 * `text` what was rendered all the same.
 */
export type Rendered =
  | { readonly text: string; readonly refused?: undefined }
  | {
      readonly text: string;
      readonly refused: readonly string[];
      readonly listed: readonly string[];
    };

/** What the message of a campaign becomes for one user in an account of a profile. */
export function renderedIn(part: PreviewPart, recipient: Recipient, profile?: Profile): Rendered {
  const compiled = part.compile(profile);
  return compiled instanceof FindingsError
    ? { text: '', refused: errorsOf(compiled), listed: [] }
    : renderedOf(compiled.render(recipient));
}

function errorsOf({ findings }: FindingsError): readonly string[] {
  return findings.filter(({ severity }) => severity === 'error').map(({ message }) => message);
}

function renderedOf(outcome: MessageOutcome): Rendered {
  const { text } = outcome;
  if (outcome.sent) return { text };
  const { failures, preview = [] } = outcome;
  return {
    text,
    refused: failures.map(({ message }) => message),
    listed: preview.flatMap(({ texts }) => texts),
  };
}

/**
 * Whether an account shows what is rendered here. A message that is not sent is the same where the account shows one of the failures,
 * nothing, or the text up to its end: what a preview shows then is not documented. Errors of Jinja have to be the same, other
 * failures may have other words.
 */
export function isSame(here: Rendered, account: Shown): boolean {
  const { text, refused } = here;
  if (refused === undefined) return 'text' in account && account.text === text;
  const shown = textOfShown(account);
  if (shown === '' || shown === text) return true;
  if ([...refused, ...here.listed].some((message) => says(shown, message))) return true;
  const isFailure = 'refused' in account || FAILURES.has(shown);
  return isFailure && ![shown, ...refused].some((said) => said.startsWith(JINJA_ERROR));
}

/** Shorter messages are in other texts by chance. */
const SHORTEST_WITHIN = 8;

/** Whether a text is a message, alone or with other words around it. */
function says(shown: string, message: string): boolean {
  return shown === message || (message.length >= SHORTEST_WITHIN && shown.includes(message));
}

/** What an error of Jinja begins with. */
const JINJA_ERROR: string = parsingFailed('').trimEnd();

/** Failures that MoEngage words alike, whatever they are about. */
const FAILURES: ReadonlySet<string> = new Set([UNRESOLVED, NO_ATTRIBUTE]);

/** What is rendered here, as one text to be shown beside the account's. */
export function textOfRendered({ text, refused }: Rendered): string {
  return refused === undefined ? text : refused.join('; ');
}

/** What the account shows, as one text. */
export function textOfShown(shown: Shown): string {
  return 'text' in shown ? shown.text : shown.refused;
}

/** Where two texts differ first: the offset in UTF-16 code units, never inside a pair. */
export function firstDifference(one: string, other: string): number {
  const least = Math.min(one.length, other.length);
  let at = 0;
  while (at < least && one.charCodeAt(at) === other.charCodeAt(at)) at += 1;
  const isInPair = (text: string): boolean => /[\uDC00-\uDFFF]/.test(text.charAt(at));
  return at > 0 && (isInPair(one) || isInPair(other)) ? at - 1 : at;
}

/** Where in the template a place of the rendered text comes from; undefined where that cannot be told. */
export function placeInTemplate(
  part: PreviewPart,
  recipient: Recipient,
  offset: number,
): Span | undefined {
  const compiled = part.compile();
  if (compiled instanceof FindingsError) return compiled.findings[0]?.span;
  const outcome = compiled.render(recipient);
  if (!outcome.sent) return outcome.failures[0]?.span;
  const printed = compiled.printed(recipient);
  if (printed === undefined) return undefined;
  const inside = printed.filter(({ start, end }) => start <= offset && offset < end);
  const innermost = inside.toSorted((a, b) => a.end - a.start - (b.end - b.start))[0];
  if (innermost !== undefined) return innermost.span;
  const before = printed.filter(({ end }) => end <= offset).toSorted((a, b) => b.end - a.end)[0];
  const after = printed.find(({ start }) => start > offset);
  const from = before?.end ?? 0;
  const fixed = outcome.text.slice(from, after?.start ?? outcome.text.length);
  return (
    placeOfFixed(compiled, fixed, offset - from) ??
    constantAfter(compiled, before?.span) ??
    before?.span
  );
}

/** The first expression after a place that does not depend on the user: its text is as fixed as that of the template. */
function constantAfter({ analysis }: CompiledMessage, place: Span | undefined): Span | undefined {
  const after = place?.end ?? { line: 0, column: 0 };
  const isBehind = ({ line, column }: Position): boolean =>
    line > after.line || (line === after.line && column >= after.column);
  const next = analysis.prints.find((node) => isBehind(analysis.spanOf(node).start));
  return next === undefined || analysis.reads.of(next).length > 0
    ? undefined
    : analysis.spanOf(next);
}

/** The place of a character of the template's own text; undefined where the text is in the template more than once. */
function placeOfFixed(
  { analysis: { map } }: CompiledMessage,
  fixed: string,
  offset: number,
): Span | undefined {
  const line = fixed.lastIndexOf('\n', offset - 1) + 1;
  const end = fixed.indexOf('\n', offset);
  const windows = [
    [0, fixed.length],
    [line, end < 0 ? fixed.length : end],
  ] as const;
  for (const [from, to] of windows) {
    const text = fixed.slice(from, to);
    const at = text === '' ? -1 : map.text.indexOf(text);
    if (at < 0 || map.text.indexOf(text, at + 1) >= 0) continue;
    const place = at + offset - from;
    return map.spanOf(place, Math.min(map.text.length, place + 1));
  }
  return undefined;
}
