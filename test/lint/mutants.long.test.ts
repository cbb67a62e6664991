import { expect, test } from 'vitest';
import { defaultProfile, nobleHashes } from '../../src/account/index.ts';
import { applyFixes, lint, type LintFinding } from '../../src/lint/index.ts';

/** Lines of templates that no rule reports, each with the same line with one defect and the rule that it is of. */
const LINES: readonly (readonly [clean: string, broken: string, rule: string])[] = [
  [
    "<p>Hi {{ UserAttribute['First Name']|default('you', true) }},</p>",
    "<p>Hi {{ UserAttribute['First Name'] }},</p>",
    'null/printed',
  ],
  [
    "<p>{{ UserAttribute['Town']|default('your town', true) }}</p>",
    "<p>{{ UserAttribute['Town']|default('your town') }}</p>",
    'null/default-without-true',
  ],
  [
    "<p>{{ UserAttribute['Street']|default('', true)|title }}</p>",
    "<p>{{ UserAttribute['Street']|title }}</p>",
    'null/none-in-text',
  ],
  [
    "<p>{{ 'Code ' ~ UserAttribute['Code']|default('none', true) }}</p>",
    "<p>{{ 'Code ' + UserAttribute['Code'] }}</p>",
    'null/joined-with-plus',
  ],
  [
    "<p>{{ (UserAttribute['Reference']|default('', true))[:4] }}</p>",
    "<p>{{ UserAttribute['Reference'][:4] }}</p>",
    'null/slice-raises',
  ],
  [
    "<p>{{ (UserAttribute['Nickname']|default('', true)).upper() }}</p>",
    "<p>{{ UserAttribute['Nickname'].upper() }}</p>",
    'null/filter-raises',
  ],
  [
    "<p>{% if UserAttribute['Points']|default(0, true)|int > 500 %}Gold{% else %}Blue{% endif %}</p>",
    "<p>{% if UserAttribute['Points'] > 500 %}Gold{% else %}Blue{% endif %}</p>",
    'null/compare-raises',
  ],
  [
    "<p>{% if 'vip' in UserAttribute['Segments']|default('', true) %}VIP{% endif %}</p>",
    "<p>{% if 'vip' in UserAttribute['Segments'] %}VIP{% endif %}</p>",
    'null/in-operand',
  ],
  [
    "<p>{{ '{:,}'.format(UserAttribute['Balance']|default(0, true)|int) }}</p>",
    "<p>{{ '{:,}'.format(UserAttribute['Balance']) }}</p>",
    'null/format-raises',
  ],
  [
    "<p>{% if UserAttribute['Expires'] %}{{ UserAttribute['Expires']|dateTimeFormatter(toFormat='%d %b') }}{% endif %}</p>",
    "<p>{{ UserAttribute['Expires']|dateTimeFormatter(toFormat='%d %b') }}</p>",
    'null/date-raises',
  ],
  [
    "<p>{% if UserAttribute['Joined'] %}{{ UserAttribute['Joined']|dateTimeFormatter(toFormat='%Y') }}{% endif %}</p>",
    "<p>{{ UserAttribute['Joined']|dateTimeFormatter(toFormat='%Y')|default('2020') }}</p>",
    'null/default-after-filter',
  ],
  [
    "<ul>{% for item in UserAttribute['Basket']|default([], true) %}<li>{{ loop.index }}</li>{% endfor %}</ul>",
    "<ul>{% for item in UserAttribute['Basket'] %}<li>{{ loop.index }}</li>{% endfor %}</ul>",
    'null/iterates',
  ],
  [
    "<p>{% for p in ProductSet.Picks %}{{ p.title|default('', true) }} {% endfor %}</p>",
    '<p>{{ ProductSet.Picks[0].title }}</p>',
    'product/unguarded',
  ],
  [
    "<p>{{ ContentApi.Score({'q': 1}).total|default('-', true) }}</p>",
    "<p>{{ ContentApi.Score({'q': 1}).total }}</p>",
    'content/unguarded',
  ],
  [
    "<p>{% set store = UserAttribute['Store']|default('', true)|getAuxData('stores') %}{% if store %}{{ store.street|default('', true) }}{% endif %}</p>",
    "<p>{% set store = UserAttribute['Store']|default('', true)|getAuxData('stores') %}{{ store.street }}</p>",
    'aux/unguarded',
  ],
  [
    "<p><a href=\"https://example.com/?city={{UserAttribute['City']|default('', true)|urlencode}}\">Stores</a></p>",
    "<p><a href=\"https://example.com/?city={{UserAttribute['City']|default('', true)}}\">Stores</a></p>",
    'url/unencoded',
  ],
  [
    "<p><a href=\"https://example.com/?q={{UserAttribute['Query']|default('', true)|urlencode}}\">Search</a></p>",
    "<p><a href=\"https://example.com/?q={{UserAttribute['Query']|default('', true)|urlencode|urlencode}}\">Search</a></p>",
    'url/double-encoded',
  ],
  [
    "<p><a href=\"https://example.com/m/{{UserAttribute['Member']|default('x', true)}}\">You</a></p>",
    '<p><a href="https://example.com/m/{{UserAttribute[\'Member\']}}">You</a></p>',
    'null/in-link',
  ],
  [
    '<img alt="{{ UserAttribute[\'Title\']|default(\'\', true)|e }}" src="https://example.com/a.png">',
    '<img alt="{{ UserAttribute[\'Title\']|default(\'\', true) }}" src="https://example.com/a.png">',
    'html/unescaped',
  ],
  [
    "<p>{{ UserAttribute['Plan']|default('MOE_NOT_SEND', true) }}</p>",
    "<p>{{ UserAttribute['Plan']|default('MOE_NOT_SENT', true) }}</p>",
    'stop/misspelt',
  ],
  [
    "{% if not UserAttribute['Consent'] %}{% MOE_NOT_SEND('No consent') %}{% endif %}",
    "{% if not UserAttribute['Consent'] %}{% MOE_NOT_SEND('') %}{% endif %}",
    'stop/no-reason',
  ],
  [
    "{% set ns = namespace(n=0) %}{% for x in UserAttribute['Visits']|default([], true) %}{% set ns.n = ns.n + 1 %}{% endfor %}{{ ns.n }}",
    "{% set n = 0 %}{% for x in UserAttribute['Visits']|default([], true) %}{% set n = n + 1 %}{% endfor %}{{ n }}",
    'lang/set-lost-in-loop',
  ],
  [
    "<p>{% if UserAttribute['Region'] == 'north' %}North{% endif %}</p>",
    "<p>{% if 'UserAttribute.Region' == 'north' %}North{% endif %}</p>",
    'lang/constant-condition',
  ],
  ['{% set total = 3 %}{{ total }}', '{% set total = 3 %}{{ totl }}', 'name/unknown-variable'],
];

