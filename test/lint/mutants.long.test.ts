import { expect, test } from 'vitest';
import { lint, type LintFinding } from '../../src/lint/index.ts';
import { changedByFixes, fixed, type Fixed } from './real-jinja.ts';
import { lintOptions } from './lint-options.ts';

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
  [
    "Hi {{ UserAttribute['Pet Name']|default('you', true) }},",
    "Hi {{ UserAttribute['Pet Name']|default('', true) }},",
    'null/blank-greeting',
  ],
  [
    "<p>{{ (UserAttribute['Slogan']|default('x', true)) ~ ', hello' }}</p>",
    "<p>{{ UserAttribute['Slogan'] + ', hello'|default('Hello') }}</p>",
    'null/default-binds-tighter',
  ],
  [
    "<p>{{ UserAttribute['Suburb']|default('', true)|upper }}</p>",
    "<p>{{ UserAttribute['Suburb']|default('', true)|uppercase }}</p>",
    'name/unknown-filter',
  ],
  [
    "<p>{{ EventAttribute['Order Status']|default('', true) }}</p>",
    "<p>{{ EventAttribute['Goal Name']|default('', true) }}</p>",
    'name/reserved',
  ],
  [
    "<p>{{ UserAttribute['old_shop']|default('', true) }}</p>",
    "<p>{{ UserAttribute['moe_shop']|default('', true) }}</p>",
    'name/moe-prefix',
  ],
  [
    "<p>{{ EventAttribute['Shop']|default('', true) }}</p>",
    "<p>{{ BusinessEventAttribute['Shop']|default('', true) }}</p>",
    'name/event-without-trigger',
  ],
  [
    "<p>{{ UserAttribute['Last City']|default('', true) }}</p>",
    "<p>{{ UserAttribute.Last City|default('', true) }}</p>",
    'name/dot-with-space',
  ],
  [
    "<p>{% for p in ProductSet.Rings %}{{ p.get('items') or '' }}{% endfor %}</p>",
    '<p>{% for p in ProductSet.Rings %}{{ p.items }}{% endfor %}</p>',
    'name/dict-method',
  ],
  [
    "<p>{{ UserAttribute['Eye Colour']|default('', true) }}{{ UserAttribute['Eye Colour']|default('', true) }}</p>",
    "<p>{{ UserAttribute['Eye Colour']|default('', true) }}{{ UserAttribute['Eye colour']|default('', true) }}</p>",
    'name/letter-case',
  ],
  [
    "{% if not UserAttribute['Terms'] %}{% MOE_NOT_SEND('No terms') %}{% endif %}",
    "{% if not UserAttribute['Terms'] %}{{ MOE_NOT_SEND('No terms') }}{% endif %}",
    'stop/printed',
  ],
  [
    "{% if not UserAttribute['Licence'] %}{% MOE_NOT_SEND('No licence') %}{% endif %}",
    "{% if not UserAttribute['Licence'] %}{% MOE_NOT_SEND('No ' ~ 'licence') %}{% endif %}",
    'stop/not-literal',
  ],
  [
    "{% if UserAttribute['Badge'] == 'x' %}{% MOE_NOT_SEND('x') %}{% endif %}",
    "{% if UserAttribute['Badge']|default('y', true) == '' %}{% MOE_NOT_SEND('x') %}{% endif %}",
    'stop/unreachable',
  ],
  [
    "<p>{{ UserAttribute['Village']|default('home', true) }}</p>",
    "<p>{{ UserAttribute[‘Village’]|default('home', true) }}</p>",
    'editor/smart-quotes',
  ],
  [
    "<p>{% if UserAttribute['Stars']|default(0, true)|int > 3 %}*{% endif %}</p>",
    "<p>{% if UserAttribute['Stars']|default(0, true)|int &gt; 3 %}*{% endif %}</p>",
    'editor/entity-found',
  ],
  [
    "<p><a href=\"https://example.com/?r={{UserAttribute['Ref']|default('', true)|urlencode}}\">Ref page</a></p>",
    '<p><a href="https://example.com/?r=%7B%7BUserAttribute[\'Ref\']%7D%7D">Ref page</a></p>',
    'editor/encoded-token',
  ],
  [
    "<p><a href=\"https://example.com/{{UserAttribute['Slug']|default('a', true)}}\">Slug page</a></p>",
    '<p><a href="https://example.com/{{UserAttribute["Slug"]|default(\'a\', true)}}">Slug page</a></p>',
    'editor/double-quote-in-attribute',
  ],
  [
    "<div>{% if UserAttribute['Wide'] %}<div>Wide</div>{% endif %}</div>",
    "<p>{% if UserAttribute['Wide'] %}<div>Wide</div>{% endif %}</p>",
    'editor/changes-on-save',
  ],
  [
    "<p>{% set bay = UserAttribute['Bay']|default('', true) %}{{ bay }}</p>",
    "<p>{% set bay = {{ UserAttribute['Bay'] }} %}{{ bay }}</p>",
    'lang/braces-in-tag',
  ],
  [
    "<p>{{ UserAttribute['Hue']|default('', true) }}</p>",
    "<p>{UserAttribute['Hue']}</p>",
    'lang/single-braces',
  ],
  [
    "<p>{{ UserAttribute['Firm']|default('', true) }}</p>",
    '<p>*|FIRM|*</p>',
    'lang/foreign-syntax',
  ],
  [
    '<style>@media print { #nav { display: none } }</style>{# x #}',
    '<style>@media print {#nav { display: none } }</style>{# x #}',
    'lang/comment-swallows-markup',
  ],
  [
    "<p>{{ '%d/%m/%Y'|today('UTC') }}</p>",
    "<p>{{ '%d/%M/%Y'|today('UTC') }}</p>",
    'date/minutes-for-month',
  ],
  ["<p>{{ '%Y'|today('UTC') }}</p>", "<p>{{ 'YYYY'|today('UTC') }}</p>", 'date/no-directive'],
  [
    "<p>{{ '2030-01-19 17:21:00'|dateTimeFormatter(timeZone='UTC') }}</p>",
    "<p>{{ '2030-01-19 17:21:00'|dateTimeFormatter(timeZone='UTC', tzOffset=60) }}</p>",
    'date/zone-and-offset',
  ],
  [
    "<p>{{ '%d'|today('Asia/Kolkata') }}</p>",
    "<p>{{ '%d'|today('Asia/Mumbai') }}</p>",
    'date/unknown-zone',
  ],
  [
    "<p>{{ Coupons.CouponListName['Spring']|default('S10', true) }}</p>",
    "<p>{{ Coupons.CouponListName['Spring'] }}</p>",
    'coupon/unguarded',
  ],
  [
    '{% set found = ContentApi.All({}) %}<p>{% for x in [1, 2] %}{{ loop.index }}{% endfor %}</p>',
    "<p>{% for x in [1, 2] %}{{ ContentApi.All({'id': x}).name|default('', true) }}{% endfor %}</p>",
    'content/in-loop',
  ],
  ["<p>{{ ContentBlock['closing'] }}</p>", "{% include 'closing.html' %}", 'lang/include'],
  [
    "<p>{{ 'e30'|convertToSHA256('{YOUR-PROJECT-SECRET}') }}</p>",
    "<p>{{ 'e30'|convertToSHA256('0123456789abcdefghijkl') }}</p>",
    'secret/literal',
  ],
  [
    '{% set page = \'https://example.com\' %}<a href="{{page}}">The page</a>',
    '{% set page = \'https://example.com\' %}<a href="{{ page }}">The page</a>',
    'editor/spaces-in-link',
  ],
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

