import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { skeleton, Skeletons } from '../../src/lint/skeleton.ts';

const VALUES = [
  'a"b',
  "a'b",
  'x',
  'a b',
  'a>b',
  'a<b',
  '&amp;',
  '"',
  '" c="d',
  'a=b',
  '/',
  '',
  '" >',
];

/** Tags with a value in an attribute, and other places. */
const TAGS: readonly ((value: string) => string)[] = [
  (value) => `<td style="color:${value}">`,
  (value) => `<a href='${value}'>`,
  (value) => `<img alt=${value}>`,
  (value) => `<img alt="${value}"/>`,
  (value) => `<svg><path d="${value}"/>`,
  (value) => `<textarea title="${value}">`,
  (value) => `<script data-x="${value}">`,
  (value) => `<option value=${value} selected>`,
  (value) => `<table width="${value}"><tr><td>`,
  (value) => `</td e="${value}">`,
  (value) => `<!-- ${value} -->`,
  (value) => `<p>${value}</p>`,
  (value) => `<p ${value}>`,
];

const FILLERS = [
  '',
  'text',
  '</td>',
  '<tr>',
  '</table>',
  '<b>',
  '</a>',
  '</script>',
  '"',
  "'",
  '>',
];

test('two texts differ where their elements do, read as a whole', () => {
  const part = fc.tuple(fc.constantFrom(...FILLERS), fc.constantFrom(...TAGS));
  const value = fc.constantFrom(...VALUES);
  const parts = fc.array(part, { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(parts, fc.nat(3), value, value, value, (drawn, at, one, other, rest) => {
      const text = (tried: string): string =>
        drawn
          .map(([filler, tag], k) => filler + tag(k === at % drawn.length ? tried : rest))
          .join('');
      const [html, changed] = [text(one), text(other)];
      const differ = skeleton(html) !== skeleton(changed);
      expect(new Skeletons().differ(html, changed)).toBe(differ);
    }),
    { numRuns: 2000 },
  );
});
