import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { defaultProfile, makeProfile, nobleHashes } from '../../../src/account/index.ts';
import { format } from '../../../src/lint/index.ts';
import { emptyFolder, smartpass } from '../../cli/run-cli.ts';

const OPTIONS = {
  profile: defaultProfile('email'),
  channel: 'email',
  hashes: nobleHashes,
  clock: () => 0,
} as const;

async function made(text: string): Promise<string> {
  return (await format(text, OPTIONS)).text;
}

describe('white space inside tags', () => {
  test.each([
    ['{{x}}', '{{ x }}'],
    ["{{  x |  default( 'a',true )  }}", "{{ x|default('a', true) }}"],
    ['{%if  x==1 and y!=2%}a{%  endif%}', '{% if x == 1 and y != 2 %}a{% endif %}'],
    ['{%-set  x=1-%}{{x}}', '{%- set x = 1 -%}{{ x }}'],
    ['{{ f( a = 1,b=2 ) }}', '{{ f(a=1, b=2) }}'],
    ["{{ {'a' :1,'b':[ 1,2 ]} }}", "{{ {'a': 1, 'b': [1, 2]} }}"],
    ['{{ a [ 1 : -1 ] }}', '{{ a[1:-1] }}'],
    ['{{ - 1 -2 }}', '{{ -1 - 2 }}'],
    ['{{ a*-b }}', '{{ a * -b }}'],
    ['{{ f(* a,** b) }}', '{{ f(*a, **b) }}'],
    ['{{ not(a) in(b) }}', '{{ not (a) in (b) }}'],
    ["{{ a~'b' 'c' }}", "{{ a ~ 'b' 'c' }}"],
    ['{{ x . y }}', '{{ x.y }}'],
    [
      '{% for a,b in c if a is not none %}{% else %}{% endfor %}',
      '{% for a, b in c if a is not none %}{% else %}{% endfor %}',
    ],
    ["{%MOE_NOT_SEND ( 'no' )%}", "{% MOE_NOT_SEND('no') %}"],
    ['{{ x if(y)else z }}', '{{ x if (y) else z }}'],
  ])('%s becomes %s', async (before, after) => {
    expect(await made(before)).toBe(after);
    expect(await made(after)).toBe(after);
  });

  test.each([
    ['a text', '  <p>  a  {# b   c #}  </p>  '],
    ['what raw holds', '{% raw %}{{x}}{% endraw %}'],
    ['a marker of a field map', '{#smartpass:   fieldmap.yaml#}'],
    ['white space in a text of a tag', "{{ 'a   b' }}"],
    ['a tag over several lines', '{{ f(\n  1,\n  2,\n) }}'],
    ['what does not parse', '{% if  x %}'],
    ['an empty text', ''],
  ])('%s stays', async (_what, text) => {
    expect(await made(text)).toBe(text);
  });

  test('tags in an address have no spaces at their braces', async () => {
    expect(await made('<a href="x{{ url }}?a={{ -1 }}">{{url}}</a>')).toBe(
      '<a href="x{{url}}?a={{ -1}}">{{ url }}</a>',
    );
  });

  test('spaces before a line break in a tag go, and line breaks stay as they are', async () => {
    expect(await made('{{ a   \r\n  +b }}\r\n{%if a%}\r\n{%endif%}')).toBe(
      '{{ a   \r\n  + b }}\r\n{% if a %}\r\n{% endif %}',
    );
    expect(await made('{{ a   \n  +b }}')).toBe('{{ a\n  + b }}');
  });

  test('where a mark drops white space it is made short', async () => {
    expect(await made('a  \n\n\n\n  {%- if x -%}   \n\n\n\n b {% endif %}')).toBe(
      'a\n\n  {%- if x -%}\n\n b {% endif %}',
    );
  });

  test('white space that is sent stays', async () => {
    const text = 'a  \n\n\n\n {% if x %}   \n\n\n b {% endif %}';
    expect(await made(text)).toBe(text);
  });

  test('an account with an older Jinja', async () => {
    const options = { ...OPTIONS, profile: makeProfile({ jinja: '2.8' }, 'email') };
    expect((await format('{{a<b}}', options)).text).toBe('{{ a < b }}');
  });
});

