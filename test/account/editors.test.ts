import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  ace,
  EDITORS,
  froala,
  froalaTyped,
  jinjaCode,
  onSave,
  survives,
} from '../../src/account/index.ts';

const FOLDERS = ['templates', 'docs'];

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`);
}

describe('on save the HTML is repaired', () => {
  test.each([
    ['an unclosed tag', '<div><b>a</div>', '<div><b>a</b></div>'],
    ['a stray one', 'a</span>b', 'ab'],
    [
      'a table without tbody',
      '<table><tr><td>a</td></tr></table>',
      '<table><tbody><tr><td>a</td></tr></tbody></table>',
    ],
    [
      'a for tag between table and tr',
      '<table>{% for x in y %}<tr><td>{{ x }}</td></tr>{% endfor %}</table>',
      '{% for x in y %}{% endfor %}<table><tbody><tr><td>{{ x }}</td></tr></tbody></table>',
    ],
    [
      'the prescribed form of a loop stays',
      '<table><tbody><tr style="display:none;"><td>{% for x in y %}</td></tr><tr><td>{{ x }}</td></tr><tr style="display:none;"><td>{% endfor %}</td></tr></tbody></table>',
      '<table><tbody><tr style="display:none;"><td>{% for x in y %}</td></tr><tr><td>{{ x }}</td></tr><tr style="display:none;"><td>{% endfor %}</td></tr></tbody></table>',
    ],
    ['a comparison', '<p>{% if a < b && c %}</p>', '<p>{% if a &lt; b &amp;&amp; c %}</p>'],
    [
      'a page',
      '<!DOCTYPE html><html><head></head><body><p>a</body></html>',
      '<!DOCTYPE html><html><head></head><body><p>a</p></body></html>',
    ],
  ])('%s', (_what, html, saved) => {
    expect(onSave(html)).toBe(saved);
    expect(onSave(saved)).toBe(saved);
  });
});

describe('the editors', () => {
  test('the code editor changes nothing', () => {
    expect(ace('<table>{% if a < b %}  "x"')).toBe('<table>{% if a < b %}  "x"');
  });

  test('the rich-text editor writes signs of text as entities, and a second blank as one that stays', () => {
    expect(froala('<p>{{ a  ~ "b" }} & c</p>')).toBe('<p>{{ a&nbsp; ~ "b" }} &amp; c</p>');
    expect(froala('<pre>a  b</pre>')).toBe('<pre>a  b</pre>');
    expect(froalaTyped("{% set a = '<b>' %}\n\n{{ a }}")).toBe(
      '<p>{% set a = &#39;&lt;b&gt;&#39; %}</p><p><br></p><p>{{ a }}</p>',
    );
  });

  test.each([
    ['{{longURL}}', '{{longURL}}'],
    ['{{ longURL }}', '{{%20longURL%20}}'],
    ["{{x|default('y')}}", "{{x%7Cdefault('y')}}"],
    ['https://a.example/?q=é', 'https://a.example/?q=%C3%A9'],
  ])('the rich-text editor sanitises the address %s', (address, saved) => {
    expect(froala(`<a href="${address}">A</a>`)).toBe(`<a href="${saved}">A</a>`);
    expect(survives('', 'froala', `<a href="${address}">A</a>`)).toBe(
      address === saved || !address.includes('{{'),
    );
  });

  test('no link of what ships has spaces in its braces', () => {
    // The page of the rules shows what they report.
    const files = ['README.md', ...FOLDERS.flatMap(filesIn)].filter(
      (file) => !file.endsWith('lint.md'),
    );
    const texts = files.map((file) => readFileSync(file, 'utf8'));
    expect(texts.filter((text) => /(?:href|src)="[^"]*\{\{\s/.test(text))).toEqual([]);
  });

  test('curly quotes are off, and would break any literal', () => {
    expect(onSave(froala("{{ 'a' }}"))).toBe("{{ 'a' }}");
    const curly = froala('{{ \'a\' }} "b"', { smartQuotes: true });
    expect(curly).toBe('{{ \u2018a\u2019 }} \u201cb\u201d');
    expect(jinjaCode(curly).at(-1)).toMatch(/^problem /);
  });

  test.each([
    ["{% set a = 'x' ~ y|default('z') %}\n{{ a }}", [true, true, true]],
    ['{{ a > b }}', [true, false, false]],
    ["{{ 'a & b' }}", [true, false, false]],
    ["{{ 'a  b' }}", [true, false, false]],
    ["{% set a =\n 'x' %}", [true, true, false]],
    ["{{ '</b>' }}", [true, false, false]],
    ['{{ "x" }}', [true, true, true]],
  ])('%j survives: %j', (snippet, expected) => {
    expect([...EDITORS.keys()].map((editor) => survives(snippet, editor))).toEqual(expected);
  });
});
