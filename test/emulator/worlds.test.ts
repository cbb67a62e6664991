import { expect, test } from 'vitest';
import { fromJs, type Dict } from '../../src/jinja/index.ts';
import {
  makeProfile,
  nobleHashes,
  type Channel,
  type ProfileValues,
} from '../../src/account/index.ts';
import { renderWorlds, worldsOf, type WorldsReport } from '../../src/emulator/index.ts';

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

test('the greeting of a user whose first name is empty depends on missing and default', () => {
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

test('an SMS depends on what a printed null does, an email does not', () => {
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

test('a hash depends on its construction and its letters', () => {
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

test('one message in its worlds renders any number of users, each as alone', () => {
  const options = { profile: makeProfile({}), crypto: nobleHashes, clock: () => 0 };
  const source = "{{ UserAttribute.A|default('x') }}{{ UserAttribute.B|convertToSHA256('k') }}\n";
  const made = worldsOf(source, { ...options, channel: 'sms' });
  for (const user of [{}, { A: '', B: 'b' }, { A: null, B: 'b' }, { A: 'a', B: 'b' }, {}])
    expect(made.render({ user: fromJs(user) as Dict })).toStrictEqual(report(source, user, 'sms'));
  expect(made.count).toBeGreaterThan(20);
});

test('a field that is ignored is no difference and spans no world', () => {
  const options = { profile: makeProfile({}), crypto: nobleHashes, clock: () => 0 };
  const recipient = { user: fromJs({}) as Dict };
  const source = "{{ 'a'|convertToSHA256('k') }}\n";
  const fields = (made: WorldsReport): unknown => made.differences.map(({ field }) => field);
  const all = worldsOf(source, options);
  const less = worldsOf(source, options, ['hash', 'trailingNewline']);
  expect(fields(all.render(recipient))).toStrictEqual(['hash', 'hashCase', 'trailingNewline']);
  expect(fields(less.render(recipient))).toStrictEqual(['hashCase']);
  expect(less.count).toBeLessThan(all.count);
});

test('a difference says what is not known, and has the whole message of each account', () => {
  const [difference] = report("Hi {{ UserAttribute.A|default('x') }}!", { A: null }).differences;
  expect(difference?.about).toMatch(/^no page of MoEngage says .* \(profile field 'default'\)$/);
  expect(difference?.sentence.startsWith(`${difference.about}: here it is `)).toBe(true);
  expect(difference?.messages.map(({ outcome }) => outcome.sent && outcome.text)).toStrictEqual([
    false,
    'Hi x!',
    'Hi x!',
  ]);
});
