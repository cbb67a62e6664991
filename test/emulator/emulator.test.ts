import { describe, expect, test } from 'vitest';
import { FindingsError, type Finding } from '../../src/diagnostics/index.ts';
import { fromJs } from '../../src/jinja/index.ts';
import { createEmulator, type EmulatorOptions } from '../../src/emulator/index.ts';
import {
  defaultProfile,
  makeProfile,
  nobleHashes,
  readAuxTable,
  readContentApi,
  readRecipient,
  type Failure,
  type MessageOutcome,
  type ProfileValues,
  type Recipient,
} from '../../src/account/index.ts';

type Options = Partial<EmulatorOptions> & { readonly values?: Partial<ProfileValues> };

const CLOCK = Date.UTC(2026, 0, 1);

function emulator({ values = {}, ...options }: Options = {}): ReturnType<typeof createEmulator> {
  return createEmulator({
    profile: makeProfile(values),
    channel: 'email',
    crypto: nobleHashes,
    clock: () => CLOCK,
    ...options,
  });
}

function recipient(user: object, more: object = {}): Recipient {
  const sections = { user, ...more };
  return Object.fromEntries(
    Object.entries(sections).map(([key, value]) => [key, fromJs(value)]),
  ) as unknown as Recipient;
}

function render(template: string, to: Recipient, options: Options = {}): MessageOutcome {
  return emulator(options).compile(template).render(to);
}

/** Failures without their places. */
function failures(outcome: MessageOutcome): unknown {
  if (outcome.sent) return `sent: ${outcome.text}`;
  return outcome.failures.map(({ category, name, message }: Failure) => [category, name, message]);
}

/** The findings that a call throws. */
function findingsOf(call: () => unknown): readonly Finding[] {
  try {
    call();
  } catch (error) {
    if (error instanceof FindingsError) return error.findings;
    throw error;
  }
  return [];
}

const NO_ATTRIBUTE = 'No matching value/attribute found for the user';