const EMAIL = { name: 'mutant', channel: 'email', trigger: 'event' } as const;

function judged(template: string): readonly LintFinding[] {
  return lint(template, lintOptions(EMAIL)).findings.filter(({ severity }) => severity !== 'note');
}

/** Clean lines, one of them broken: at which line, and of which rule. */
type Mutant = {
  readonly clean: string;
  readonly broken: string;
  readonly line: number;
  readonly rule: string;
};

/** Each defect in turn, among four clean lines that are chosen by chance. */
function mutants(seed: number): readonly Mutant[] {
  const next = numbers(seed);
  return Array.from({ length: MUTANTS }, (_, turn) => {
    const [clean, broken, rule] = LINES[turn % LINES.length] ?? LINES[0]!;
    const lines = Array.from(
      { length: SIZE - 1 },
      () => LINES[next(LINES.length)]?.[0] ?? '',
    ).filter((line) => line !== clean);
    const at = next(lines.length + 1);
    const put = (line: string): string =>
      [...lines.slice(0, at), line, ...lines.slice(at)].join('\n');
    return { clean: put(clean), broken: put(broken), line: at + 1, rule };
  });
}

test('each line is clean by itself', () => {
  for (const [clean] of LINES) expect([clean, judged(clean)]).toEqual([clean, []]);
});

test('one defect in a clean template is found with its rule and line, and nothing else', () => {
  const missed: string[] = [];
  for (const { clean, broken, line, rule } of mutants(20_260_101)) {
    const findings = judged(broken);
    const isThere = findings.some(({ code, span }) => code === rule && span?.start.line === line);
    const others = findings.filter(({ code, span }) => code !== rule && span?.start.line !== line);
    if (!isThere || others.length > 0)
      missed.push(
        `${rule} ${line}: ${findings.map(({ code, span }) => `${code} ${span?.start.line}`).join(', ')} in\n${broken}`,
      );
    expect([clean, judged(clean)]).toEqual([clean, []]);
  }
  expect(missed).toEqual([]);
}, 600_000);

test('safe fixes: it parses, the rule is gone, a second run is idle, the real Jinja2 sends everyone the same', async () => {
  const seen = new Set<string>();
  const all: Fixed[] = [];
  for (const { broken, rule } of mutants(20_260_102)) {
    if (seen.has(rule)) continue;
    seen.add(rule);
    const one = fixed({ ...EMAIL, template: broken });
    if (one === undefined) continue;
    all.push(one);
    const safe = one.before.some(({ code, fix }) => code === rule && fix?.safety === 'safe');
    const left = one.after.filter(({ code, fix }) => code === rule || fix?.safety === 'safe');
    if (safe) expect([one.text, left]).toEqual([one.text, []]);
    expect(one.after.filter(({ code }) => code.startsWith('jinja/'))).toEqual([]);
  }
  expect(all.length).toBeGreaterThan(12);
  expect(await changedByFixes(all)).toEqual([]);
}, 600_000);
