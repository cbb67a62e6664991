import { expect, test } from 'vitest';
import { SourceMap } from '../../src/diagnostics/index.ts';
import { Budget } from '../../src/lint/budget.ts';
import { rendered } from '../../src/lint/harm.ts';
import { tryUsers } from '../../src/lint/judge.ts';
import { PartRenders } from '../../src/lint/part-renders.ts';
import { keyOf } from '../../src/lint/person.ts';
import { PIECE_END, Pieces } from '../../src/lint/pieces.ts';
import { skeleton, Skeletons } from '../../src/lint/skeleton.ts';
import { trialsOf } from '../../src/lint/trial.ts';
import { lintOptions } from './lint-options.ts';

/** So many prints that a template is rendered piece by piece. */
const MANY = Array.from({ length: 70 }, (_, at) => `<p>{{ UserAttribute['A${at}'] }}</p>`).join('');

const piecesOf = (template: string): Pieces | undefined =>
  Pieces.of(
    tryUsers(SourceMap.of(template), lintOptions({ channel: 'email' })).accounts.own.message
      .analysis,
  );

/** The code that is rendered for another value of a user attribute; of a tag with a body its opening. */
function partFor(template: string, name: string): readonly string[] | undefined {
  const pieces = piecesOf(template);
  const part = pieces?.partFor({ kind: 'UserAttribute', name });
  return part?.at.map((at) => {
    const { start = 0, end = 0 } = pieces?.list[at]?.node ?? {};
    return template.slice(start, end);
  });
}

const read = (name: string): string => `UserAttribute['${name}']`;

test.each([
  ['what prints it', `{{ ${read('X')} }}`, [read('X')]],
  ['what is set from it', `{% set x = ${read('X')} %}{{ x }}`, [`{% set x = ${read('X')} %}`, 'x']],
  ['a branch on it', `{% if ${read('X')} == 'a' %}b{% endif %}`, [`{% if ${read('X')} == 'a' %}`]],
  [
    'what reads all attributes',
    `{{ ${read('X')} }}{{ UserAttribute|length }}`,
    [read('X'), 'UserAttribute|length'],
  ],
  [
    'what reads a key that is computed',
    `{{ ${read('X')} }}{{ UserAttribute['a' ~ 1] }}`,
    [read('X'), "UserAttribute['a' ~ 1]"],
  ],
  [
    'a macro with its calls',
    `{% macro m(v) %}{{ v }}{% endmacro %}{{ m(${read('X')}) }}{{ m('y') }}`,
    ['{% macro m(v) %}', `m(${read('X')})`, "m('y')"],
  ],
])('another value needs %s alone', (_, template, code) => {
  expect(partFor(`${MANY}${template}`, 'X')).toEqual(code);
});

test.each([
  ['few pieces', "{{ UserAttribute['X'] }}"],
  ['data that it changes', `${MANY}{% if UserAttribute['X'].append(1) %}{% endif %}`],
  ['blocks', `${MANY}{% block a %}{{ UserAttribute['X'] }}{% endblock %}`],
  ['what is otherwise at each render', `${MANY}{{ [1, 2]|random }}`],
  ['the mark of pieces', `${MANY}${PIECE_END}`],
])('a template with %s is rendered as one', (_, template) => {
  expect(piecesOf(template)).toBeUndefined();
});

test('a part gives what it gives in the whole, in every account', () => {
  const template = `${MANY}
    {% set card = ${read('Card')}|default('none') %}<a href="https://example.com/{{ card }}">{{ card|upper }}</a>
    {% for one in ${read('List')} %}{{ loop.index }} {{ one }}{% else %}nothing{% endfor %}
    {% if not ${read('Id')} %}{% MOE_NOT_SEND('No id') %}{% endif %}
    {{ ${read('Points')} + 1 }}{{ ${read('Email (Standard)')} }}{{ ${read('City')}.split(' ')[0] }}`;
  const { search, reads, accounts, renders } = tryUsers(
    SourceMap.of(template),
    lintOptions({ channel: 'email' }),
  );
  const { surroundings } = renders;
  const parts = PartRenders.of(accounts.own.message, surroundings, new Budget());
  const [user] = search.users;
  if (parts === undefined || user === undefined) throw new Error('nothing to try');
  let tried = 0;
  for (const account of [accounts.own, ...accounts.others]) {
    const complete = rendered(account, user.person, surroundings);
    const known = parts.knownUser(account, user.person, complete);
    for (const one of reads)
      for (const { value } of trialsOf(one, user.person.get(keyOf(one)))) {
        const person = user.person.with(keyOf(one), value);
        const part = known.partFor(one)?.part;
        if (part === undefined) throw new Error(`no part for ${one.name}`);
        const whole = rendered(account, person, surroundings);
        const alone = parts.render(account, part, person);
        expect(alone.outcome.sent).toBe(whole.outcome.sent);
        if (alone.outcome.sent)
          expect(known.wholeWith(part, alone.outcome.text)).toBe(whole.outcome.text);
        else expect({ ...alone.outcome, text: '' }).toEqual({ ...whole.outcome, text: '' });
        tried += 1;
      }
  }
  expect(tried).toBeGreaterThan(500);
});

test.each([
  ['words in a text', '<p>Hi Sample</p>', `<p>Hi O"Brien's</p>`],
  ['words in an attribute', '<p title="Sample">a</p>', `<p title="O"Brien's">a</p>`],
  ['words in a tag that does not end', '<p title="Sample > a', `<p title="O"Brien's > a`],
  ['words in a comment', '<!-- Sample -->', `<!-- O"Brien's -->`],
  ['words where there were none', '<p><b>a</p>', `<p><b>a</p>O"Brien's`],
  ['words that leave a table', '<table>Sample<tr><td>', `<table>O"Brien's<tr><td>`],
  ['words in a script', '<script>x = "Sample"</script>', `<script>x = "O"Brien's"</script>`],
  ['markup', '<p>Sample</p>', '<p><b>Sample</b></p>'],
])('elements are compared: %s', (_, html, other) => {
  expect(new Skeletons().differ(html, other)).toBe(skeleton(html) !== skeleton(other));
});