describe('the null rule', () => {
  const template =
    "<p>Hi {{UserAttribute['First Name']|default('there')}}, {{UserAttribute['Loyalty Points']}} points</p>";
  const noPoints = recipient({ 'First Name': 'Ada' });

  test('an email is dropped, with the attribute and its place', () => {
    const outcome = render(template, noPoints);
    expect(outcome).toStrictEqual({
      sent: false,
      text: '<p>Hi Ada,  points</p>',
      failures: [
        {
          category: 'User Attribute',
          name: 'Loyalty Points',
          message: NO_ATTRIBUTE,
          span: { start: { line: 1, column: 59 }, end: { line: 1, column: 90 } },
          line: 1,
        },
      ],
    });
    expect(template.slice(58, 89)).toBe("UserAttribute['Loyalty Points']");
  });

  test.each([
    ['drop', [['User Attribute', 'Loyalty Points', NO_ATTRIBUTE]]],
    ['blank', 'sent: <p>Hi Ada,  points</p>'],
    ['print', 'sent: <p>Hi Ada,  points</p>'],
  ] as const)('an SMS follows the profile: null %s', (value, expected) => {
    const outcome = render(template, noPoints, { channel: 'sms', values: { null: value } });
    expect(failures(outcome)).toStrictEqual(expected);
  });

  test.each([
    ['undefined', 'drop', [['User Attribute', 'X', NO_ATTRIBUTE]]],
    ['none', 'drop', [['User Attribute', 'X', NO_ATTRIBUTE]]],
    ['empty', 'drop', 'sent: []'],
    ['none', 'print', 'sent: [None]'],
    ['none', 'blank', 'sent: []'],
    ['undefined', 'print', 'sent: []'],
  ] as const)('missing %s, null %s', (missing, nulls, expected) => {
    const options: Options = { channel: 'sms', values: { missing, null: nulls } };
    for (const source of [
      "[{{ UserAttribute['X'] }}]",
      '[{{ UserAttribute.X }}]',
      "{% set x = UserAttribute['X'] %}[{{ x }}]",
      "[{% for x in [UserAttribute['X']] %}{{ x }}{% endfor %}]",
      "{% macro m(v) %}{{ v }}{% endmacro %}[{{ m(UserAttribute['X']) }}]",
    ]) {
      expect(failures(render(source, recipient({}), options))).toStrictEqual(expected);
    }
  });

  test('what one render misses is no matter of the next one', () => {
    const message = emulator({ channel: 'sms', values: { null: 'blank' } }).compile(
      "{{ UserAttribute['A'] }}{% if UserAttribute['B'] %}{{ UserAttribute['C'] }}{% endif %}",
    );
    const asked = (user: object): readonly string[] => [
      ...message.observe(recipient(user), () => undefined).asked,
    ];
    const whole = { A: 'a', B: 'b', C: 'c' };
    const before = asked(whole);
    expect(asked({ A: 'a', B: 'b' })).toContain('missing');
    expect(asked(whole)).toStrictEqual(before);
    expect(before).not.toContain('missing');
  });

  test('a null that the user has is a null as well', () => {
    expect(failures(render('{{ UserAttribute.A }}', recipient({ A: null })))).toStrictEqual([
      ['User Attribute', 'A', NO_ATTRIBUTE],
    ]);
    expect(
      failures(render('{% set a = UserAttribute.A %}{{ a }}', recipient({ A: null }))),
    ).toStrictEqual([['User Attribute', 'A', NO_ATTRIBUTE]]);
  });

  test('nulls of no attribute', () => {
    expect(failures(render('{{ none }}', recipient({})))).toStrictEqual([
      ['Unknown', undefined, 'Unable to resolve personalization'],
    ]);
    expect(failures(render('{{ first_name }}', recipient({})))).toStrictEqual([
      ['Undefined', 'first_name', 'Unable to resolve personalization'],
    ]);
    expect(
      failures(
        render(
          '{% for p in ProductSet.Seen %}{{ p.image }}{% endfor %}',
          recipient({}, { productSets: { Seen: [{ title: 'a' }] } }),
        ),
      ),
    ).toStrictEqual([['Undefined', 'Seen.image', 'Unable to resolve personalization']]);
  });

  test('every null is found, in order, each attribute once with all its places', () => {
    const outcome = render(
      '{{ UserAttribute.A }}{{ EventAttribute.B }}{% for x in [1, 2] %}{{ UserAttribute.A }}{% endfor %}',
      recipient({}),
      { trigger: 'event' },
    );
    expect(failures(outcome)).toStrictEqual([
      ['User Attribute', 'A', NO_ATTRIBUTE],
      ['Event Attribute', 'B', NO_ATTRIBUTE],
    ]);
    expect(outcome).toMatchObject({
      failures: [
        { span: { start: { column: 4 } }, also: [{ start: { line: 1, column: 68 } }] },
        { span: { start: { column: 25 } } },
      ],
    });
  });

  test('an attribute that is missing at thousands of places is one failure', () => {
    const source = '{{ UserAttribute.A }}\n'.repeat(2000);
    const outcome = render(source, recipient({}));
    expect(failures(outcome)).toStrictEqual([['User Attribute', 'A', NO_ATTRIBUTE]]);
    const [first] = outcome.sent ? [] : outcome.failures;
    expect(first?.also).toHaveLength(1999);
    expect(first?.also?.at(-1)?.start).toEqual({ line: 2000, column: 4 });
  });

  test.each([
    `<a href="https://x.example/?a={{ UserAttribute['A'] }}">x</a>`,
    `<img src='https://x.example/{{ UserAttribute["A"] }}.png'>`,
    `<a href={{UserAttribute.A}}>x</a>`,
    `<a href="https://x.example/{% if true %}{{ UserAttribute.A }}{% endif %}">`,
  ])('a link destination is always dropped: %s', (source) => {
    for (const missing of ['undefined', 'none', 'empty'] as const) {
      const options: Options = { channel: 'in-app', values: { null: 'print', missing } };
      expect(failures(render(source, recipient({}), options))).toStrictEqual([
        ['User Attribute', 'A', NO_ATTRIBUTE],
      ]);
      expect(render(`${source} {{ UserAttribute.A }}`, recipient({ A: 'a' }), options).sent).toBe(
        true,
      );
    }
  });

  test('a link field is a destination as a whole', () => {
    const made = emulator({ channel: 'push', values: { null: 'print' } });
    const source = 'https://x.example/{{ UserAttribute.A }}';
    expect(made.compile(source, { link: true }).render(recipient({})).sent).toBe(false);
    expect(made.compile(source).render(recipient({}))).toMatchObject({
      sent: true,
      text: 'https://x.example/',
      warnings: [{ code: 'moengage/printed-null' }],
    });
  });
});

