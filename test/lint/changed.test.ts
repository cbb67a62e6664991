import { expect, test, vi } from 'vitest';
import { SourceMap } from '../../src/diagnostics/index.ts';
import { CompiledMessage } from '../../src/emulator/message.ts';
import { partsInChange } from '../../src/lint/changed.ts';
import { lint } from '../../src/lint/index.ts';
import { tryUsers, type Trials } from '../../src/lint/judge.ts';
import { keyOf } from '../../src/lint/person.ts';
import { Pieces } from '../../src/lint/pieces.ts';
import { ofHarms } from '../../src/lint/report.ts';
import { triedOn } from '../../src/lint/try-values.ts';
import { lintOptions } from './lint-options.ts';

const options = lintOptions({ channel: 'email', trigger: 'event' });

const read = (name: string): string => `UserAttribute['${name}']`;
const print = (name: string): string => `<p>{{ ${read(name)} }}</p>`;
const guard = (name: string): string =>
  `{% if not ${read(name)} %}{% MOE_NOT_SEND('No ${name}') %}{% endif %}`;

/** What is changed, the template with `@` at the change, what is put there, and the attributes that have a part in it. */
const CHANGES: readonly (readonly [
  what: string,
  template: string,
  by: string,
  concerned: readonly string[],
])[] = [
  ['a guard', `${print('A')}@${print('B')}${print('C')}`, guard('B'), ['B']],
  ['a default', `${print('A')}{{ ${read('B')}@ }}${print('C')}`, "|default('x', true)", ['B']],
  ['text alone', `${print('A')}@${print('B')}`, '<br>', []],
  [
    'a name that others print',
    `{% set n = ${read('A')}@ %}{% set m = n %}{{ m }}${print('B')}`,
    "|default('x', true)",
    ['A'],
  ],
  [
    'a macro with its calls',
    `{% macro m(v) %}{{ v@ }}{% endmacro %}{{ m(${read('A')}) }}{{ m(${read('B')}) }}${print('C')}`,
    "|default('x', true)",
    ['A', 'B'],
  ],
  [
    'the inside of a branch',
    `{% if ${read('A')} == 'x' %}${print('B')}@${print('C')}{% endif %}${print('D')}`,
    guard('C'),
    ['A', 'B', 'C'],
  ],
  [
    'what reads any attribute',
    `${print('A')}@${print('B')}`,
    "{{ UserAttribute['A' ~ 1]|default('x', true) }}",
    ['A', 'B', 'Z'],
  ],
  [
    'what takes white space away',
    `${print('A')}@{{ ${read('B')} }} ${print('C')}`,
    '{%- if 1 %}{% endif %}',
    [],
  ],
];

/** Accounts differ in what becomes of this, so that they are the same ones before and after each change. */
const FIRST = `{{ ${read('Z')}|default('z') }}`;

const triedOf = (text: string, before?: Trials): Trials =>
  tryUsers(SourceMap.of(`${FIRST}${text}`), options, { search: before?.search });

const cut = ({ subject }: Trials): Pieces => {
  const pieces = Pieces.of(subject.analysis, 0);
  if (pieces === undefined) throw new Error('the template is not cut');
  return pieces;
};

/** What is found about the reads that a change does not concern, and what users with other values of them are sent. */
function unconcerned(trials: Trials, isConcerned: (name: string) => boolean): unknown {
  const found = ofHarms(trials.harms, trials.subject)
    .filter(({ harm }) => !isConcerned(harm.read.name))
    .map(({ finding, harm }) => `${finding.code} ${finding.severity} ${harm.read.name}`);
  const accounts = [trials.accounts.own, ...trials.accounts.others];
  const outcomes = trials.search.users.flatMap((user) =>
    triedOn(user).flatMap(({ read: one, trial }) => {
      if (isConcerned(one.name)) return [];
      const person = user.person.with(keyOf(one), trial.value);
      return accounts.map(({ profile }) => {
        const { sent, text } = trials.renders.of(person, profile).outcome;
        return [one.name, trial.kind, sent, text];
      });
    }),
  );
  return { found, outcomes };
}

test.each(CHANGES)('a change of %s concerns what has a part in it', (_, template, by, expected) => {
  const before = triedOf(template.replace('@', ''));
  const after = triedOf(template.replace('@', by), before);
  const isIn = partsInChange(cut(before), cut(after));
  const names = new Set(after.reads.filter(isIn).map(({ name }) => name));
  names.delete('A1');
  expect([...names].toSorted()).toEqual(expected);
});

test.each(CHANGES.filter(([, , by]) => !by.startsWith('<') && !by.startsWith('{%-')))(
  'after a change of %s other values do what they did',
  (_, template, by, concerned) => {
    const before = triedOf(template.replace('@', ''));
    const after = triedOf(template.replace('@', by), before);
    const isConcerned = (name: string): boolean => concerned.includes(name);
    expect(before.search.users.length).toBeGreaterThan(0);
    expect(unconcerned(after, isConcerned)).toEqual(unconcerned(before, isConcerned));
  },
);

test('to prove the fixes of many prints takes not many times the renders of judging them', () => {
  const template = Array.from({ length: 40 }, (_, at) => print(`A${at}`)).join('\n');
  const observe = vi.spyOn(CompiledMessage.prototype, 'observe');
  const renders = (fixes: boolean): number => {
    observe.mockClear();
    const { findings } = lint(template, options, { fixes });
    expect(findings.filter(({ fix }) => fix?.safety === 'safe')).toHaveLength(fixes ? 40 : 0);
    return observe.mock.calls.length;
  };
  const [judged, proven] = [renders(false), renders(true)];
  observe.mockRestore();
  expect(proven).toBeLessThan(5 * judged);
});
