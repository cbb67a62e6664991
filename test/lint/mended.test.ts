import { expect, test } from 'vitest';
import { lint, type LintFinding } from '../../src/lint/index.ts';
import { lintOptions } from './lint-options.ts';

function found(template: string): readonly LintFinding[] {
  const options = lintOptions({ channel: 'email', trigger: 'event' });
  const { findings } = lint(template, options, { fixes: true });
  return findings.filter(({ severity }) => severity !== 'note');
}

const codes = (template: string): readonly string[] => found(template).map(({ code }) => code);

test.each([
  [
    'a division by what may be 0',
    `{% set all = UserAttribute['Quota']|default(0, true)|int %}{{ 100 // all }}`,
    'null/filter-raises',
    '{% if … > 0 %}',
    `{% set all = UserAttribute['Quota']|default(0, true)|int %}{% if all > 0 %}{{ 100 // all }}{% endif %}`,
  ],
  [
    'an average of no numbers',
    `{% set marks = UserAttribute['Grades']|default([], true)|map(attribute='mark')|list %}{{ marks|sum / marks|length }}`,
    'null/short-list',
    '{% if …|length > 0 %}',
    `{% set marks = UserAttribute['Grades']|default([], true)|selectattr('mark')|map(attribute='mark')|list %}{% if marks|length > 0 %}{{ marks|sum / marks|length }}{% endif %}`,
  ],
  [
    'groups by a member that items may lack',
    `{% for city, all in UserAttribute['Shops']|default([], true)|groupby('city') %}{{ city }}: {{ all|length }}{% endfor %}`,
    'null/filter-raises',
    "|selectattr('…')",
    `{% for city, all in UserAttribute['Shops']|default([], true)|selectattr('city')|groupby('city') %}{{ city }}: {{ all|length }}{% endfor %}`,
  ],
  [
    'a look-up that lacks the value',
    `{% set perks = {'gold': 'Lounge', 'silver': 'Fast lane'} %}{{ perks[UserAttribute['Tier']|default('silver', true)] }}`,
    'null/printed',
    "{{ …|default('…', true) }}",
    `{% set perks = {'gold': 'Lounge', 'silver': 'Fast lane'} %}{{ perks[UserAttribute['Tier']|default('silver', true)]|default('', true) }}`,
  ],
  [
    'a look-up by get',
    `{% set titles = {'en': 'Notice', 'fr': 'Avis'} %}{{ titles.get(UserAttribute['Locale']) }}`,
    'null/printed',
    "{{ …|default('…', true) }}",
    `{% set titles = {'en': 'Notice', 'fr': 'Avis'} %}{{ titles.get(UserAttribute['Locale'])|default('Notice', true) }}`,
  ],
  [
    'a place in a list',
    `{{ ['We lost', 'A draw', 'We won'][UserAttribute['Outcome']] }}`,
    'null/printed',
    "{{ …|default('…', true) }}",
    `{{ ['We lost', 'A draw', 'We won'][UserAttribute['Outcome']|default(0, true)|int]|default('', true) }}`,
  ],
  [
    'a length as in JavaScript',
    `{% if UserAttribute['Tags'].length > 0 %}Tags{% endif %}`,
    'null/compare-raises',
    '(…|default([], true))|length',
    `{% if (UserAttribute['Tags']|default([], true))|length > 0 %}Tags{% endif %}`,
  ],
  [
    'a member of an answer that may be null',
    `{{ ContentApi.Weather({'q': 'x'}).city|default('your town') }}`,
    'content/unguarded',
    'a default with true',
    `{{ ContentApi.Weather({'q': 'x'}).city|default('your town', true) }}`,
  ],
])('what the hint of %s says mends it', (_, template, code, hint, mended) => {
  const one = found(template).find((finding) => finding.code === code);
  expect(one?.hint).toContain(hint);
  expect(codes(mended)).toEqual([]);
});

test('a null member of an answer is a warning: nobody knows whether there are any', () => {
  const said = found(
    `{% set w = ContentApi.Weather({'q': 'x'}) %}{% if w.temp is defined %}{{ w.temp }}{% endif %} {{ w.name|upper }}`,
  ).map(({ severity, message }) => `${severity}: ${message}`);
  expect(said).toEqual([
    "warning: Content API 'Weather': a user for whom 'temp' is null is not mailed",
    `warning: Content API 'Weather': a user for whom 'name' is null reads "NONE"`,
  ]);
});

test('a null that the template replaces by a text with none in it is not reported', () => {
  const template = `{% for p in UserAttribute['Photos'] or [] %}<img alt="" src="https://example.com/{{p|default('none.png', true)|urlencode}}">{% endfor %}`;
  const { findings } = lint(template, lintOptions({ channel: 'email', trigger: 'event' }));
  expect(findings.filter(({ code }) => code === 'type/mixed-list')).toEqual([]);
});

test('a null that a macro prints is reported where the macro is called, once', () => {
  const template = `{% macro hi(n) %}Hi {{ n|title }}{% endmacro %}\n{{ hi(UserAttribute['First']) }}`;
  const said = found(template).map(({ code, span }) => `${code} ${span?.start.line}`);
  expect(said).toEqual(['null/none-in-text 2']);
});

test('a size below a tenth is no whole number with .0', () => {
  const template = `{% if UserAttribute['MB'] is number %}{{ (UserAttribute['MB'] / 1024)|round(2) }} GB{% endif %}`;
  const { findings } = lint(template, lintOptions({ channel: 'email', trigger: 'event' }));
  expect(findings.filter(({ code }) => code === 'type/float-shows')).toEqual([]);
});

test('a member in brackets that is a method of dicts is asked for by get', () => {
  const template = `{% set box = UserAttribute['Box'] or {} %}{{ box['items'] }}`;
  const [one] = found(template);
  expect(one?.fix).toMatchObject({
    safety: 'unsafe',
    edits: [{ text: `(box.get('items')|default('', true))` }],
  });
  expect(codes(template.replace(`box['items']`, one?.fix?.edits[0]?.text ?? ''))).toEqual([]);
});

test.each([
  `{{ 'Gold' if UserAttribute['Tier'] == 'gold' }}{{ 'Silver' if UserAttribute['Tier'] == 'silver' }}\nHi {{ UserAttribute['First Name'] }}`,
  `{{ ('Yes' if UserAttribute['Tier'] == 'gold' and 1 == 2) }}\nHi {{ UserAttribute['First Name'] }}`,
])(
  'where an inline if without else drops everyone, other values are judged too: %#',
  (template) => {
    const said = found(template).map(({ code, span }) => `${code} ${span?.start.line}`);
    expect(said).toEqual(['lint/no-sent-user 1', 'null/printed 2']);
  },
);