describe('MOE_NOT_SEND', () => {
  test('independent guards are all heard, an elif chain gives one', () => {
    const guards =
      "{% if not UserAttribute.A %}{% MOE_NOT_SEND('No A') %}{% endif %}" +
      '{% if not UserAttribute.B %}{% MOE_NOT_SEND("No B") %}{% endif %}{{ UserAttribute.C }}';
    expect(failures(render(guards, recipient({})))).toStrictEqual([
      ['Custom Error Message', undefined, 'No A'],
      ['Custom Error Message', undefined, 'No B'],
      ['User Attribute', 'C', NO_ATTRIBUTE],
    ]);
    const chain =
      "{% if not UserAttribute.A %}{% MOE_NOT_SEND('No A') %}" +
      "{% elif not UserAttribute.B %}{% MOE_NOT_SEND('No B') %}{% endif %}";
    expect(failures(render(chain, recipient({})))).toStrictEqual([
      ['Custom Error Message', undefined, 'No A'],
    ]);
    expect(failures(render(guards, recipient({ A: 1, B: 2, C: 3 })))).toBe('sent: 3');
  });

  test.each([
    ['{% MOE_NOT_SEND %}', undefined],
    ['{{ MOE_NOT_SEND }}', undefined],
    ["{{ UserAttribute.A|default('MOE_NOT_SEND') }}", 'A'],
    ["{% set a = UserAttribute.A|default('MOE_NOT_SEND') %}<a title='{{ a }}'>", 'A'],
    ["{% set a %}{{ UserAttribute.A|default('MOE_NOT_SEND') }}{% endset %}{{ a|trim }}", 'A'],
    ['{% macro m() %}{{ MOE_NOT_SEND }}{% endmacro %}{{ m() }}', undefined],
    ["{{ 'MOE_NOT' ~ '_SEND' }}", undefined],
    ['MOE_NOT_SEND', undefined],
  ])('%s drops', (source, name) => {
    const outcome = render(source, recipient({}), { channel: 'sms', values: { null: 'print' } });
    expect(outcome).toMatchObject({ sent: false });
    if (outcome.sent) return;
    expect(outcome.failures.map((failure) => failure.name)).toStrictEqual([name]);
    expect(outcome.failures[0]?.category).toBe(name === undefined ? 'Unknown' : 'User Attribute');
    expect(outcome.failures[0]?.span).toBeDefined();
  });

  test('a reason that is no literal warns', () => {
    const { findings } = emulator().compile('{% MOE_NOT_SEND(UserAttribute.A) %}');
    expect(findings).toMatchObject([
      { code: 'moengage/reason-not-literal', span: { start: { column: 17 } } },
    ]);
  });
});

describe('errors', () => {
  test.each([
    ['{{ UserAttribute.A + 1 }}', ['User Attribute', 'A', "'dict object' has no attribute 'A'"]],
    [
      '{% set a = UserAttribute.A %}\n{{ a|float * 2 }}{{ a.b.c }}',
      ['User Attribute', 'A', "'dict object' has no attribute 'A'"],
    ],
    [
      '{{ UserAttribute.N + 1 }}',
      ['User Attribute', 'N', "unsupported operand type(s) for +: 'NoneType' and 'int'"],
    ],
    ['{{ 1 // 0 }}', ['Unknown', undefined, 'integer division or modulo by zero']],
    ['{{ nothing.x }}', ['Undefined', 'nothing', "'nothing' is undefined"]],
    [
      '{{ ProductSet.Seen[0].image.url }}',
      ['Undefined', 'Seen.image', "'dict object' has no attribute 'image'"],
    ],
    ["{% include 'x' %}", ['Unknown', undefined, 'no loader for this environment specified']],
  ] as const)('%s', (source, [category, name, text]) => {
    const to = recipient({ N: null }, { productSets: { Seen: [{ title: 't' }] } });
    expect(failures(render(source, to))).toStrictEqual([
      [category, name, `Error in parsing jinja template format. Error ${text}`],
    ]);
  });

  test('failures before the error are kept', () => {
    const source = "{% MOE_NOT_SEND('first') %}{{ UserAttribute.A }}{{ 1 // 0 }}";
    expect(failures(render(source, recipient({})))).toStrictEqual([
      ['Custom Error Message', undefined, 'first'],
      ['User Attribute', 'A', NO_ATTRIBUTE],
      [
        'Unknown',
        undefined,
        'Error in parsing jinja template format. Error integer division or modulo by zero',
      ],
    ]);
  });

  test('a limit says which', () => {
    const outcome = render('{% for a in range(1000) %}{% endfor %}', recipient({}), {
      limits: { steps: 100 },
    });
    expect(failures(outcome)).toStrictEqual([
      ['Unknown', undefined, 'the render takes more than 100 steps (limit: steps)'],
    ]);
  });

  test.each([
    ['{{ days(3 4) }}', "expected token ',', got 'integer'", [1, 11]],
    ['a\n{% set x = {{ y }} %}', "expected token ':', got '}'", [2, 17]],
  ] as const)('%s does not parse', (source, text, [line, column]) => {
    expect(findingsOf(() => emulator().compile(source, { name: 'mail.jinja' }))).toMatchObject([
      {
        code: 'jinja/syntax-error',
        message: `Error in parsing jinja template format. Error ${text}`,
        file: 'mail.jinja',
        span: { start: { line, column } },
      },
    ]);
  });
});