describe('smartpass format', () => {
  const folder = (): string => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'mail.html'), "<p>{{UserAttribute['A']|default('',true)}}</p>\n");
    return cwd;
  };
  const AFTER = "<p>{{ UserAttribute['A']|default('', true) }}</p>\n";

  test('changes a file in place, once', async () => {
    const cwd = folder();
    expect(await smartpass(['format', 'mail.html'], { cwd })).toEqual({
      code: 0,
      out: '',
      err: 'mail.html\nchanged: 1 template\n',
    });
    expect(readFileSync(join(cwd, 'mail.html'), 'utf8')).toBe(AFTER);
    const { err } = await smartpass(['format', 'mail.html'], { cwd });
    expect(err).toBe('1 template, nothing to change\n');
  });

  test('--check and --dry-run write nothing', async () => {
    const cwd = folder();
    const check = await smartpass(['format', 'mail.html', '--check'], { cwd });
    expect([check.code, check.err]).toEqual([1, 'mail.html\nwould change: 1 template\n']);
    const dry = await smartpass(['format', 'mail.html', '--dry-run'], { cwd });
    expect(dry.code).toBe(0);
    expect(dry.out).toContain(`+${AFTER}`);
    expect(readFileSync(join(cwd, 'mail.html'), 'utf8')).not.toBe(AFTER);
    writeFileSync(join(cwd, 'mail.html'), AFTER);
    expect((await smartpass(['format', 'mail.html', '--check'], { cwd })).code).toBe(0);
  });

  test('standard input', async () => {
    const { code, out } = await smartpass(['format', '-'], { stdin: '{{x}}\n' });
    expect([code, out]).toEqual([0, '{{ x }}\n']);
    expect((await smartpass(['format', '-', '--check'], { stdin: '{{x}}' })).code).toBe(1);
    expect((await smartpass(['format', '-', 'a.html'], { stdin: '' })).code).toBe(2);
  });

  test('a template that does not parse is left alone, exit code 1', async () => {
    const cwd = folder();
    writeFileSync(join(cwd, 'mail.html'), '{% if  x %}');
    const { code, err } = await smartpass(['format', 'mail.html'], { cwd });
    expect(code).toBe(1);
    expect(err).toContain('[jinja/syntax-error]');
  });

  test('the templates of campaigns, with their snippets', async () => {
    const { code, err } = await smartpass(['format', 'templates/loyalty-card', '--dry-run']);
    expect([code, err.includes('not-formatted')]).toEqual([0, false]);
  });
});

test('a template of a folder that cannot be read is told of, and the others are formatted', async () => {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, 'latin1.html'), Buffer.from('<p>Gr\xfc\xdfe {{x}}</p>', 'latin1'));
  writeFileSync(join(cwd, 'mail.html'), '{{x}}');
  const { code, err } = await smartpass(['format'], { cwd });
  expect(code).toBe(2);
  expect(err).toContain('latin1.html: error: the file is not UTF-8 text');
  expect(readFileSync(join(cwd, 'mail.html'), 'utf8')).toBe('{{ x }}');
});

describe('a generated snippet', () => {
  const map = `smartpass: 1
project: { url: https://pub1.pskt.io/c/a4hrop }
fields:
  person.externalId: { user: Id, missing: { drop: No id } }
`;

  test('is left as it is, in a file named and in a folder', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'fieldmap.yaml'), map);
    const { out } = await smartpass(['generate', 'fieldmap.yaml'], { cwd: folder });
    const mail = `${out}<a href="{{longURL}}">Card</a>\n`;
    writeFileSync(join(folder, 'any-name.jinja'), out);
    writeFileSync(join(folder, 'mail.html'), mail);
    const named = await smartpass(['format', 'mail.html'], { cwd: folder });
    expect(named.code).toBe(0);
    expect(named.err).toContain('it holds a generated snippet');
    expect((await smartpass(['format', '--check'], { cwd: folder })).code).toBe(0);
    expect(readFileSync(join(folder, 'mail.html'), 'utf8')).toBe(mail);
  });

  test('alone in a file is not judged with its folder, within a mail it is', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'fieldmap.yaml'), map);
    const { out } = await smartpass(['generate', 'fieldmap.yaml'], { cwd: folder });
    writeFileSync(join(folder, 'any-name.jinja'), out);
    const sms = await smartpass(['generate', 'fieldmap.yaml', '--channel', 'sms'], { cwd: folder });
    writeFileSync(join(folder, 'any-name.sms.jinja'), sms.out);
    const button = ['--channel', 'push', '--button', 'https://pub1.pskt.io/'];
    const push = await smartpass(['generate', 'fieldmap.yaml', ...button], { cwd: folder });
    writeFileSync(join(folder, 'any-name.push.jinja'), push.out);
    writeFileSync(join(folder, 'mail.html'), `${out}<p>{{ UserAttribute['Nick'] }}</p>\n`);
    writeFileSync(
      join(folder, 'city.jinja'),
      `${out}{{ longURL }}{{ UserAttribute['City'][:3] }}\n`,
    );
    const { files } = JSON.parse((await smartpass(['lint', '--json'], { cwd: folder })).out) as {
      files: readonly { file: string; findings: readonly { code: string }[] }[];
    };
    expect(files.map(({ file }) => file).sort()).toEqual([
      'city.jinja',
      'fieldmap.yaml',
      'mail.html',
    ]);
    const found = files.find(({ file }) => file === 'mail.html')?.findings ?? [];
    expect(found.map(({ code }) => code)).toContain('null/printed');
  });
});
