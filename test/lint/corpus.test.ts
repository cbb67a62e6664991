import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Channel, type TriggerKind } from '../../src/account/index.ts';
import { lint, type LintReport } from '../../src/lint/index.ts';
import { lintOptions } from './lint-options.ts';

/** A template as people write them, with each finding that it has: its rule and line. */
type Case = {
  readonly name: string;
  readonly channel: Channel;
  readonly trigger: TriggerKind;
  readonly template: string;
  readonly expect: readonly string[];
  /** The notes of its rule's family that it has; those of others are not looked at. */
  readonly notes?: readonly string[];
};

/** The families of rules whose notes are expected by name. */
const NOTED = /^(?:name|stop|editor|lang|sms|a11y)\/(?!unused-set|elif-hides|alt|link-text)/;

const CASES: readonly Case[] = readFileSync('fixtures/lint/corpus.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Case);

function judged(where: Case, template: string): LintReport {
  return lint(template, lintOptions(where));
}

function said({ findings }: LintReport, isNote = false): readonly string[] {
  return findings
    .filter(
      ({ severity, code }) => (severity === 'note') === isNote && (!isNote || NOTED.test(code)),
    )
    .map(({ code, span }) => `${code} ${span?.start.line}`)
    .toSorted();
}

describe('templates as people write them', () => {
  test.each(CASES)('$name', (one) => {
    const report = judged(one, one.template);
    expect(said(report)).toEqual(one.expect.toSorted());
    if (one.notes !== undefined) expect(said(report, true)).toEqual(one.notes.toSorted());
  });
});