describe('what the account does not have', () => {
  test('a product set', () => {
    const outcome = render('{% for p in ProductSet.Nope %}x{% endfor %}', recipient({}));
    expect(failures(outcome)).toStrictEqual([
      ['Product Set', 'Nope', 'Product Set Nope not found'],
    ]);
  });

  test('a Content API, and calls that fail', () => {
    const { records } = readContentApi(
      'Weather:\n  - params: {city: Oslo}\n    answer: {sky: grey}\n  - params: {city: Rome}\n    failure: timeout\n',
      'api.yaml',
    );
    const options: Options = { contentApi: records };
    const call = (source: string): unknown =>
      failures(render(source, recipient({ City: 'Oslo' }), options));
    expect(call('{{ ContentApi.Weather({"city": UserAttribute.City}).sky }}')).toBe('sent: grey');
    expect(call('{{ ContentApi.Nope({}).sky }}')).toStrictEqual([
      ['Content API', 'Nope', "Content API with name 'Nope' not found in the database"],
    ]);
    expect(call("{{ ContentApi.Weather({'city': 'Rome'}).sky }}")).toStrictEqual([
      [
        'Content API',
        'Weather',
        "Content API 'Weather' did not answer within 5 seconds, in 3 tries",
      ],
    ]);
    expect(call("{{ ContentApi.Weather({'city': 'Bonn'}).sky }}")).toStrictEqual([
      [
        'Content API',
        'Weather',
        "Content API 'Weather' has no recorded answer for these parameters: {'city': 'Bonn'}",
      ],
    ]);
    expect(call("{{ ContentApi.Weather({'city': 'Oslo'}).wind }}")).toStrictEqual([
      ['Undefined', 'Weather.wind', 'Unable to resolve personalization'],
    ]);
  });

  test('an auxiliary table, and a row of it', () => {
    const { table } = readAuxTable('uid,Amount\nu-1,12\n', 'dues.csv');
    const auxTables = new Map([['dues.csv', table as NonNullable<typeof table>]]);
    const call = (source: string): unknown =>
      failures(render(source, recipient({ uid: 'u-1' }), { auxTables }));
    expect(call("{{ (UserAttribute.uid|getAuxData('dues')).Amount }}")).toBe('sent: 12');
    expect(call("{{ (UserAttribute.uid|getAuxData('nope')).Amount }}")).toStrictEqual([
      ['Uncategorized', 'nope', "Auxiliary data file 'nope' not found"],
    ]);
    expect(call("{{ ('x'|getAuxData('dues')).Amount }}")).toStrictEqual([
      ['Uncategorized', 'dues', NO_ATTRIBUTE],
    ]);
  });

  test('a name in the wrong channel or campaign', () => {
    const message = emulator({ trigger: 'one-time' }).compile('Hi {{ EventAttribute.Amount }}');
    expect(message.findings).toMatchObject([
      {
        code: 'moengage/unavailable-name',
        severity: 'error',
        span: { start: { line: 1, column: 7 }, end: { line: 1, column: 21 } },
      },
    ]);
    expect(failures(message.render(recipient({}, { event: { Amount: 1 } })))).toStrictEqual([
      [
        'Event Attribute',
        'EventAttribute',
        "Error in parsing jinja template format. Error 'EventAttribute' is undefined",
      ],
    ]);
    const cards = emulator({ channel: 'cards' }).compile('{{ ContentApi.X({}).y }}');
    expect(cards.findings).toMatchObject([{ code: 'moengage/unavailable-name' }]);
    const web = emulator({ channel: 'personalize' }).compile("{{ 'a'|getAuxData('x') }}");
    expect(web.findings).toMatchObject([{ code: 'moengage/unavailable-name' }]);
    expect(failures(web.render(recipient({})))).toMatchObject([
      ['Uncategorized', 'x', expect.stringContaining('does not exist in Personalize')],
    ]);
  });

  test('reserved names of events warn', () => {
    const { findings } = emulator({ trigger: 'event' }).compile("{{ EventAttribute['Revenue'] }}");
    expect(findings).toMatchObject([{ code: 'moengage/reserved-name', severity: 'warning' }]);
  });
});

