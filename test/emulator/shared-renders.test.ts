import { expect, test } from 'vitest';
import { SourceMap } from '../../src/diagnostics/index.ts';
import {
  makeProfile,
  nobleHashes,
  PROFILE_FIELDS,
  type Channel,
  type Profile,
} from '../../src/account/index.ts';
import { worlds } from '../../src/emulator/index.ts';
import { Accounts } from '../../src/emulator/accounts.ts';
import { NULL_FIELDS } from '../../src/emulator/message-render.ts';
import { recipientOf } from '../../src/emulator/plain.ts';
import { SharedRenders } from '../../src/emulator/shared-renders.ts';
import { observe, resultIn } from '../../src/emulator/world-outcomes.ts';
import { jsonLines } from '../json-lines.ts';

const corpus = jsonLines('fixtures/lint/corpus.jsonl') as readonly {
  readonly template: string;
  readonly channel?: Channel;
}[];

/** Ways to come by a missing or null value, or by the filter `default`, that a report could miss. */
const WAYS = [
  "{{ [UserAttribute.A, none, '']|map('default', 'x')|join(',') }}",
  "{{ [UserAttribute.A]|map('d', 'x')|list|join }}{{ [1]|map('string')|join }}",
  "{% set f = 'default' %}{{ [UserAttribute.A, none]|map(f, 'x')|join }}",
  "{{ [[UserAttribute.A, none]]|map('map', 'default', 'x')|map('join')|join }}",
  "{{ [UserAttribute.A, '']|map(*['default', 'x'])|join }}",
  "{{ [{'a': 1}]|map(attribute='a')|join }}{{ UserAttribute.A|default('x', true) }}",
  "{{ none|default('x') }}{{ ''|default('x') }}",
  "{{ UserAttribute.A|default('x') }}",
  "{{ UserAttribute.A|default(default_value='x') }}",
  "{{ UserAttribute.A|default(boolean=true, default_value='x') }}",
  "{{ UserAttribute.A|default(*['x', true]) }}{{ UserAttribute.A|d(**{'boolean': false}) }}",
  '{% filter default("x") %}{{ UserAttribute.A }}{% endfilter %}',
  '{% set a | default("x") %}{{ UserAttribute.A }}{% endset %}{{ a }}',
  '{% macro m(a) %}{{ a|default("x") }}{% endmacro %}{{ m(UserAttribute.A) }}',
  '{% if UserAttribute.A is none %}none{% elif UserAttribute.A is defined %}defined{% endif %}',
  '<a href="https://x.example/{{ UserAttribute.A }}">x</a>',
  "{{ UserAttribute.get('A') }}{{ UserAttribute.A is mapping }}{{ 'A' in UserAttribute }}",
  "{{ UserAttribute.A.b }}{{ UserAttribute.A|default('x')|length + 1 }}",
  "{{ (UserAttribute.A|default('x')).b.c }}",
  "{% if not UserAttribute.A|default('') %}{% MOE_NOT_SEND('none') %}{% endif %}",
  "{% set x = UserAttribute.A|default('MOE_NOT_SEND') %}{{ x }}",
  '{{ UserAttribute.A ~ none }}{{ [UserAttribute.A]|string }}{{ {}.b }}',
];

const USERS = [{}, { A: null }, { A: '' }, { A: 'Ada', 'First Name': 'Ada' }];

/** An account for each way in which nulls may be treated. */
const ACCOUNTS: readonly Profile[] = worlds(makeProfile({}), [...NULL_FIELDS]);

type Compared = { readonly shared: unknown[]; readonly alone: unknown[]; readonly saved: number };

/** What a template gives each user in each account: with renders that accounts share, and with a render for each. */
function compared(template: string, channel: Channel): Compared {
  const source = SourceMap.of(template);
  const options = { profile: makeProfile({}), channel, crypto: nobleHashes, clock: () => 0 };
  const accounts = new Accounts(options);
  const all: Compared[] = USERS.map((user) => {
    const recipient = recipientOf({ user });
    let renders = 0;
    const results = new SharedRenders((profile) => {
      renders += 1;
      return resultIn(accounts.compile(source, profile), recipient);
    });
    const places = new SharedRenders((profile) =>
      observe(accounts.compile(source, profile), recipient),
    );
    const shared = ACCOUNTS.map((profile) => {
      const { outcome, sites } = places.in(profile);
      return { template, user, result: results.in(profile).result, outcome, sites };
    });
    const alone = ACCOUNTS.map((profile) => {
      const { result, outcome, sites } = observe(accounts.compile(source, profile), recipient);
      return { template, user, result, outcome, sites };
    });
    return { shared, alone, saved: ACCOUNTS.length - renders };
  });
  return {
    shared: all.flatMap(({ shared }) => shared),
    alone: all.flatMap(({ alone }) => alone),
    saved: all.reduce((sum, { saved }) => sum + saved, 0),
  };
}

test.each(WAYS)('accounts share a render only where it is the same: %s', (template) => {
  const { shared, alone } = compared(template, 'sms');
  expect(shared).toStrictEqual(alone);
});

test('so it is with the templates of the corpus, and most renders are shared', () => {
  const some = corpus
    .filter((_, at) => at % 24 === 0)
    .map(({ template, channel }) => compared(template, channel ?? 'email'));
  for (const { shared, alone } of some) expect(shared).toStrictEqual(alone);
  const saved = some.reduce((sum, one) => sum + one.saved, 0);
  expect(saved).toBeGreaterThan(some.length * 60);
});

test('fields about nulls are fields of the profile', () => {
  for (const field of NULL_FIELDS) expect(PROFILE_FIELDS.has(field)).toBe(true);
});
