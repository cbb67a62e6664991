import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as unicode from '../../../src/jinja/values/unicode.ts';
import { splitWhitespace, strip } from '../../../src/jinja/values/split.ts';

type Digests = {
  predicates: Record<string, string>;
  mappings: Record<string, string>;
  contexts: Record<string, string>;
};

const digests = JSON.parse(
  readFileSync(new URL('../../../fixtures/jinja/values/unicode.json', import.meta.url), 'utf8'),
) as Digests;

const CODE_POINTS = 0x11_00_00;
const PREDICATES: Record<string, (text: string) => boolean> = {
  isalpha: unicode.isalpha,
  isdigit: unicode.isdigit,
  isdecimal: unicode.isdecimal,
  isnumeric: unicode.isnumeric,
  isalnum: unicode.isalnum,
  isspace: unicode.isspace,
  islower: unicode.islower,
  isupper: unicode.isupper,
  istitle: unicode.istitle,
  isidentifier: unicode.isidentifier,
  isprintable: unicode.isprintable,
};
const MAPPINGS: Record<string, (text: string) => string> = {
  upper: unicode.upper,
  lower: unicode.lower,
  title: unicode.title,
  capitalize: unicode.capitalize,
  casefold: unicode.casefold,
  swapcase: unicode.swapcase,
};
const CONTEXTS: Record<string, (char: string) => boolean> = {
  'sigma after A + char': (char) => unicode.lower(`A${char}Σ`).endsWith('ς'),
  'sigma after char': (char) => unicode.lower(`${char}Σ`).endsWith('ς'),
  'sigma before char': (char) => unicode.lower(`AΣ${char}`).charAt(1) === 'ς',
  'title after char': (char) => unicode.title(`${char}a`).endsWith('a'),
  'title inside char': (char) => unicode.title(`a${char}a`).endsWith('a'),
  'identifier with char': (char) => unicode.isidentifier(`a${char}`),
  'istitle A + char': (char) => unicode.istitle(`A${char}`),
  'istitle char + A': (char) => unicode.istitle(`${char}A`),
  'islower a + char': (char) => unicode.islower(`a${char}`),
  'isupper A + char': (char) => unicode.isupper(`A${char}`),
  'line break': (char) => unicode.splitlines(`a${char}a`, false).length === 2,
  'split at': (char) => splitWhitespace(`a${char}a`, -1).length === 2,
  strip: (char) => strip(`${char}a${char}`) === 'a',
};

function bits(holds: (char: string) => boolean): string {
  const hash = createHash('sha256');
  for (let start = 0; start < CODE_POINTS; start += 0x1_00_00) {
    let block = '';
    for (let code = start; code < start + 0x1_00_00; code += 1) {
      block += holds(String.fromCodePoint(code)) ? '1' : '0';
    }
    hash.update(block);
  }
  return hash.digest('hex');
}

function changes(map: (text: string) => string): string {
  const hash = createHash('sha256');
  for (let code = 0; code < CODE_POINTS; code += 1) {
    const char = String.fromCodePoint(code);
    const mapped = map(char);
    if (mapped !== char) hash.update(`${code.toString(16)}>${mapped}\n`);
  }
  return hash.digest('hex');
}

describe('every code point answers as in Python 3.11', () => {
  test.each(Object.entries(digests.predicates))('%s', (name, digest) => {
    expect(bits(PREDICATES[name] ?? (() => false))).toBe(digest);
  });
  test.each(Object.entries(digests.mappings))('%s', (name, digest) => {
    expect(changes(MAPPINGS[name] ?? String)).toBe(digest);
  });
  test.each(Object.entries(digests.contexts))('%s', (name, digest) => {
    expect(bits(CONTEXTS[name] ?? (() => false))).toBe(digest);
  });
});

describe('words', () => {
  test.each([
    ['ΟΔΥΣΣΕΥΣ ΣΑΣ', 'οδυσσευς σας'],
    ["ΑΣ'Σ ΑΣ. Σ", "ασ'ς ας. σ"],
    ['İSTANBUL', 'i̇stanbul'],
  ])('lower %s', (text, answer) => {
    expect(unicode.lower(text)).toBe(answer);
  });
  test.each([
    ['ǆabc ßen ﬁn', 'ǅabc Ssen Fin'],
    ["they're 3rd ΟΔΟΣ", "They'Re 3Rd Οδος"],
  ])('title %s', (text, answer) => {
    expect(unicode.title(text)).toBe(answer);
  });
  test('decimal digits have values in every script', () => {
    expect(Array.from('٣७𝟗9x²', (char) => unicode.decimalValue(char.codePointAt(0) ?? 0))).toEqual([
      3,
      7,
      9,
      9,
      undefined,
      undefined,
    ]);
  });
});