describe('the profile', () => {
  test.each([
    ['undefined', '[|None|a]'],
    ['none', '[|x|a]'],
    ['falsy', '[x|x|a]'],
  ] as const)('default replaces %s', (value, expected) => {
    const source =
      "[{{ UserAttribute.E|default('x') }}|{{ UserAttribute.N|d('x') }}|{{ UserAttribute.A|default('x') }}]";
    const outcome = render(source, recipient({ E: '', N: null, A: 'a' }), {
      channel: 'sms',
      values: { default: value, null: 'print' },
    });
    expect(failures(outcome)).toBe(`sent: ${expected}`);
  });

  test('a second argument of default decides as in Jinja', () => {
    const source = "{{ ''|default('x', true) }}{{ ''|default('y', false) }}";
    for (const value of ['undefined', 'none', 'falsy'] as const)
      expect(failures(render(source, recipient({}), { values: { default: value } }))).toBe(
        'sent: x',
      );
  });

  test.each([
    ['raw', '{% raw %}{{ x }}{% endraw %}', [1, 1]],
    ['whitespaceControl', 'a {{- 1 }}', [1, 3]],
    ['macros', '{% macro a() %}{% endmacro %}', [1, 1]],
    ['blockSet', '\n{% set a %}{% endset %}', [2, 1]],
    ['do', '{% do 1 %}', [1, 1]],
  ] as const)('%s can be refused', (field, source, [line]) => {
    expect(() => emulator().compile(source)).not.toThrow();
    const refusing = emulator({ values: { [field]: 'refused' } });
    expect(findingsOf(() => refusing.compile(source))).toMatchObject([
      { code: 'moengage/refused-construct', span: { start: { line } } },
    ]);
  });

  test('trailing line break, autoescape, release', () => {
    const to = recipient({ A: '<b>' });
    expect(failures(render('{{ UserAttribute.A }}\n', to))).toBe('sent: <b>');
    const values = { trailingNewline: 'kept', autoescape: 'on' } as const;
    expect(failures(render('{{ UserAttribute.A }}\n', to, { values }))).toBe('sent: &lt;b&gt;\n');
    const old = { jinja: '2.8' } as const;
    expect(() => emulator({ values: old }).compile('{{ [1]|tojson }}')).toThrow(FindingsError);
    expect(failures(render('{{ [1]|tojson }}', to))).toBe('sent: [1]');
  });
});

describe('preview', () => {
  test('a missing attribute is shown as empty unless its default is MOE_NOT_SEND', () => {
    const options: Options = { mode: 'preview' };
    expect(render('[{{ UserAttribute.A }}]', recipient({}), options)).toMatchObject({
      sent: true,
      text: '[]',
      warnings: [{ code: 'moengage/printed-null' }],
    });
    const source = "{{ UserAttribute.A|default('MOE_NOT_SEND') }}";
    expect(render(source, recipient({}), options).sent).toBe(false);
  });
});

