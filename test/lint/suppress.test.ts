import { describe, expect, test } from 'vitest';
import { defaultProfile, nobleHashes } from '../../src/account/index.ts';
import { lint, suppressInMap } from '../../src/lint/index.ts';

const PRINTED = "{{ UserAttribute['Nick'] }}";

function found(template: string): readonly string[] {
  const { findings } = lint(template, {
    profile: defaultProfile('email'),
    channel: 'email',
    hashes: nobleHashes,
    clock: () => 0,
  });
  return findings.map(({ code, span }) => `${code} ${span?.start.line}`);
}

describe('comments that switch rules off', () => {
  test('the next line', () => {
    const off = '{# smartpass-disable-next-line null/printed: every user has one #}';
    expect(found(`${off}\n${PRINTED}\n${PRINTED}`)).toEqual(['null/printed 3']);
  });
  test('a range', () => {
    const off = '{# smartpass-disable null/printed: all have one #}';
    expect(found(`${off}\n${PRINTED}\n{# smartpass-enable #}\n${PRINTED}`)).toEqual([
      'null/printed 4',
    ]);
  });
  test('a file', () => {
    expect(found(`${PRINTED}\n{# smartpass-disable-file null/printed: all have one #}`)).toEqual(
      [],
    );
  });
  test('a reason is needed', () => {
    expect(found(`{# smartpass-disable-next-line null/printed #}\n${PRINTED}`)).toEqual([
      'null/printed 2',
      'lint/no-reason 1',
    ]);
  });
  test('one that switches off nothing, and one of no rule', () => {
    expect(found('{# smartpass-disable-file null/printed: all have one #}Hi')).toEqual([
      'lint/unused-suppression 1',
    ]);
    expect(found('{# smartpass-disable-file null/print: all have one #}Hi')).toEqual([
      'lint/unknown-rule 1',
      'lint/unused-suppression 1',
    ]);
  });
});

describe('what looks like such a comment and is none', () => {
  const off = '{# smartpass-disable-file null/printed: all have one #}';
  test.each([
    ['in a raw block', `{% raw %}${off}{% endraw %}\n${PRINTED}`],
    ['in an HTML comment within a raw block', `{% raw %}<!-- ${off} -->{% endraw %}\n${PRINTED}`],
    ['in a text of an output', `{{ "${off}" }}\n${PRINTED}`],
    ['in a text of a tag', `{% if "${off}" == 'x' %}x{% endif %}\n${PRINTED}`],
    ['in another comment', `{# so: ${off}\n${PRINTED}`],
    [
      'in an HTML comment without marks',
      `<!-- smartpass-disable-file null/printed: x -->\n${PRINTED}`,
    ],
  ])('%s', (_where, template) => {
    expect(found(template).filter((one) => /null|suppression/.test(one))).toEqual([
      'null/printed 2',
    ]);
  });
  test('one that ends a range does not in a raw block', () => {
    const range = '{# smartpass-disable null/printed: all have one #}';
    const end = '{% raw %}{# smartpass-enable #}{% endraw %}';
    expect(found(`${range}\n${end}\n${PRINTED}`)).toEqual([]);
  });
});

describe('comments are comments', () => {
  test.each([
    ['in an HTML comment', '<!-- {# smartpass-disable-file null/printed: all have one #} -->'],
    ['in a branch', '{% if 1 %}{# smartpass-disable-file null/printed: all have one #}{% endif %}'],
    ['with marks of white space', 'a  {#- smartpass-disable-file null/printed: all have one -#}  '],
    ['of several lines', '{# smartpass-disable-file\n   null/printed: all\n   have one #}'],
    ['with signs of HTML', '{# smartpass-disable-file null/printed: R&amp;D &lt; all #}'],
    [
      'after Windows line breaks',
      'a\r\n{# smartpass-disable-file null/printed: all have one #}\r\n',
    ],
  ])('%s', (_where, comment) => {
    expect(found(`${comment}${PRINTED}`).filter((one) => /null|lint/.test(one))).toEqual([]);
  });
  test('where the text does not parse, what looks like one is one', () => {
    const off = '{# smartpass-disable-next-line lang/foreign-syntax: soon #}';
    const wrong = '{% unless x %}a{% endunless %}';
    expect(found(wrong)).toEqual(['lang/foreign-syntax 1']);
    expect(found(`${off}\n${wrong}`)).toEqual([]);
    expect(found(`{% raw %}${off}{% endraw %}\n${wrong}`)).toEqual([]);
  });
});

test('of comments that switch off the same, the first is the one that is used', () => {
  const range = '{# smartpass-disable null/printed: all have one #}';
  const line = '{# smartpass-disable-next-line null/printed: every user has one #}';
  expect(found(`${range}\n${line}\n${PRINTED}\n{# smartpass-enable #}\n${PRINTED}`)).toEqual([
    'null/printed 5',
    'lint/unused-suppression 2',
  ]);
});

describe('comments in field maps', () => {
  const drops = {
    code: 'map/drops-users',
    severity: 'note',
    message: 'x',
    file: 'm.yaml',
    span: { start: { line: 3, column: 3 }, end: { line: 3, column: 9 } },
  } as const;
  const below = '\n  person.surname: { user: Last Name }\n';
  test.each([
    ['the next line', `fields:\n  # smartpass-disable-next-line map/drops-users: no pass${below}`],
    ['the file', `# smartpass-disable-file map/drops-users: no pass\nfields:${below}`],
    [
      'a range',
      `fields:\n# smartpass-disable map/drops-users: no pass${below}# smartpass-enable\n`,
    ],
    [
      'Windows line breaks',
      `fields:\r\n  # smartpass-disable-next-line map/drops-users: no pass\r\n  a: b\r\n`,
    ],
  ])('%s', (_what, text) => {
    const { findings, suppressed } = suppressInMap([drops], text, 'm.yaml');
    expect(findings).toEqual([]);
    expect(suppressed).toEqual([{ finding: drops, reason: 'no pass' }]);
  });
  test('a reason is needed, unused and unknown ones are reported, text is no comment', () => {
    const said = (text: string): readonly string[] =>
      suppressInMap([], text, 'm.yaml').findings.map(({ code }) => code);
    expect(said('# smartpass-disable-file map/drops-users\n')).toEqual(['lint/no-reason']);
    expect(said('# smartpass-disable-file map/drops-users: so\n')).toEqual([
      'lint/unused-suppression',
    ]);
    expect(said('# smartpass-disable-file map/drop-users: so\n')).toContain('lint/unknown-rule');
    expect(said('a: x#smartpass-disable-file map/drops-users: so\n')).toEqual([]);
  });
  test('errors stay', () => {
    const error = { ...drops, severity: 'error' } as const;
    const text = '# smartpass-disable-file map/drops-users: so\n';
    expect(suppressInMap([error], text, 'm.yaml').findings).toContainEqual(error);
  });
});
