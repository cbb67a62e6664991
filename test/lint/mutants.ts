import type { Channel } from '../../src/account/index.ts';
import { jsonLines } from '../json-lines.ts';

/**
 * A line of a template that no rule reports, and the same line with one defect. `line` is where a rule about the whole message reports it;
 * `alone`: other lines would hide the defect, or be part of it.
 */
export type MutantLine = {
  readonly rule: string;
  readonly clean: string;
  readonly broken: string;
  readonly channel?: Channel;
  readonly line?: number;
  readonly alone?: true;
};

/** A clean template, and the same with one defect: at which line, and of which rule. */
export type Mutant = {
  readonly channel: Channel;
  readonly clean: string;
  readonly broken: string;
  readonly line: number;
  readonly rule: string;
};

/** A line for each rule about templates. */
export const LINES = jsonLines('fixtures/lint/mutants.jsonl') as readonly MutantLine[];

/** So many lines are around a defect. */
const AROUND = 4;

/** A message has one SmartPass link that is judged, and one size. */
const FILLERS: readonly MutantLine[] = LINES.filter(
  ({ rule, channel, alone }) =>
    channel === undefined && alone === undefined && !/^(?:link|size)\//.test(rule),
);

/** Numbers below a bound, always the same: a linear congruential generator. */
export function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Each defect in turn, among clean lines that are chosen by chance. */
export function mutants(seed: number, count: number): readonly Mutant[] {
  const next = numbers(seed);
  return Array.from({ length: count }, (_, turn) => {
    const one = LINES[turn % LINES.length];
    if (one === undefined) throw new RangeError('there are no mutants');
    const { rule, clean, broken, channel = 'email', alone } = one;
    const around = Array.from(
      { length: alone === true ? 0 : AROUND },
      () => FILLERS[next(FILLERS.length)]?.clean ?? '',
    ).filter((line) => line !== clean);
    const at = next(around.length + 1);
    const put = (line: string): string =>
      [...around.slice(0, at), line, ...around.slice(at)].join('\n');
    return { channel, clean: put(clean), broken: put(broken), line: one.line ?? at + 1, rule };
  });
}
