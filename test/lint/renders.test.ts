import { expect, test } from 'vitest';
import { SourceMap } from '../../src/diagnostics/index.ts';
import { rendered } from '../../src/lint/harm.ts';
import { tryUsers } from '../../src/lint/judge.ts';
import { keyOf, Whole } from '../../src/lint/person.ts';
import { trialsOf } from '../../src/lint/trial.ts';
import { lintOptions } from './lint-options.ts';

const options = lintOptions({ channel: 'email', trigger: 'event' });

test('a person with the same value is the same person', () => {
  const person = new Whole([['UserAttribute A', 'x']]);
  expect(person.with('UserAttribute A', 'x')).toBe(person);
  expect(person.with('UserAttribute B', undefined)).toBe(person);
  const other = person.with('UserAttribute A', undefined);
  expect(other).not.toBe(person);
  expect(person.with('UserAttribute A', undefined)).toBe(other);
  expect(other.with('UserAttribute A', undefined)).toBe(other);
  const [empty, zero] = [person.with('UserAttribute A', ''), person.with('UserAttribute A', 0)];
  expect(empty).not.toBe(zero);
  expect(Array.from(empty)).toEqual([['UserAttribute A', '']]);
  expect(Array.from(zero.with('UserAttribute B', null))).toEqual([
    ['UserAttribute A', 0],
    ['UserAttribute B', null],
  ]);
});

const read = (name: string): string => `UserAttribute['${name}']`;

/** What an account may have otherwise decides here: missing values, printed nulls, defaults, in each of their ways. */
const TEMPLATES: readonly string[] = [
  `Hi {{ ${read('A')} }}`,
  `{{ ${read('A')}|default('you') }} {{ ${read('B')}|default('you', true) }}`,
  `{% set d = {'a': ${read('A')}, 'b': ${read('B')}} %}{% for k, v in d.items() %}{{ v|default('-') }}{% endfor %}`,
  `{% if ${read('A')} == 'x' %}<a href="https://e.com/{{ ${read('B')} }}">b</a>{% else %}{{ ${read('B')}|upper }}{% endif %}`,
  `{% if not ${read('A')} %}{% MOE_NOT_SEND('No A') %}{% endif %}{{ ${read('A')} + '!' }}`,
  `{{ [${read('A')}, ${read('B')}]|map('default', '-')|join(',') }}`,
  `{% set list = [1] %}{% if list.append(${read('A')}) %}{% endif %}{{ list }}`,
  `{{ ${read('A')} is none }} {{ ${read('B')} is defined }} {{ EventAttribute['E'] }}`,
];

test.each(TEMPLATES)('renders that are kept are those that are made: %s', (template) => {
  const { search, reads, accounts, renders } = tryUsers(SourceMap.of(template), options);
  for (const { person: user } of search.users)
    for (const one of reads)
      for (const { value } of trialsOf(one, user.get(keyOf(one)))) {
        const person = user.with(keyOf(one), value);
        for (const account of [accounts.own, ...accounts.others]) {
          const made = renders.of(person, account.profile);
          expect(renders.of(person, account.profile)).toBe(made);
          const { outcome, prints } = rendered(account, person, renders.surroundings);
          expect({ outcome: made.outcome, prints: made.prints }).toEqual({ outcome, prints });
        }
      }
});
