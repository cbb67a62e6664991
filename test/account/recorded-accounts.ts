import { readFileSync } from 'node:fs';
import { readCalibration } from '../../src/account/index.ts';
import { filledLines } from '../json-lines.ts';

/** An account whose answer was recorded. */
export type Account = {
  readonly id: string;
  readonly profile: Readonly<Record<string, string>>;
  readonly answer: string;
  readonly findings?: readonly string[];
};

/** The lines of answers of Debian's Jinja2 3.1.2 and of 3.1.6. */
export const recorded: readonly (readonly string[])[] = ['calibrate', 'calibrate-3.1.6'].map(
  (name) => filledLines(readFileSync(`fixtures/moengage/${name}.jsonl`, 'utf8')),
);

/** The recorded accounts: their profile, and what they answered to the probe. */
export const accounts: readonly Account[] = recorded.flatMap((lines) =>
  lines.slice(1).map((line) => JSON.parse(line) as Account),
);
const NOW = Date.UTC(2026, 0, 15);

/** The profile that is read out of an answer, and the codes of what is wrong with it. */
export function read(answer: string): {
  profile: Readonly<Record<string, string>>;
  codes: readonly string[];
} {
  const { decision, findings } = readCalibration([{ text: answer, file: 'answer.txt' }], {
    now: NOW,
  });
  const pins = decision?.pins ?? [];
  return {
    profile: Object.fromEntries(pins.map(({ field, value }) => [field, value])),
    codes: [...findings, ...(decision?.findings ?? [])].map(({ code }) => code),
  };
}
