import type { Finding } from '../../diagnostics/index.ts';
import { decide, type Decision } from './decide.ts';
import { findAnswers, type Damage, type PartAnswer, type PastedAnswer } from './find-answers.ts';
import { findRefusals, type Refusal } from './find-refusals.ts';
import { PROBE_PARTS, type ProbePart } from './parts.ts';

/** How pasted answers are read. `refused` are numbers of parts that MoEngage refused without a text to paste. */
export type CalibrationOptions = {
  /** The present instant in epoch milliseconds. */
  readonly now: number;
  readonly refused?: readonly number[];
  /** Whether parts may be missing: what the others say is then read. */
  readonly partial?: boolean;
};

/** What was read: a decision, or why there is none. `parts` are the numbers of the parts that answered or were refused. */
export type ReadCalibration = {
  readonly decision?: Decision;
  readonly parts: readonly number[];
  readonly findings: readonly Finding[];
};

/**
 * Reads what the probe's parts rendered to, out of whatever was pasted. Parts that are missing, unreadable or answered in two
 * ways are findings, and nothing is decided then; behaviours that no field holds are findings of the decision.
 */
export function readCalibration(
  pasted: readonly PastedAnswer[],
  options: CalibrationOptions,
): ReadCalibration {
  const found = pasted.map(findAnswers);
  const damaged = found.flatMap((one) => one.damaged);
  const { answers, findings } = oneEach(found.flatMap((one) => one.answers));
  const refusals = refusalsOf(pasted, options.refused ?? []);
  const isKnown = ({ number }: ProbePart): boolean => answers.has(number) || refusals.has(number);
  const unsettled = damaged.filter(({ part }) =>
    part === undefined ? needsMore(isKnown) : !isKnown(part),
  );
  // A pasted template holds many beginnings of answers: one finding says it.
  const raw = unsettled.filter(({ why }) => why === 'not rendered');
  for (const damage of [...raw.slice(0, 1), ...unsettled.filter((one) => !raw.includes(one))])
    findings.push(damageFinding(damage));
  for (const [number, refusal] of refusals) {
    const answer = answers.get(number);
    if (answer === undefined) continue;
    refusals.delete(number);
    if (refusal.changed === undefined) findings.push(bothFinding(refusal, answer));
  }
  findings.push(...baseless(answers, refusals));
  const absent = PROBE_PARTS.filter((part) => !part.optional && !isKnown(part));
  const spoken = new Set(damaged.map(({ part }) => part?.number));
  const silent = absent.filter(({ number }) => !spoken.has(number));
  if (silent.length > 0 && raw.length === 0 && options.partial !== true)
    findings.push(missingFinding(silent, pasted[0]?.file));
  const parts = PROBE_PARTS.filter(isKnown).map(({ number }) => number);
  if (parts.length === 0 && findings.length === 0 && pasted.length > 0)
    findings.push(missingFinding(absent, pasted[0]?.file));
  if (findings.length > 0) return { parts, findings };
  const year = new Date(options.now).getUTCFullYear();
  return { decision: decide(answers, refusals, year), parts, findings };
}

function needsMore(isKnown: (part: ProbePart) => boolean): boolean {
  return PROBE_PARTS.some((part) => !part.optional && !isKnown(part));
}

/** One answer for each part; the same answer may be there often, as in a mail's text and HTML. */
function oneEach(all: readonly PartAnswer[]): {
  answers: Map<number, PartAnswer>;
  findings: Finding[];
} {
  const answers = new Map<number, PartAnswer>();
  const findings: Finding[] = [];
  for (const answer of [...all].sort((one, other) => one.part.number - other.part.number)) {
    const { number } = answer.part;
    const first = answers.get(number);
    if (first === undefined) answers.set(number, answer);
    else if (first.text !== answer.text && !isClockOnly(first, answer)) {
      findings.push({
        code: 'calibrate/two-answers',
        severity: 'error',
        message: `part ${number} has another answer here than at ${first.file}:${first.span.start.line}`,
        hint: 'keep the answers of one account and one day',
        file: answer.file,
        span: answer.span,
      });
    }
  }
  return { answers, findings };
}

