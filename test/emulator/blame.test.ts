import { describe, expect, test } from 'vitest';
import { spanOf } from '../../src/diagnostics/index.ts';
import { fromJs } from '../../src/jinja/index.ts';
import { createEmulator, type EmulatorOptions } from '../../src/emulator/index.ts';
import {
  makeProfile,
  nobleHashes,
  readAuxTable,
  readContentApi,
  readContentBlocks,
  type MessageOutcome,
  type ProfileValues,
  type Recipient,
} from '../../src/account/index.ts';

/**
 * One message: between « and » is the place of its first failure. `users` are dropped with the failures given, each
 * `category name` (a `-` where nothing is named), or sent.
 */
type Case = {
  readonly template: string;
  readonly users: readonly (readonly [attributes: object, ...failures: string[]])[];
  readonly profile?: Partial<ProfileValues>;
};

const CASES: readonly Case[] = [
  // What an expression works on
  {
    template: "{% set y = UserAttribute['amount'] %}{{ «'{:,}'.format(y)» }}",
    users: [
      [{}, 'User Attribute amount'],
      [{ amount: null }, 'User Attribute amount'],
      [{ amount: 'x' }, 'Unknown -'],
      [{ amount: 1 }],
    ],
  },
  {
    template: "a\n{{ «UserAttribute['orders'] + ' orders'» }}",
    users: [
      [{ orders: 3 }, 'Unknown -'],
      [{}, 'User Attribute orders'],
      [{ orders: null }, 'User Attribute orders'],
      [{ orders: 'no' }],
    ],
  },
  {
    template: '{{ «UserAttribute.n|length» }}',
    users: [[{ n: 5 }, 'Unknown -'], [{ n: null }, 'User Attribute n'], [{ n: [1] }]],
  },
  {
    template: "{{ «'abcdef'[:UserAttribute.n]» }}",
    users: [[{}, 'User Attribute n'], [{ n: 'x' }, 'Unknown -'], [{ n: null }], [{ n: 2 }]],
  },
  {
    template: '{{ «UserAttribute.n[1:2]» }}',
    users: [
      [{ n: 5 }, 'Unknown -'],
      [{ n: null }, 'User Attribute n'],
      [{}, 'User Attribute n'],
      [{ n: 'abc' }],
    ],
  },
  {
    template: "{{ «UserAttribute['Nope']|dateTimeFormatter(toFormat='%Y')» }}",
    users: [
      [{}, 'User Attribute Nope'],
      [{ Nope: null }, 'User Attribute Nope'],
      [{ Nope: 'never' }, 'Unknown -'],
      [{ Nope: '2026-01-31' }],
    ],
  },
  {
    template: '{{ UserAttribute.a }}{{ «UserAttribute.b + 1» }}',
    users: [[{ a: 'x' }, 'User Attribute b'], [{ a: 'x', b: 'y' }, 'Unknown -'], [{ a: 1, b: 2 }]],
  },
  {
    template: '{{ UserAttribute.a + 1 }}{{ «UserAttribute.b + 1» }}',
    users: [[{ a: 1 }, 'User Attribute b']],
  },
  {
    template: '{{ «UserAttribute.a + UserAttribute.b» }}',
    users: [
      [{ a: 1 }, 'User Attribute b'],
      [{ b: 1 }, 'User Attribute a'],
      [{ a: 1, b: null }, 'User Attribute b'],
      [{ a: 1, b: 'x' }, 'Unknown -'],
    ],
  },
  {
    template: '{{ «UserAttribute.a < UserAttribute.b» }}',
    users: [
      [{ a: 1 }, 'User Attribute b'],
      [{ a: null, b: 1 }, 'User Attribute a'],
    ],
  },
  {
    template: '{{ «1 // UserAttribute.a» }}',
    users: [
      [{ a: 0 }, 'Unknown -'],
      [{}, 'User Attribute a'],
    ],
  },
  {
    template: '{{ «UserAttribute.a * UserAttribute.n|int» }}',
    users: [[{ n: 1 }, 'User Attribute a']],
  },
  {
    template: '{{ UserAttribute.a * «UserAttribute.n|int» }}',
    users: [[{}, 'User Attribute n']],
  },
  {
    template: '{{ «[UserAttribute.a, 1]|sum» }}',
    users: [
      [{}, 'User Attribute a'],
      [{ a: null }, 'User Attribute a'],
      [{ a: 'x' }, 'Unknown -'],
    ],
  },
  { template: "{{ 'x'|truncate(«UserAttribute.n.m».o) }}", users: [[{}, 'User Attribute n']] },
  {
    template: "{{ «'x'|truncate(length=UserAttribute.n)» }}",
    users: [
      [{}, 'User Attribute n'],
      [{ n: null }, 'User Attribute n'],
    ],
  },
  // Members
  { template: '{{ «UserAttribute.a.b».c }}', users: [[{}, 'User Attribute a']] },
  {
    template: '{{ «UserAttribute.a.b.c» }}',
    users: [
      [{ a: {} }, 'Undefined a.b'],
      [{ a: null }, 'User Attribute a'],
    ],
  },
  {
    template: '{{ «UserAttribute.a.upper()» }}',
    users: [[{ a: null }, 'User Attribute a'], [{ a: 5 }, 'Undefined a.upper'], [{ a: 'x' }]],
  },
  { template: "{{ «UserAttribute['a'].strip»()|upper }}", users: [[{}, 'User Attribute a']] },
  {
    template: "{{ «UserAttribute.get('a') + 'x'» }}",
    users: [
      [{}, 'User Attribute a'],
      [{ a: 1 }, 'Unknown -'],
    ],
  },
  { template: '{{ «nothing.x» }}', users: [[{}, 'Undefined nothing']] },
  { template: '{{ «nothing()» }}', users: [[{}, 'Undefined nothing']] },
  { template: '{{ «EventAttribute.a + 1» }}', users: [[{}, 'Event Attribute a']] },
  // Variables, loops, macros, blocks
  {
    template: '{% set a = UserAttribute.x %}{% set b = a %}\n{{ b|default(a) and «b + 1» }}',
    users: [[{ x: 'y' }, 'Unknown -']],
  },
  {
    template: '{% set a = UserAttribute.x %}\n{% set b = «a.y» %}',
    users: [[{}, 'User Attribute x']],
  },
  {
    template: '{% set b = UserAttribute.x ~ («UserAttribute.y + 1») %}',
    users: [[{}, 'User Attribute y']],
  },
  {
    template: '{% for x in «UserAttribute.list» %}{{ x }}{% endfor %}',
    users: [[{ list: 5 }, 'Unknown -'], [{ list: null }, 'User Attribute list'], [{}]],
  },
  {
    template: '{% for x in UserAttribute.list %}{{ «x.n + 1» }}{% endfor %}',
    users: [
      [{ list: [{}] }, 'Undefined list.n'],
      [{ list: [{ n: 'a' }] }, 'Unknown -'],
    ],
  },
  {
    template: '{% for a, b in [[1, UserAttribute.x]] %}{{ «a + b» }}{% endfor %}',
    users: [[{}, 'User Attribute x'], [{ x: null }, 'User Attribute x'], [{ x: 1 }]],
  },
  {
    template: '{% macro m(v, w=1) %}{{ «v + w» }}{% endmacro %}{{ m(UserAttribute.x) }}',
    users: [
      [{}, 'User Attribute x'],
      [{ x: null }, 'User Attribute x'],
      [{ x: 'y' }, 'Unknown -'],
      [{ x: 1 }],
    ],
  },
  {
    template: '{% macro m(v, w) %}{{ «v + w» }}{% endmacro %}{{ m(1, w=UserAttribute.x) }}',
    users: [[{ x: null }, 'User Attribute x']],
  },
  {
    template:
      '{% macro m(v) %}{{ «v + 1» }}{% endmacro %}{{ m(UserAttribute.a) }}{{ m(UserAttribute.b) }}',
    users: [
      [{ a: 1, b: null }, 'User Attribute b'],
      [{ a: 1 }, 'User Attribute b'],
    ],
  },
  {
    template: '{% filter «round» %}{{ UserAttribute.x }}{% endfilter %}',
    users: [[{ x: 'y' }, 'Unknown -']],
  },
  {
    template: '{% filter replace(«UserAttribute.x.y», "b") %}a{% endfilter %}',
    users: [[{}, 'User Attribute x']],
  },
  {
    template: '{% if «UserAttribute.n > 3» %}x{% endif %}',
    users: [
      [{}, 'User Attribute n'],
      [{ n: null }, 'User Attribute n'],
      [{ n: 'a' }, 'Unknown -'],
      [{ n: 4 }],
    ],
  },
  {
    template: '{% if UserAttribute.a %}x{% elif «UserAttribute.n > 3» %}y{% endif %}',
    users: [[{}, 'User Attribute n'], [{ a: 1 }]],
  },
  { template: '{{ 1 if «UserAttribute.n > 3» else 2 }}', users: [[{}, 'User Attribute n']] },
  {
    template: '{% with a = UserAttribute.x %}{{ «a + 1» }}{% endwith %}',
    users: [[{}, 'User Attribute x']],
  },
  {
    template: '{% set ns = namespace(a=1) %}{% set ns.a = UserAttribute.x %}{{ «ns.a + 1» }}',
    users: [
      [{}, 'User Attribute x'],
      [{ x: null }, 'User Attribute x'],
    ],
  },
  {
    template: '{% set x %}{{ «UserAttribute.a» }}{% endset %}{{ x }}',
    users: [[{}, 'User Attribute a']],
  },
  {
    template: "{% MOE_NOT_SEND(«UserAttribute.a + ' is missing'») %}",
    users: [[{}, 'User Attribute a']],
  },
  // Several reads: the one that is missing
  {
    template: '{{ «UserAttribute.a and UserAttribute.b» }}',
    users: [
      [{ a: 1, b: null }, 'User Attribute b'],
      [{ a: null }, 'User Attribute a'],
      [{ a: 1, b: 2 }],
    ],
  },
  {
    template: '{{ «UserAttribute.a or UserAttribute.b» }}',
    users: [[{ a: 0, b: null }, 'User Attribute b'], [{ a: 1 }]],
  },
  {
    template: "{{ «UserAttribute.a if not UserAttribute.b else 'x'» }}",
    users: [[{ a: null }, 'User Attribute a'], [{ b: 1 }]],
  },
  { template: "{{ «'x' if UserAttribute.a» }}", users: [[{}, 'User Attribute a'], [{ a: 1 }]] },
  {
    template: '{% set a = UserAttribute.x %}{% set a = UserAttribute.y %}{{ «a» }}',
    users: [
      [{ x: 1, y: null }, 'User Attribute y'],
      [{ x: 1 }, 'User Attribute y'],
    ],
  },
  {
    template: "{{ «'x' if UserAttribute.a and UserAttribute.b» }}",
    users: [
      [{ a: 1 }, 'User Attribute b'],
      [{ b: 1 }, 'User Attribute a'],
    ],
  },
  {
    template: "{{ «UserAttribute.a ~ UserAttribute.b|default('MOE_NOT_SEND')» }}",
    users: [[{ a: 1 }, 'User Attribute b'], [{ b: 1 }]],
  },
  // A default that was used is not to blame
  {
    template: "{{ «UserAttribute.a|default('x') + UserAttribute.n» }}",
    users: [
      [{ n: 1 }, 'Unknown -'],
      [{ a: null, n: 'y' }, 'User Attribute a'],
      [{}, 'User Attribute n'],
      [{ n: 'y' }],
    ],
  },
  {
    template: "{{ «UserAttribute.a|default('x', true) + UserAttribute.n» }}",
    users: [
      [{ a: null, n: 1 }, 'Unknown -'],
      [{ a: null }, 'User Attribute n'],
    ],
  },
  {
    template: '{{ «UserAttribute.a|default(UserAttribute.b)» }}',
    users: [
      [{ b: null }, 'User Attribute b'],
      [{}, 'User Attribute b'],
      [{ a: null, b: 1 }, 'User Attribute a'],
      [{ b: 1 }],
    ],
  },
  {
    template: "{{ «UserAttribute.a|default('x') + UserAttribute.n» }}",
    profile: { missing: 'none' },
    users: [
      [{ n: 'y' }, 'User Attribute a'],
      [{ a: 'x' }, 'User Attribute n'],
    ],
  },
  {
    template: "{{ «UserAttribute.a|default('x') + UserAttribute.n» }}",
    profile: { missing: 'none', default: 'none' },
    users: [
      [{ n: 1 }, 'Unknown -'],
      [{}, 'User Attribute n'],
    ],
  },
  {
    template: '{{ «UserAttribute.a + 1» }}',
    profile: { missing: 'none' },
    users: [[{}, 'User Attribute a']],
  },
  {
    template: '{{ «UserAttribute.a + 1» }}',
    profile: { missing: 'empty' },
    users: [[{}, 'User Attribute a']],
  },
  {
    template: '{{ «UserAttribute.a.b + 1» }}',
    profile: { missing: 'none' },
    users: [[{}, 'User Attribute a']],
  },
  // What else an account has
  { template: '{{ «ProductSet.Seen[0].image.url» }}', users: [[{}, 'Undefined Seen.image']] },
  { template: '{{ «ProductSet.Seen[0].price + 1» }}', users: [[{}, 'Undefined Seen.price']] },
  {
    template: '{% for p in ProductSet.Seen %}\n{{ «p.image» }}{% endfor %}',
    users: [[{}, 'Undefined Seen.image']],
  },
  {
    template: 'a {% for p in «ProductSet.Nope» %}x{% endfor %}',
    users: [[{}, 'Product Set Nope']],
  },
  { template: '{{ «ContentApi.Weather({})».sky }}', users: [[{}, 'Content API Weather']] },
  {
    template: "{{ «ContentApi.Weather({'city': 'Oslo'}).sky.x.y» }}",
    users: [[{}, 'Undefined Weather.x']],
  },
  { template: "{{ «('x'|getAuxData('dues')).Amount» }}", users: [[{}, 'Uncategorized dues']] },
  {
    template: "{{ («UserAttribute.uid|getAuxData('nope')»).Amount }}",
    users: [[{ uid: 'u-1' }, 'Uncategorized nope']],
  },
  {
    template: "{{ «(UserAttribute.uid|getAuxData('dues')).Sum» }}",
    users: [[{ uid: 'u-1' }, 'Uncategorized dues.Sum']],
  },
  {
    template: 'x «{{ ContentBlock.Sum }}» {{ 1 }}',
    users: [[{}, 'User Attribute inBlock'], [{ inBlock: 'x' }, 'Unknown -'], [{ inBlock: 1 }]],
  },
  {
    template: "{{ '\u{1F44D}' }}{{ «UserAttribute['\u{1F44D}'] + 1» }}",
    users: [[{}, 'User Attribute \u{1F44D}']],
  },
  { template: "a\r\n\r\n  {{ «UserAttribute['x'] + 1» }}\r\n", users: [[{}, 'User Attribute x']] },
  {
    template: '{% include «"x"» %}',
    users: [[{}, 'Unknown -']],
  },
];

