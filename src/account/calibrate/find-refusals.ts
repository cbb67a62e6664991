import { spanOf } from '../../diagnostics/index.ts';
import { PROBE_PARTS, type ProbePart } from './parts.ts';
import type { PastedAnswer, Place } from './find-answers.ts';
import { BEGIN } from './token.ts';
import { unmangle } from './unmangle.ts';

/** A part in whose place an error came. `wording` is what it said; `changed` is a sign that the template was changed before. */
export type Refusal = Place & {
  readonly part: ProbePart;
  readonly wording: string;
  readonly changed: string | undefined;
};

/** `part 8: …`: how a user says which part an error belongs to. */
const LABEL = /\bpart[ \t]+(\d{1,2})[ \t]*[:.)-]/gi;
const ERROR =
  /\b(errors?|refused?|rejected|unable|unknown|expected|unexpected|invalid|failed|fails|no filter)\b/i;
/** Where a part's answer begins, with what white space a line break may have left in it. */
const ANSWER = new RegExp(BEGIN.split('').join(String.raw`\s*`), 'i');
/** Signs that no template of the probe holds: an editor put them there. */
const CHANGED = /unexpected char (?:u?['"]?)(\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|&|[^\x20-\x7e])/i;

/**
 * The parts that MoEngage refused: errors below a label `part N:`, and errors without a label that name a tag or filter
 * which only one part uses.
 */
export function findRefusals({ text, file }: PastedAnswer): readonly Refusal[] {
  const clean = unmangle(text, true);
  const labels = [...clean.text.matchAll(LABEL)];
  const found: Refusal[] = [];
  const take = (part: ProbePart | undefined, from: number, wording: string): void => {
    if (part === undefined) return;
    const [start = 0, end = 0] = [clean.at[from], clean.at[from + wording.length]];
    const said = wording.replaceAll(/\s+/g, ' ').trim().slice(0, 200);
    const changed = CHANGED.exec(said)?.[1];
    found.push({ file, span: spanOf(text, start, end), part, wording: said, changed });
  };
  for (const [index, label] of labels.entries()) {
    const from = label.index + label[0].length;
    const rest = clean.text.slice(from, labels[index + 1]?.index);
    const [before = ''] = rest.split(ANSWER, 1);
    const [paragraph = ''] = before.trimStart().split(/\n[ \t]*\r?\n/, 1);
    if (!ERROR.test(paragraph)) continue;
    const part = PROBE_PARTS.find(({ number }) => number === Number(label[1]));
    take(part, from + rest.indexOf(paragraph), paragraph.trimEnd());
  }
  const named = /(?:encountered unknown tag|no filter named)\s+u?['"‘’]([A-Za-z0-9_]+)['"‘’]/gi;
  for (const match of clean.text.matchAll(named)) {
    const part = PROBE_PARTS.find(({ uses }) => uses.includes(match[1] ?? ''));
    if (!found.some((one) => one.part === part)) take(part, match.index, match[0]);
  }
  return found;
}
