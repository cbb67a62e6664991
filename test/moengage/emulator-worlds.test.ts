import { expect, test } from 'vitest';
import { fromJs, type Dict } from '../../src/jinja/index.ts';
import {
  makeProfile,
  nobleHashes,
  renderWorlds,
  type Channel,
  type ProfileValues,
  type WorldsReport,
} from '../../src/moengage/index.ts';

function report(
  source: string,
  user: object,
  channel: Channel = 'email',
  values: Partial<ProfileValues> = {},
): WorldsReport {
  return renderWorlds(
    source,
    { user: fromJs(user) as Dict },
    { profile: makeProfile(values), channel, crypto: nobleHashes, clock: () => 0 },
  );
}

function short({ differences }: WorldsReport): unknown {
  return differences.map(({ field, span, rewrite }) => [field, span.start.column, rewrite]);
}

const GREETING =
  "<p>Hi {{UserAttribute['First Name']|default('there')}}, {{UserAttribute['Loyalty Points']}} points</p>";

test('the greeting of a user whose first name is empty hangs on missing and default', () => {
  const found = report(GREETING, { 'First Name': '' });
  expect(found.agree).toBe(false);
  const rewritten = "UserAttribute['First Name']|default('there', true)";
  expect(short(found)).toStrictEqual([
    ['missing', 59, "UserAttribute['Loyalty Points']|default('', true)"],
    ['default', 9, rewritten],
    ['missing', 9, rewritten],
  ]);
  const [points, greeting, empty] = found.differences;
  expect(points?.sentence).toBe(
    "no page of MoEngage says whether a missing attribute is Undefined, None or '' (profile field 'missing'): here it is " +
      'not sent: Loyalty Points: No matching value/attribute found for the user with undefined or none, sent as "" with empty',
  );
  expect(greeting?.answers).toStrictEqual([
    { value: 'undefined', outcome: '' },
    { value: 'none', outcome: '' },
    { value: 'falsy', outcome: 'there' },
  ]);
  expect(empty?.sentence).toContain("(profile field 'missing')");
});

test('what is written so that it does not matter agrees in every world', () => {
  const source =
    "Hi {{UserAttribute['First Name']|default('there', true)}}, {{UserAttribute['Loyalty Points']|default('', true)}}";
  for (const user of [{}, { 'First Name': '' }, { 'First Name': null }, { 'First Name': 'Ada' }]) {
    const found = report(source, user, 'sms');
    expect(found.differences).toStrictEqual([]);
    expect(found.agree).toBe(true);
  }
});

test('an SMS hangs on what a printed null does, an email does not', () => {
  const source = '{{ UserAttribute.A }}';
  expect(short(report(source, { A: null }, 'email'))).toStrictEqual([]);
  expect(short(report(source, { A: null }, 'sms'))).toStrictEqual([
    ['null', 4, "UserAttribute.A|default('', true)"],
  ]);
});

test('pinned fields are not asked', () => {
  const found = report(GREETING, { 'First Name': '' }, 'email', {
    missing: 'empty',
    default: 'falsy',
  });
  expect(found.agree).toBe(true);
  expect(found.worlds.every(({ profile }) => profile.missing === 'empty')).toBe(true);
});

test('constructs that an account may refuse, and the end of the text', () => {
  const found = report('{% macro m() %}x{% endmacro %}{{ m() }}\n', {});
  expect(found.differences.map(({ field }) => field)).toStrictEqual(['trailingNewline', 'macros']);
  expect(found.differences[1]?.sentence).toContain('does not take {% macro %}');
});

test('a hash hangs on its construction and its letters', () => {
  const found = report("{{ 'a'|convertToSHA256('k') }}", {});
  expect(found.differences.map(({ field }) => field)).toStrictEqual(['hash', 'hashCase']);
});

test('differences between releases', () => {
  const found = report(
    "{% set x = 1 %}{% for i in [1, 2] %}{% set x = 2 %}{% endfor %}{{ x }}{{ 7 // 2 }}{{ 'a'|tojson }}",
    {},
  );
  expect(found.differences.map(({ field }) => field)).toStrictEqual(['jinja']);
});

test('a link destination is told to drop', () => {
  const found = report('<a href="https://x.example/{{ UserAttribute.A }}">', { A: null }, 'in-app');
  expect(found.agree).toBe(true);
});

test('a template that does not parse throws', () => {
  expect(() => report('{{ 1 2 }}', {})).toThrow('Error in parsing jinja template format.');
});
