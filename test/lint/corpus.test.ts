import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  defaultProfile,
  nobleHashes,
  type Channel,
  type TriggerKind,
} from '../../src/account/index.ts';
import { applyFixes, lint, type LintFinding, type LintReport } from '../../src/lint/index.ts';

/** A template as people write them, with each finding that it has: its rule and line. */
type Case = {
  readonly name: string;
  readonly channel: Channel;
  readonly trigger: TriggerKind;
  readonly template: string;
  readonly expect: readonly string[];
};

const CASES: readonly Case[] = readFileSync('fixtures/lint/corpus.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Case);

function judged({ channel, trigger }: Case, template: string): LintReport {
  const options = {
    profile: defaultProfile(channel),
    channel,
    trigger,
    hashes: nobleHashes,
    clock: () => Date.UTC(2026, 0, 1),
  };
  return lint(template, options, { fixes: true });
}

function said({ findings }: LintReport): readonly string[] {
  return findings
    .filter(({ severity }) => severity !== 'note')
    .map(({ code, span }) => `${code} ${span?.start.line}`)
    .toSorted();
}

describe('templates as people write them', () => {
  test.each(CASES)('$name', (one) => {
    expect(said(judged(one, one.template))).toEqual(one.expect.toSorted());
  });
});

describe('fixes of these templates', () => {
  const safeOf = (findings: readonly LintFinding[]): readonly LintFinding[] =>
    findings.filter(({ fix }) => fix?.safety === 'safe');
  const fixable = CASES.filter((one) => safeOf(judged(one, one.template).findings).length > 0);

  test.each(fixable)('$name: what is fixed is gone, and a second run does nothing', (one) => {
    const before = said(judged(one, one.template));
    let text = one.template;
    let total = 0;
    for (let round = 0; round < 5; round += 1) {
      const fixes = safeOf(judged(one, text).findings).flatMap(({ fix }) => fix ?? []);
      const made = applyFixes(text, fixes);
      text = made.text;
      total += made.applied;
    }
    const after = judged(one, text);
    expect(safeOf(after.findings)).toEqual([]);
    expect(total).toBeGreaterThan(0);
    expect(said(after).length).toBe(before.length - total);
  });
  test('most findings about missing values have one', () => {
    const nulls = CASES.flatMap((one) => one.expect.filter((code) => code.startsWith('null/')));
    expect(fixable.length / nulls.length).toBeGreaterThan(0.5);
  });
});
