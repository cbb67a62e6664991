import { expect, test } from 'vitest';
import { readRecipient } from '../../src/account/index.ts';
import { readFieldMap } from '../../src/compiler/index.ts';
import { lint, lintMap, RULES, type LintFinding } from '../../src/lint/index.ts';
import { LINES, mutants, numbers } from './mutants.ts';
import { changedByFixes, fixed } from './real-jinja.ts';
import { lintOptions } from './lint-options.ts';

/** `SMARTPASS_MUTANTS=600 SMARTPASS_SEED=7` for more of them. */
const COUNT = Number(process.env['SMARTPASS_MUTANTS'] ?? 300);
const FIXES = Number(process.env['SMARTPASS_MUTANTS'] ?? LINES.length);
const SEED = Number(process.env['SMARTPASS_SEED'] ?? 20_260_101);

function judged(channel: (typeof LINES)[number]['channel'], text: string): readonly LintFinding[] {
  return lint(text, lintOptions({ channel: channel ?? 'email', trigger: 'event' })).findings;
}

function said(findings: readonly LintFinding[]): readonly string[] {
  return findings
    .filter(({ severity }) => severity !== 'note')
    .map(({ code, span }) => `${code} ${span?.start.line}`);
}

test('each rule about templates has a mutant', () => {
  const rules = RULES.filter((rule) => !('checkMap' in rule)).map(({ code }) => code);
  expect(LINES.map(({ rule }) => rule).toSorted()).toEqual(rules.toSorted());
});

test('each line is clean by itself', () => {
  for (const { rule, channel, clean } of LINES) {
    const findings = judged(channel, clean);
    expect([clean, said(findings)]).toEqual([clean, []]);
    expect([clean, findings.filter(({ code }) => code === rule)]).toEqual([clean, []]);
  }
});

test('one defect in a clean template is found with its rule and line, and nothing else', () => {
  const missed: string[] = [];
  for (const { channel, clean, broken, line, rule } of mutants(SEED, COUNT)) {
    const findings = judged(channel, broken);
    const isThere = findings.some(({ code, span }) => code === rule && span?.start.line === line);
    const others = findings.filter(
      ({ code, span, severity }) =>
        severity !== 'note' && code !== rule && span?.start.line !== line,
    );
    if (!isThere || others.length > 0)
      missed.push(`${rule} ${line}: ${said(findings).join(', ')} in\n${broken}`);
    expect([clean, said(judged(channel, clean))]).toEqual([clean, []]);
  }
  expect(missed).toEqual([]);
}, 600_000);

test('safe fixes: it parses, the rule is gone, a second run is idle, the real Jinja2 sends everyone the same', async () => {
  const all = mutants(SEED + 1, FIXES).flatMap(({ channel, broken, rule }) => {
    const made = fixed({ name: rule, channel, trigger: 'event', template: broken });
    return made === undefined ? [] : [{ ...made, rule }];
  });
  for (const { text, before, after, rule } of all) {
    const isSafe = before.some(({ code, fix }) => code === rule && fix?.safety === 'safe');
    const left = after.filter(({ code, fix }) => code === rule || fix?.safety === 'safe');
    if (isSafe) expect([text, left]).toEqual([text, []]);
    expect(after.filter(({ code }) => code.startsWith('jinja/'))).toEqual([]);
  }
  expect(new Set(all.map(({ rule }) => rule)).size).toBeGreaterThan(12);
  expect(await changedByFixes(all)).toEqual([]);
}, 600_000);

/** Fields of a map that no rule reports, and those with one defect, with the rule that it is of. */
const FIELDS: readonly (readonly [clean: string, broken: string, rule: string])[] = [
  [
    'person.emailAddress: { user: Email (Standard), missing: omit }',
    'person.emailAddress: { user: Email (Standard), missing: { drop: No email address } }',
    'map/drops-users',
  ],
  [
    'person.forename: { user: First Name, missing: { default: Friend } }',
    'person.forename: { value: First Name }',
    'map/constant-field',
  ],
  [
    'meta.colour: { user: Tier, map: { gold: yellow, bronze: brown }, missing: omit }',
    'meta.colour: { user: Tier, map: { gold: yellow, silver: grey }, missing: omit }',
    'map/unmapped-value',
  ],
];

const HEAD = [
  'smartpass: 1',
  'project: { url: https://pub1.pskt.io/c/a4hrop, kind: membership }',
  'fields:',
  '  person.externalId: { user: MoEngage_ID, missing: { drop: No MoEngage ID } }',
  '  members.tier.id: { user: Tier, missing: { default: T0 } }',
];

test('one defect in a field map is found with its rule and line, and nothing else', () => {
  const next = numbers(SEED);
  const users = [readRecipient('user: { Tier: bronze }', 'ada.yaml').recipient ?? []].flat();
  const found = (fields: readonly string[]): readonly string[] => {
    const { map, findings } = readFieldMap([...HEAD, ...fields].join('\n'), 'fieldmap.yaml');
    if (map === undefined) throw new TypeError(findings.map(({ message }) => message).join('; '));
    return lintMap(map, users).map(({ code, span }) => `${code} ${span?.start.line}`);
  };
  for (let turn = 0; turn < 30; turn += 1) {
    const wrong = turn % FIELDS.length;
    const order = FIELDS.map((_, at) => ({ at, rank: next(1000) })).toSorted(
      (a, b) => a.rank - b.rank,
    );
    const lines = (isBroken: boolean): readonly string[] =>
      order.map(({ at }) => `  ${FIELDS[at]?.[isBroken && at === wrong ? 1 : 0]}`);
    const line = HEAD.length + order.findIndex(({ at }) => at === wrong) + 1;
    expect(found(lines(false))).toEqual([]);
    expect(found(lines(true))).toEqual([`${FIELDS[wrong]?.[2]} ${line}`]);
  }
});