/** Whether two answers differ in this year only: today() gives another one after New Year. */
function isClockOnly(one: PartAnswer, other: PartAnswer): boolean {
  if (!one.part.uses.includes('today')) return false;
  return ['a', 'b'].every((key) => one.digits.get(key) === other.digits.get(key));
}

function refusalsOf(
  pasted: readonly PastedAnswer[],
  numbers: readonly number[],
): Map<number, Refusal> {
  const refusals = new Map<number, Refusal>();
  const start = { line: 1, column: 1 };
  for (const part of PROBE_PARTS)
    if (numbers.includes(part.number)) {
      const span = { start, end: start };
      const said = { wording: '', changed: undefined };
      refusals.set(part.number, { part, file: pasted[0]?.file ?? '--refused', span, ...said });
    }
  for (const refusal of pasted.flatMap(findRefusals)) refusals.set(refusal.part.number, refusal);
  return refusals;
}

/** A refused construct says something only where a template without it was rendered. */
function baseless(
  answers: ReadonlyMap<number, PartAnswer>,
  refusals: ReadonlyMap<number, Refusal>,
): Finding[] {
  const [base] = refusals.values();
  if (base === undefined || answers.size > 0) return [];
  const { file, span } = base;
  return [
    {
      code: 'calibrate/refused-part',
      severity: 'error',
      message: 'no part was rendered: that some were refused says nothing about what they hold',
      hint: 'check that the template was pasted as plain text, and send part 1, which holds nothing unusual',
      file,
      span,
    },
  ];
}

function damageFinding({ part, why, file, span }: Damage): Finding {
  const name = part === undefined ? 'a part' : `part ${part.number}`;
  const texts: Readonly<Record<Damage['why'], readonly [string, string, string]>> = {
    'cut off': [
      'calibrate/unreadable-part',
      `the answer of ${name} is cut off: it begins here and has no end`,
      'paste it up to xzq; a shortened preview will not do',
    ],
    damaged: [
      'calibrate/unreadable-part',
      `the answer of ${name} cannot be read: its digits and its checksum do not fit together`,
      'copy this answer again; nothing may be left out or changed in it',
    ],
    'not rendered': [
      'calibrate/not-rendered',
      `this is the template of ${name}, not what MoEngage made of it`,
      'send it, or open its preview, and paste the text that comes out',
    ],
    'unknown part': [
      'calibrate/unknown-part',
      'this answer belongs to a probe of another form',
      'send the templates that this version of smartpass calibrate prints',
    ],
  };
  const [code, message, hint] = texts[why];
  return { code, severity: 'error', message, hint, file, span };
}

function bothFinding({ part, file, span }: Refusal, answer: PartAnswer): Finding {
  return {
    code: 'calibrate/two-answers',
    severity: 'error',
    message: `part ${part.number} is refused here, but its answer is at ${answer.file}:${answer.span.start.line}`,
    hint: 'keep what belongs to this account',
    file,
    span,
  };
}

function missingFinding(parts: readonly ProbePart[], file: string | undefined): Finding {
  const numbers = parts.map(({ number }) => number);
  const start = { line: 1, column: 1 };
  const message =
    numbers.length === 1
      ? `the answer of part ${numbers[0] ?? ''} (${parts[0]?.title ?? ''}) is missing`
      : `the answers of parts ${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1) ?? ''} are missing`;
  return {
    code: 'calibrate/missing-part',
    severity: 'error',
    message,
    hint: "paste them into the same file; where MoEngage refused one, write 'part N:' and its error; or read what is there with --partial",
    ...(file !== undefined && { file, span: { start, end: start } }),
  };
}
