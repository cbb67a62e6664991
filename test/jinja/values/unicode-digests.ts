import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as unicode from '../../../src/jinja/values/unicode.ts';
import { splitWhitespace, strip } from '../../../src/jinja/values/split.ts';

/** The first two planes of Unicode, where nearly all letters are, and the other fifteen. */
export type Part = 'low' | 'high';

type Digests = Readonly<Record<string, Readonly<Record<Part, string>>>>;

const RANGES: Readonly<Record<Part, readonly [number, number]>> = {
  low: [0, 0x2_00_00],
  high: [0x2_00_00, 0x11_00_00],
};

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

/** What Python 3.11 answers for every code point, as digests (`test/oracle/unicode.py` recorded them). */
const recorded = JSON.parse(readFileSync('fixtures/jinja/values/unicode.json', 'utf8')) as {
  readonly predicates: Digests;
  readonly mappings: Digests;
  readonly contexts: Digests;
};

/** A digest of what our function answers for a part of the code points, and the one of Python's answers. */
export type Digest = {
  readonly name: string;
  readonly ours: (part: Part) => string;
  readonly pythons: (part: Part) => string | undefined;
};

/** Every predicate, mapping and context that is recorded. */
export const DIGESTS: readonly Digest[] = [
  ...Object.entries(recorded.predicates).map(([name, digests]): Digest => ({
    name,
    ours: (part) => bits(PREDICATES[name] ?? (() => false), part),
    pythons: (part) => digests[part],
  })),
  ...Object.entries(recorded.mappings).map(([name, digests]): Digest => ({
    name,
    ours: (part) => changes(MAPPINGS[name] ?? String, part),
    pythons: (part) => digests[part],
  })),
  ...Object.entries(recorded.contexts).map(([name, digests]): Digest => ({
    name,
    ours: (part) => bits(CONTEXTS[name] ?? (() => false), part),
    pythons: (part) => digests[part],
  })),
];

function bits(holds: (char: string) => boolean, part: Part): string {
  const [start, end] = RANGES[part];
  const hash = createHash('sha256');
  for (let block = start; block < end; block += 0x1_00_00) {
    let text = '';
    for (let code = block; code < block + 0x1_00_00; code += 1)
      text += holds(String.fromCodePoint(code)) ? '1' : '0';
    hash.update(text);
  }
  return hash.digest('hex');
}

function changes(map: (text: string) => string, part: Part): string {
  const [start, end] = RANGES[part];
  const hash = createHash('sha256');
  for (let code = start; code < end; code += 1) {
    const char = String.fromCodePoint(code);
    const mapped = map(char);
    if (mapped !== char) hash.update(`${code.toString(16)}>${mapped}\n`);
  }
  return hash.digest('hex');
}
