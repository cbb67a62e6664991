import { expect, test } from 'vitest';
import { PyError } from '../../../src/jinja/errors.ts';
import { normalise, parse, refuseTooDeep } from '../../../src/jinja/syntax/index.ts';
import { options } from './options.ts';

function errorOf(source: string): PyError {
  try {
    refuseTooDeep(parse(source, options({ name: 'welcome' })), source);
  } catch (error) {
    if (error instanceof PyError) return error;
    throw error;
  }
  throw new Error(`${source} is right`);
}

/** The text that an error points at. */
function marked(source: string): string {
  const { span } = errorOf(source);
  const lines = normalise(source, options()).split('\n');
  const line = lines[(span?.start.line ?? 1) - 1] ?? '';
  const end = span?.end.line === span?.start.line ? span?.end.column : line.length + 1;
  return line.slice((span?.start.column ?? 1) - 1, (end ?? 1) - 1);
}

test.each([
  ['{{#if a}}', '#', 'this is Handlebars: Jinja writes {% if … %} or {% for … %}'],
  ['{{/if}}', '/', 'this is Handlebars: Jinja writes {% endif %} or {% endfor %}'],
  ['{% # note # %}', '#', 'Jinja writes comments as {# … #}'],
  ['{{^if a}}', '^', 'this is Handlebars: Jinja writes {% if not … %} … {% endif %}'],
  ['{{> footer}}', '>', 'this is Handlebars: put the text itself here, or a content block'],
  ['{{!-- a --}}', '!', 'Jinja writes comments as {# … #}'],
  ['{% set a == 1 %}', '==', 'Jinja writes {% set name = value %}'],
  ['{% if a => 1 %}{% endif %}', '=', "write '>=' or '<='"],
  ['{% if a ≥ 1 %}{% endif %}', '≥', "write '!=', '>=' or '<='"],
  ['{{ a – 1 }}', '–', "this dash is not the sign for minus: write '-'"],
  ['{{ $a }}', '$', 'names have no $ or @ before them in Jinja'],
  ['{{${a}}}', '$', "write the attribute without ${…}: UserAttribute['Name']"],
  ['{{ ${First Name} | x }}', '$', "write the attribute without ${…}: UserAttribute['Name']"],
  ['{{ a|default "x" }}', '"x"', "filters take their arguments in parentheses: |default('…')"],
  ['{{ a|truncate 20 }}', '20', "filters take their arguments in parentheses: |truncate('…')"],
  [
    '{% for a in b limit:3 %}',
    'limit',
    'a loop has no limit in Jinja: write {% for item in list[:3] %}',
  ],
  [
    '{% for a in b.c offset:3 %}',
    'offset',
    'a loop has no offset in Jinja: write {% for item in list[3:] %}',
  ],
  ['{% for a in b reversed %}', 'reversed', 'write {% for item in list|reverse %}'],
  ['{{ a[First Name] }}', 'Name', "a name in brackets goes in quotes: a['First Name']"],
  ['{% if a exists %}{% endif %}', 'exists', "write 'is defined'"],
  ['{% endfor %}', 'endfor', 'no {% for %} is open here: take {% endfor %} out'],
  ['{% for a in b %}{% endif %}', 'endif', "the 'for' of line 1 is not closed: write {% endfor %}"],
  ["{% if a <> 'b' %}{% endif %}", '>', "write '!='"],
  ['{% fr x in y %}', 'fr', "did you mean 'for'?"],
  ['{% if a %}{% endfi %}', 'endfi', "did you mean 'endif'?"],
  [
    '<style>{#outlook a{padding:0}</style>',
    'o',
    "'{#' begins a comment: in a style sheet write a space between them, '{ #outlook'",
  ],
  ['{% if a %}{% elsif b %}{% endif %}', 'elsif', 'Jinja writes {% elif … %}'],
  ['{% if a %}{% else if b %}{% endif %}', 'if', 'Jinja writes {% elif … %}'],
  ['{% if a %}{% endif if %}', 'if', 'an end tag takes nothing but its name: {% endif %}'],
  ['{% assign a = 1 %}', 'assign', 'Jinja writes {% set name = value %}'],
  ["{{ a|default: 'x' }}", ':', "filters take their arguments in parentheses: |default('…')"],
  ['{{ “a” }}', '“', 'curly quotes are no quotes to Jinja: write \' or "'],
  [
    '{% if a &gt; b %}',
    '&',
    'the editor has written this sign as an HTML entity: write the sign itself',
  ],
  [
    '{{ a &quot;b&quot; }}',
    '&',
    'the editor has written this sign as an HTML entity: write the sign itself',
  ],
  ['{% if a && b %}', '&', "write 'and'"],
  ['{% if a || b %}', '|', "write 'or'"],
  ['{% if !a %}', '!', "write 'not'"],
  ['{% if a === b %}', '=', "write '==' or '!='"],
  ['{{ a ? b : c }}', '?', 'write {{ a if test else b }}'],
  ['{{ {{ a }} }}', '}', 'braces cannot be used inside a tag: write the name alone'],
  ['{% if {{ a }} %}{% endif %}', '}', 'braces cannot be used inside a tag: write the name alone'],
  ['{% if a = 1 %}{% endif %}', '=', "'=' assigns: compare with '=='"],
  [
    '{{ a\u200b }}',
    '\u200b',
    'there is an invisible character here: delete it and write the place again',
  ],
  ['{{ user.First Name }}', 'Name', "a name with a space goes in brackets: user['First Name']"],
  ['{{ a }', '}', "a print ends with '}}'"],
  ['{{ a %}', '}', "a print that begins with '{{' ends with '}}'"],
  ['{% if a }}', '}', "a tag that begins with '{%' ends with '%}'"],
  ['{% if a\n%}x', '{% if', "the 'if' of line 1 is not closed: write {% endif %}"],
  [
    '{% for a in b %}{% if c %}{% endfor %}',
    'endfor',
    "the 'if' of line 1 is not closed: write {% endif %}",
  ],
  ['x\n{{ a', '', "the tag that begins in line 2 is not closed: '}}' is missing"],
  ['{# a', ' ', "the comment is not closed: '#}' is missing"],
  ["{{ 'a }}", "'", 'this quote is not closed'],
  ['{{ a b }}', 'b', undefined],
])('%s points at %j', (source, text, hint) => {
  const error = errorOf(source);
  expect([marked(source), error.hint]).toEqual([text, hint]);
  expect(error.template).toBe('welcome');
});

// Jinja's parser goes along a chain in a loop, and what goes through the tree afterwards by recursion.
test.each([
  ['.b', '.b'],
  ['calls', '()'],
  ['filters', '|upper'],
  ['sums', ' + 1'],
  ['chains in parentheses', '.b'.repeat(20)],
])('a chain of thousands of %s is deeper than Python goes', (what, link) => {
  const wrapped = what === 'chains in parentheses';
  const chain = wrapped ? `${'('.repeat(60)}a${`${link})`.repeat(60)}` : `a${link.repeat(3000)}`;
  expect(errorOf(`{{ ${chain} }}`)).toMatchObject({
    type: 'RecursionError',
    message: 'maximum recursion depth exceeded',
  });
});

test.each(['.b', '()', '|upper', ' + 1', ' ~ 1', ' and 1'])('150 of %j are fine', (link) => {
  expect(() => errorOf(`{{ a${link.repeat(150)} }}`)).toThrow('is right');
});