const OPTIONS = {
  channel: 'email',
  trigger: 'event',
  crypto: nobleHashes,
  clock: () => 0,
  contentApi: readContentApi(
    'Weather:\n  - { params: { city: Oslo }, answer: { sky: {} } }\n  - { failure: timeout }\n',
    'api.yaml',
  ).records,
  auxTables: new Map([
    ['dues.csv', readAuxTable('uid,Amount\nu-1,12\n', 'dues.csv').table as never],
  ]),
  contentBlocks: readContentBlocks('Sum: "a\\nb {{ UserAttribute.inBlock + 1 }}"', 'b.yaml').blocks,
} satisfies Partial<EmulatorOptions>;

function render(
  template: string,
  user: object,
  values: Partial<ProfileValues> = {},
): MessageOutcome {
  const recipient = { user, productSets: { Seen: [{ title: 'Mug' }] } };
  const sections = Object.entries(recipient).map(([key, value]) => [key, fromJs(value)]);
  return createEmulator({ ...OPTIONS, profile: makeProfile(values) })
    .compile(template)
    .render(Object.fromEntries(sections) as Recipient);
}

describe('a failure names what was missing, and where', () => {
  for (const { template: marked, users, profile } of CASES) {
    const template = marked.replaceAll(/[«»]/g, '');
    const start = marked.indexOf('«');
    const span = spanOf(template, start, marked.indexOf('»') - 1);
    for (const [user, ...expected] of users)
      test(`${marked} ${JSON.stringify(user)} ${JSON.stringify(profile ?? {})}`, () => {
        const outcome = render(template, user, profile);
        const failures = outcome.sent ? [] : outcome.failures;
        expect(failures.map(({ category, name = '-' }) => `${category} ${name}`)).toEqual(expected);
        const [first] = failures;
        if (first !== undefined) expect(first).toMatchObject({ span, line: span.start.line });
      });
  }
});
