import type { Transform } from '../field-map.ts';
import { code, integer, type Code } from './fragments.ts';
import { atom, selfTelling, valueOf, type Held } from './held.ts';

const METHODS: Readonly<Record<Extract<Transform, string>, Code>> = {
  trim: code`.strip()`,
  lower: code`.lower()`,
  upper: code`.upper()`,
  title: code`.title()`,
};

/**
 * The value after its transforms. Only methods of str and slices are used: they are the same in every Jinja. A cut can leave
 * white space alone, which is missing, unless the text was trimmed before.
 */
export function transform(held: Held, steps: readonly Transform[]): Held {
  if (steps.length === 0) return held;
  const changed = steps.reduce(
    (value, step) =>
      typeof step === 'object'
        ? code`${value}[:${integer(step.truncate)}]`
        : code`${value}${METHODS[step]}`,
    atom(valueOf(held)),
  );
  const cut = steps.findIndex((step) => typeof step === 'object');
  const isTrimmed = cut < 0 || steps.slice(0, cut).includes('trim');
  if (isTrimmed) return held.when.length === 0 ? { text: changed, when: [] } : selfTelling(changed);
  return selfTelling(code`(${changed} if ${changed}|trim else '')`);
}
