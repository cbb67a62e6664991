import { describe, expect, test } from 'vitest';
import { makeProfile, nobleHashes } from '../../src/account/index.ts';
import { FindingsError } from '../../src/diagnostics/index.ts';
import { createEmulator } from '../../src/emulator/index.ts';

/** The findings of a template in an email account: code, place and hint. */
function findingsOf(template: string): string[] {
  const emulator = createEmulator({
    profile: makeProfile({}),
    channel: 'email',
    crypto: nobleHashes,
    clock: () => 0,
  });
  const said = (): readonly {
    code: string;
    hint?: string;
    span?: { start: { column: number } };
  }[] => {
    try {
      return emulator.compile(template).findings;
    } catch (error) {
      if (error instanceof FindingsError) return error.findings;
      throw error;
    }
  };
  return said().map(({ code, span, hint }) => `${span?.start.column ?? 0} ${code}: ${hint ?? '-'}`);
}

describe('names that nobody has', () => {
  test.each([
    ["{{ userAttribute['A'] }}", "4 moengage/unknown-variable: did you mean 'UserAttribute'?"],
    ['{{ ProductSets.X }}', "4 moengage/unknown-variable: did you mean 'ProductSet'?"],
    ['{% set longURL = 1 %}{{ longUrl }}', "25 moengage/unknown-variable: did you mean 'longURL'?"],
    [
      '{% if UserAtribute %}a{% endif %}',
      "7 moengage/unknown-variable: did you mean 'UserAttribute'?",
    ],
    ['{{ typo|upper }}', '4 moengage/unknown-variable: -'],
    ['{{ null }}', '4 moengage/unknown-variable: write none'],
    ["{{ 'a'|base64_encode }}", "4 jinja/unknown-name: did you mean 'base64encode'?"],
    ["{{ 'a'|convertToSha256('b') }}", "4 jinja/unknown-name: did you mean 'convertToSHA256'?"],
    ["{{ 'a'|upcase }}", '4 jinja/unknown-name: write x|upper'],
    ["{{ 'a' is strng }}", "4 jinja/unknown-name: did you mean 'string'?"],
    ["{% moe_not_send('x') %}", "4 jinja/syntax-error: did you mean 'MOE_NOT_SEND'?"],
    ["{{ MOE_NOT_SEND('x') }}", "4 moengage/tag-as-function: write {% MOE_NOT_SEND('reason') %}"],
    [
      "{{ 'a'|MOE_NOT_SEND('x') }}",
      "4 moengage/tag-as-function: write {% MOE_NOT_SEND('reason') %}",
    ],
    [
      "{{ UserAttribute('First Name') }}",
      "4 moengage/foreign-syntax: write UserAttribute['First Name'], in square brackets",
    ],
    ["{{ 'a'.toUpperCase() }}", '4 moengage/foreign-syntax: write x|upper'],
    [
      "{{ ContentBlock['footer']|upper }}",
      "4 moengage/unknown-variable: print a content block alone: {{ContentBlock['name']}}",
    ],
    [
      '{% if 1 is empty %}a{% endif %}',
      "7 jinja/unknown-name: an empty value is false: '{% if not x %}'",
    ],
    ['{% if 0 %}{{ 1|upcase }}{% endif %}', '14 jinja/unknown-name: write x|upper'],
  ])('%s', (template, finding) => {
    expect(findingsOf(template)).toEqual([finding]);
  });

  test('all of them in one run, whatever keeps the template from being compiled', () => {
    const template =
      "{{ 'a'|base64_encode|upcase }}{{ longUrl }}{% if 1 is nul %}{{ nil }}{% endif %}";
    expect(findingsOf(template)).toEqual([
      '4 jinja/unknown-name: write x|upper',
      "4 jinja/unknown-name: did you mean 'base64encode'?",
      '34 moengage/unknown-variable: -',
      '50 jinja/unknown-name: -',
      '64 moengage/unknown-variable: write none',
    ]);
  });

  test.each([
    '{% for x in [1] %}{{ loop.index }}{{ x }}{% endfor %}',
    '{% macro m(a, b=1) %}{{ a }}{{ b }}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1) }}',
    '{% call(u) m() %}{{ u }}{% endcall %}{% macro m() %}{{ caller(1) }}{% endmacro %}',
    '{% if later is defined %}a{% endif %}',
    '{% with a = 1 %}{{ a }}{% endwith %}{% set b %}c{% endset %}{{ b }}{{ range(3) }}{{ dict(a=1) }}',
    "{% set ns = namespace(a=1) %}{% set ns.a = 2 %}{{ ns.a }}{{ UserAttribute['A']|default(MOE_NOT_SEND) }}",
    '{% set a, b = 1, 2 %}{{ a }}{{ b }}',
  ])('%s is right', (template) => {
    expect(findingsOf(template)).toEqual([]);
  });
});