const SIZE = 5;
const MUTANTS = 300;

/** Numbers below a bound, always the same: a linear congruential generator. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const options = {
  profile: defaultProfile('email'),
  channel: 'email' as const,
  trigger: 'event' as const,
  hashes: nobleHashes,
  clock: () => Date.UTC(2026, 0, 1),
};

function judged(template: string, fixes = false): readonly LintFinding[] {
  return lint(template, options, { fixes }).findings.filter(({ severity }) => severity !== 'note');
}

test('each line is clean by itself', () => {
  for (const [clean] of LINES) expect([clean, judged(clean)]).toEqual([clean, []]);
});

test('one defect in a clean template is found with its rule and line, and nothing else', () => {
  const next = numbers(20_260_101);
  const missed: string[] = [];
  let found = 0;
  for (let turn = 0; turn < MUTANTS; turn += 1) {
    const chosen = LINES.toSorted(() => next(3) - 1).slice(0, SIZE);
    const at = next(SIZE);
    const clean = chosen.map(([line]) => line);
    const broken = chosen.map(([line, other], index) => (index === at ? other : line)).join('\n');
    if (turn % 6 === 0) expect(judged(clean.join('\n'))).toEqual([]);
    const rule = chosen[at]?.[2] ?? '';
    const isFixed = turn % 4 === 0;
    const findings = judged(broken, isFixed);
    const isThere = findings.some(({ code, span }) => code === rule && span?.start.line === at + 1);
    if (isThere) found += 1;
    else missed.push(`${rule}: ${broken}`);
    const others = findings.filter(({ span }) => span?.start.line !== at + 1);
    if (isThere) expect(others.map(({ code }) => code)).toEqual([]);
    const safe = findings.flatMap(({ fix }) => (fix?.safety === 'safe' ? [fix] : []));
    const { text, applied } = applyFixes(broken, safe);
    if (applied > 0) expect(judged(text).filter(({ code }) => code === rule)).toEqual([]);
  }
  expect(missed.slice(0, 5)).toEqual([]);
  expect(found).toBe(MUTANTS);
}, 600_000);
