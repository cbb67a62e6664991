import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { linksOf, parsedLinks } from '../../src/campaign/links.ts';
import { plainLinks } from '../../src/campaign/plain-html.ts';

const RUNS = 1500;

/** Pieces of HTML, plain and other ones, whose sequences a parser reads in all its ways. */
const PIECES = [
  '<!DOCTYPE html>',
  '<html>',
  '<head>',
  '</head>',
  '<body>',
  '</body>',
  '<title>a &amp; b</title>',
  '<title>https://x.test/t</title>',
  '<style>a { b: "<p>" }</style>',
  '<style>',
  '</style>',
  '<script>"</p>"</script>',
  '<script><!--',
  '<table>',
  '<table width="1">',
  '</table>',
  '<tbody>',
  '</tbody>',
  '<tr>',
  '</tr>',
  '<td>',
  '</td>',
  '<th>',
  '<caption>',
  '</caption>',
  '<col>',
  '<p>',
  '</p>',
  '<br>',
  '</br>',
  '<div class="a">',
  '</div>',
  '<b>',
  '</b>',
  '<img src="x.png" alt="">',
  '<a href="https://x.test/1">',
  '<a href="https://x.test/2?a=1&b=2">',
  '<a href="https://x.test/3?a=1&amp;sig=2&copy=3&reg">',
  "<A HREF='https://x.test/4' >",
  '<a href=https://x.test/5>',
  '<a class="x" href = "https://x.test/6" href="y">',
  '<a title=" href=q" href="https://x.test/7">',
  '<a href>',
  '<a href="">',
  '<a data-href="z" hreflang="de">',
  '<a href="https://x.test/8',
  '">',
  '</a>',
  '</a >',
  '<area href="https://x.test/9">',
  '<link href="https://x.test/10">',
  '<base href="https://x.test/11">',
  '<tr href="https://x.test/12">',
  '<select>',
  '</select>',
  '<option>',
  '<svg>',
  '</svg>',
  '<template>',
  '<noscript>',
  '</noscript>',
  '<textarea>',
  '</textarea>',
  '<form>',
  '<input type="hidden">',
  '<!-- c -->',
  '<!--[if mso]><a href="https://x.test/13"><![endif]-->',
  '<!--> <a href="https://x.test/14"> -->',
  '<![if !mso]>',
  '<?x?>',
  '< b',
  '&nbsp;',
  '&#104;ttp://x.test/15',
  'http:&#47;/x.test/16',
  'text ',
  'https://x.test/17 ',
  '\n',
  '\r',
  '>',
];

/** Those that are plain alone or after what opens them. */
const PLAIN = PIECES.filter((piece) => plainLinks(`<table><tr><td>${piece}`) !== undefined);

test.each([
  ['any', PIECES, 14],
  ['plain', PLAIN, 30],
])('links of HTML of %s pieces are those that a parser finds', (_, pieces, maxLength) => {
  let plain = 0;
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength }), (chosen) => {
      const html = chosen.join('');
      if (plainLinks(html) !== undefined) plain += 1;
      expect(linksOf(html, true)).toEqual(parsedLinks(html, true));
    }),
    { numRuns: RUNS },
  );
  expect(plain).toBeGreaterThan(RUNS / 20);
});

test.each(['loyalty-card', 'coupon'])('the mail of %s is plain', (name) => {
  const html = readFileSync(
    new URL(`../../templates/${name}/email.html.jinja`, import.meta.url),
    'utf8',
  )
    .replaceAll(/\{#.*?#\}/gs, '')
    .replaceAll('{{longURL}}', 'https://pub1.pskt.io/c/a?data=x&sig=y&utm_source=z')
    .replaceAll(/\{\{.*?\}\}/gs, 'Ada');
  expect(plainLinks(html)).not.toBeUndefined();
  expect(linksOf(html, true)).toEqual(parsedLinks(html, true));
});
