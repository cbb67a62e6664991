import { describe, expect, test } from 'vitest';
import { lint, type LintReport } from '../../src/lint/index.ts';
import { jsonLines } from '../json-lines.ts';
import { everyNth, sampled } from '../sampled.ts';
import { lintOptions } from './lint-options.ts';
import {
  agrees,
  judgedTemplates,
  keyOf,
  ownAnswer,
  RECORDED,
  witnessesOf,
  type Answer,
  type Judged,
} from './witnesses.ts';

/** A template as people write them, with each finding that it has: its rule and line. */
type Case = Judged & {
  readonly expect: readonly string[];
  /** The notes of its rule's family that it has; those of others are not looked at. */
  readonly notes?: readonly string[];
};

/** The families of rules whose notes are expected by name. */
const NOTED = /^(?:name|stop|editor|lang|sms|a11y)\/(?!unused-set|elif-hides|alt|link-text)/;

const CASES = jsonLines('fixtures/lint/corpus.jsonl') as readonly Case[];

function said({ findings }: LintReport, isNote = false): readonly string[] {
  return findings
    .filter(
      ({ severity, code }) => (severity === 'note') === isNote && (!isNote || NOTED.test(code)),
    )
    .map(({ code, span }) => `${code} ${span?.start.line}`)
    .toSorted();
}

/** The report of each template, by what is judged: witnesses are those of the same reports. */
const reports = new Map<string, LintReport>();

function judged(one: Judged): LintReport {
  const key = JSON.stringify([one.template, one.channel, one.trigger]);
  const report = reports.get(key) ?? lint(one.template, lintOptions(one));
  reports.set(key, report);
  return report;
}

/** Of this many templates, the unit run has one. */
const STEP = 3;

type Recorded = { readonly key: string; readonly answer: Answer };
const recorded = new Map(
  (jsonLines(RECORDED) as readonly Recorded[]).map(({ key, answer }) => [key, answer]),
);
const shown = () =>
  everyNth(judgedTemplates(), STEP).flatMap((one) => witnessesOf(one, judged(one)));

describe('templates as people write them', () => {
  test.each(everyNth(CASES, STEP))('$name', (one) => {
    const report = judged(one);
    expect(said(report)).toEqual(one.expect.toSorted());
    if (one.notes !== undefined) expect(said(report, true)).toEqual(one.notes.toSorted());
  });
});

describe('witnesses, as the real Jinja2 3.1.2 renders them', () => {
  test('each is recorded: SMARTPASS_RECORD=1 npx vitest run test/lint/witnesses.long.test.ts', () => {
    const keys = [...new Set(shown().map(keyOf))];
    expect(keys.filter((key) => !recorded.has(key))).toEqual([]);
    expect(keys.length).toBe(sampled(keys.length, recorded.size));
  });
  test('each is sent the same, or not sent', () => {
    const wrong = shown().flatMap((one) => {
      const [own, answer] = [ownAnswer(one), recorded.get(keyOf(one)) ?? {}];
      return agrees(own, answer) ? [] : [{ key: keyOf(one), own, answer }];
    });
    expect(wrong).toEqual([]);
  });
});
