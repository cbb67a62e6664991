import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FindingsError, SourceMap } from '../../src/diagnostics/index.ts';
import { isAlikeInOlder } from '../../src/lint/alike.ts';
import { tryUsers, type Trials } from '../../src/lint/judge.ts';
import { lintOptions } from './lint-options.ts';

/** The templates of a file of cases, one a line. */
function templatesIn(file: string): readonly string[] {
  const text = readFileSync(`fixtures/lint/${file}`, 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly template?: string; readonly broken?: string })
    .flatMap(({ template, broken }) => template ?? broken ?? []);
}

/** Every fourth: each is compiled twice. */
const TEMPLATES: readonly string[] = ['corpus.jsonl', 'mutants.jsonl']
  .flatMap(templatesIn)
  .filter((_, at) => at % 4 === 0);

function trialsOf(template: string): Trials | undefined {
  try {
    return tryUsers(SourceMap.of(template), lintOptions({ channel: 'email', trigger: 'event' }));
  } catch (error) {
    if (error instanceof FindingsError) return undefined;
    throw error;
  }
}

const isAlike = ({ accounts, subject }: Trials): boolean =>
  isAlikeInOlder(accounts.own.message.analysis, subject.around);

/** What the users are sent, in the own account or in one of Jinja 2.8. */
function sent(template: string, trials: Trials, jinja: '3.1' | '2.8'): readonly string[] {
  const { accounts, search, renders } = trials;
  const profile = { ...accounts.own.profile, jinja };
  const { message } = accounts.all.compile(SourceMap.of(template), profile);
  if (message === undefined) return ['refused'];
  return search.users.map(({ person }) => renders.of(person, profile).outcome.text);
}

test('where the syntax says that Jinja 2.8 does the same, its users are sent the same', () => {
  let alike = 0;
  for (const template of TEMPLATES) {
    const trials = trialsOf(template);
    if (trials === undefined || !isAlike(trials)) continue;
    alike += 1;
    expect([template, sent(template, trials, '2.8')]).toEqual([
      template,
      sent(template, trials, '3.1'),
    ]);
  }
  expect(alike).toBeGreaterThan(TEMPLATES.length / 3);
});

test.each([
  "<p>{{ UserAttribute['A']|default('you', true)|e }}</p>",
  "{% set a = UserAttribute['A'] %}{% if a == 'x' and UserAttribute['B'] > 3 %}{{ a ~ '!' }}{% endif %}",
  "{% if not UserAttribute['A'] %}{% MOE_NOT_SEND('none') %}{% endif %}",
])('read alike: %s', (template) => {
  const trials = trialsOf(template);
  expect(trials && isAlike(trials)).toBe(true);
});

test.each([
  '{% set ns = namespace(n=1) %}{{ ns.n }}',
  "{{ UserAttribute['A']|urlencode }}",
  "{{ UserAttribute['A']|trim('x') }}",
  "{{ 2 * (UserAttribute['A'] < 3) }}",
  "{% if UserAttribute['A'] %}{% set a = 1 %}{% endif %}{{ a }}",
  "{% set a = 1 %}{% set a = UserAttribute['A'] %}{{ a }}",
  "{% for x in UserAttribute['A'] %}{{ x }}{% endfor %}",
  "{{ UserAttribute['A'] if UserAttribute['B'] }}",
  "{{ 1_000 }}{{ UserAttribute['A'] }}",
  "{{ 1e3 }}{{ UserAttribute['A'] }}",
  "{{ UserAttribute['A'] -}} a\u2028b",
  "{%+ if UserAttribute['A'] %}a{% endif %}",
  "{% set é = UserAttribute['A'] %}{{ é }}",
])('may be read otherwise: %s', (template) => {
  const trials = trialsOf(template);
  expect(trials && isAlike(trials)).toBe(false);
});