test('attributes that a template reads, with their places', () => {
  const source =
    "{{ UserAttribute['First Name'] }}{{ UserAttribute.get('B', 1) }}{% set u = UserAttribute %}" +
    "{{ u.C }}{{ u['First Name'] }}{{ EventAttribute.D }}{{ ProductSet.Seen[0].x }}" +
    "{{ ContentApi.W({}).x }}{{ 1|getAuxData('f') }}{{ UserAttribute.items() }}{{ UserAttribute[k] }}";
  const uses = emulator()
    .compile(source)
    .attributes.map(({ kind, name, spans }) => [kind, name, spans.length]);
  expect(uses).toStrictEqual([
    ['UserAttribute', 'First Name', 2],
    ['UserAttribute', 'B', 1],
    ['UserAttribute', 'C', 1],
    ['EventAttribute', 'D', 1],
    ['ProductSet', 'Seen', 1],
    ['ContentApi', 'W', 1],
    ['getAuxData', 'f', 1],
  ]);
});

describe('each render has a state of its own', () => {
  const lacking = recipient({}, { productSets: {} });
  const whole = recipient({ A: 'a' }, { productSets: { S: [] } });
  const source =
    "{{ UserAttribute.A }}{% for x in ProductSet.S %}{% endfor %}{{ UserAttribute.A|default('MOE_NOT_SEND') }}";

  test('nothing of one render is found in the next', () => {
    const message = emulator().compile(source);
    const first = message.render(lacking);
    const before = failures(first);
    expect(before).toHaveLength(3);
    expect(failures(message.render(whole))).toBe('sent: aa');
    expect(failures(first)).toStrictEqual(before);
    expect(failures(message.render(lacking))).toStrictEqual(before);
    const warning = { channel: 'sms', values: { null: 'print' } } as const;
    const printing = emulator(warning).compile('{{ UserAttribute.A }}');
    expect(printing.render(lacking)).toMatchObject({ sent: true, warnings: [{}] });
    expect(printing.render(whole)).toMatchObject({ sent: true, warnings: [] });
    expect(printing.render(lacking)).toMatchObject({ sent: true, warnings: [{}] });
  });

  test('messages of one emulator do not know each other', () => {
    const made = emulator();
    const one = made.compile("{% MOE_NOT_SEND('one') %}{{ UserAttribute.A }}");
    const two = made.compile("{{ EventAttribute.B }}{% MOE_NOT_SEND('two') %}");
    const event = recipient({}, { event: {} });
    expect(failures(one.render(lacking))).toStrictEqual([
      ['Custom Error Message', undefined, 'one'],
      ['User Attribute', 'A', NO_ATTRIBUTE],
    ]);
    expect(failures(two.render(event))).toStrictEqual([
      ['Event Attribute', 'B', NO_ATTRIBUTE],
      ['Custom Error Message', undefined, 'two'],
    ]);
  });

  test('a render may run inside of another', () => {
    const inner = emulator().compile(source);
    let found: unknown;
    const outer = emulator({
      contentApi: () => {
        found = failures(inner.render(lacking));
        return { answer: 'x' };
      },
    }).compile('{{ UserAttribute.B }}{{ ContentApi.W({}) }}{{ UserAttribute.C }}');
    expect(failures(outer.render(recipient({ A: 1 })))).toStrictEqual([
      ['User Attribute', 'B', NO_ATTRIBUTE],
      ['User Attribute', 'C', NO_ATTRIBUTE],
    ]);
    expect(found).toHaveLength(3);
  });
});

test('a template that changes lists does not change the recipient', () => {
  const to = recipient({ L: [1] });
  const source = '{{ UserAttribute.L.append(2)|replace("None", "") }}{{ UserAttribute.L|length }}';
  const message = emulator().compile(source);
  expect(message.changesData).toBe(true);
  for (let turn = 0; turn < 3; turn += 1) expect(failures(message.render(to))).toBe('sent: 2');
  expect(emulator().compile('{% set l = [] %}{% set _ = l.append(1) %}').changesData).toBe(false);
});

test('fixture users render', () => {
  const { recipient: ada } = readRecipient('user: {First Name: Ada}', 'ada.yaml');
  const made = createEmulator({
    profile: defaultProfile('email'),
    crypto: nobleHashes,
    clock: () => CLOCK,
  });
  expect(
    made.compile("Hi {{ UserAttribute['First Name'] }}").render(ada as Recipient),
  ).toStrictEqual({ sent: true, text: 'Hi Ada', warnings: [] });
});
