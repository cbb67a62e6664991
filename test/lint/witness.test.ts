import { describe, expect, test } from 'vitest';
import { defaultProfile, nobleHashes } from '../../src/account/index.ts';
import { lint, type LintReport } from '../../src/lint/index.ts';

function judged(template: string): LintReport {
  return lint(template, {
    profile: defaultProfile('email'),
    channel: 'email',
    trigger: 'event',
    hashes: nobleHashes,
    clock: () => 0,
  });
}

const shown = (template: string): readonly string[] =>
  judged(template).findings.map(({ code, witness }) =>
    witness === undefined ? code : `${code}: ${witness.attribute} is ${witness.value}`,
  );

describe('the users who are tried', () => {
  test('inside a branch that only one tier takes', () => {
    const template =
      "{% if UserAttribute['Tier'] == 'gold' %}{{ UserAttribute['Lounge'] }}{% else %}Hi{% endif %}";
    expect(shown(template)).toEqual(['null/printed: Lounge is null']);
    expect(judged(template).unreached).toEqual([]);
  });
  test('behind two conditions at once', () => {
    const template =
      "{% if UserAttribute['A'] == 'x' and UserAttribute['B'] == 'y' %}{{ EventAttribute['C'] }}{% endif %}";
    expect(shown(template)).toEqual(['null/printed: C is null']);
  });
  test('past a guard, which is no harm', () => {
    const guard = "{% if not UserAttribute['Member'] %}{% MOE_NOT_SEND('No id') %}{% endif %}";
    expect(shown(`${guard}{{ UserAttribute['Member'] }}`)).toEqual([]);
  });
  test('a date that is kept in a variable', () => {
    const template =
      "{% set until = UserAttribute['Until'] %}{{ until|dateFormatter('%d.%m.%Y') }}";
    expect(shown(template)).toEqual(['null/date-raises: Until is (missing)']);
  });
  test('an attribute in a loop over products', () => {
    const template =
      '{% for p in ProductSet.New %}{{ p.price|round(2) }} {{ UserAttribute.Nick }}{% endfor %}';
    expect(shown(template)).toEqual([
      'product/unguarded: New is [{}, {}, {}, {}, {}]',
      'null/printed: Nick is null',
    ]);
  });
  test('a condition that nobody can meet is told', () => {
    expect(judged("{% if 1 > 2 %}{{ UserAttribute['X'] }}{% endif %}").unreached).toHaveLength(1);
  });
  test('a template without a flaw', () => {
    expect(shown("Hi {{ UserAttribute['First Name']|default('Friend', true) }}!")).toEqual([]);
  });
});