describe('what is printed as plain text by mistake', () => {
  test.each([
    [String.raw`{{ 'a'|default('MOE\_NOT\_SEND') }}`, '17 moengage/escaped-name'],
    [String.raw`<p>MOE\_NOT\_SEND</p>`, '4 moengage/escaped-name'],
    ['<a href="%7B%7BlongURL%7D%7D">a</a>', '10 moengage/encoded-token'],
    ['Hi ${UserAttribute.Name}', '4 moengage/foreign-syntax'],
    [`{{ 'a'|default("{{UserAttribute['B']}}") }}`, '17 moengage/braces-in-text'],
    ["{% set u = 'https://x.example/?a=1&amp;b=2' %}", '13 moengage/escaped-ampersand'],
    ["{% set u = 'https://x.example/?a=1&#38;b=2' %}", '13 moengage/escaped-ampersand'],
    ["{% set u = u ~ '&amp;b=' ~ 2 %}{% set u = 1 %}", '17 moengage/escaped-ampersand'],
    ['<a href="%257B%257BlongURL%257D%257D">a</a>', '10 moengage/encoded-token'],
    ['&#123;&#123; UserAttribute.Name &#125;&#125;', '1 moengage/encoded-token'],
    ['\uff5b\uff5b UserAttribute.Name \uff5d\uff5d', '1 moengage/encoded-token'],
    ["Hi { { UserAttribute['Name'] } }", '4 moengage/foreign-syntax'],
    ["Hi {UserAttribute['Name']}", '4 moengage/foreign-syntax'],
    ['Hi [[ProductSet.Recos[0].title]]', '4 moengage/foreign-syntax'],
    ["Hi <%= EventAttribute['Name'] %>", '4 moengage/foreign-syntax'],
    [String.raw`Hi \{\{ UserAttribute.Name \}\}`, '4 moengage/foreign-syntax'],
    ['Hi *|FNAME|*', '4 moengage/foreign-syntax'],
    ['Hi ${First Name}', '4 moengage/foreign-syntax'],
    ['Hi ${first_name}, bye', '4 moengage/foreign-syntax'],
    ['Hi %%First Name%%', '4 moengage/foreign-syntax'],
    ['<style>{#outlook a{padding:0}}</style><p>{# n #}', '8 moengage/swallowed-by-comment'],
    ['<style>@media x{#a b{color:red}#c{d:e}}</style>{# n #}', '16 moengage/swallowed-by-comment'],
    ['<p style="color:{#fff}">{# n #}', '17 moengage/swallowed-by-comment'],
    ['{# a note\n<p>Hi</p>\n{# another #}', '1 moengage/swallowed-by-comment'],
  ])('%s', (template, expected) => {
    expect(findingsOf(template).map((line) => line.split(':')[0])).toEqual([expected]);
  });

  test.each([
    '<a href="https://x.example/?a=1&amp;b=2">a</a>',
    '<script>var a = `${b}`;</script>',
    "{{ '{' ~ 'a' ~ '}' }}",
    "{{ 'Fish &amp; chips' }}",
    '{# a note about {{ braces }} #}',
    '{#note: {{ a }} and {b: c} #}',
    '{# #outlook a{padding:0} #}{#- if: {a} -#}',
    "<!-- UserAttribute['Name'] is printed below -->",
    'UserAttribute of a profile',
    '100%% sure, 50%% off',
  ])('%s is right', (template) => {
    expect(findingsOf(template)).toEqual([]);
  });
});

// Each takes minutes where a pattern looks to the end of the text for each beginning of a mistake.
test.each([
  ['spaces', ' '.repeat(200_000)],
  ['line breaks', '\n'.repeat(200_000)],
  ['variables', 'UserAttribute['.repeat(20_000)],
  ['entities', '&#123;&#123;'.repeat(20_000)],
  ['encoded braces', '%7B%7B'.repeat(40_000)],
  ['braces in a literal', `{{ '${'{{'.repeat(50_000)}' }}`],
  ['question marks in a literal', `{{ '${'?'.repeat(50_000)}' }}`],
  ['comments of HTML', '<!--'.repeat(50_000)],
  ['a comment', `{#a ${'x'.repeat(200_000)} #}`],
])('%s without an end are read in linear time', (_what, template) => {
  expect(findingsOf(template).filter(({ length }) => length > 200)).toEqual([]);
});
