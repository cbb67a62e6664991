import type { JinjaVersion } from '../values/types.ts';
import { namePattern, namePattern28 } from './characters.ts';
import type { TokenKind } from './tokens.ts';

/** One level of the arithmetic ladder, from loose to tight: operators of equal rank, read from left to right. */
type MathLevel = readonly TokenKind[];

/** Where the releases read a template differently. The letters are those of the table of divergences. */
export type Dialect = {
  /** What ends a line in the source (L11, L12). */
  readonly lineBreak: RegExp;
  /** `+` as a white-space mark at both ends of block and comment tags, and after `{{` (L13 to L17). */
  readonly plusMarks: boolean;
  /** What `lstripBlocks` takes away before a tag: a pattern for the whole of it (L18). */
  readonly indent: RegExp;
  /** Whether the white space that `{%-` strips counts as part of the tag, so that the tag begins lines above. */
  readonly spaceInTag: boolean;
  /** Patterns of the literals (L1 to L7) and names (L8 to L10), for `u` expressions. */
  readonly float: string;
  readonly integer: string;
  readonly name: () => string;
  /** What is in front of the pattern of plain names: on Python 2 none begins right after a digit. */
  readonly nameStart: string;
  /** Whether numbers are read by Python's literal rules (prefixes, exponents) or as plain runs of digits. */
  readonly pythonNumbers: boolean;
  /** Whether a name must also be a Python identifier (L8). */
  readonly identifiers: boolean;
  /** Ranks of `+ - ~ * / // % **` (E1, E2). */
  readonly math: readonly MathLevel[];
  /** The argument of a test without parentheses: one operand, or a whole expression (E7 to E9). */
  readonly testArgument: 'operand' | 'expression';
  /** Keyword arguments after `*args` (E11). */
  readonly keywordAfterStar: boolean;
  /** `ns.attr` as a target of set (S13, S14): never, by looking ahead, or wherever a name may be. */
  readonly namespaceTargets: 'none' | 'ahead' | 'anywhere';
  /** `{% set x | upper %}` (S15). */
  readonly setFilters: boolean;
  /** `{% block b required %}` (T10), and what happens to a tag in its body. */
  readonly requiredBlocks: 'none' | 'attribute-error' | 'refused';
  /** `{% from x import a, %}` and an empty list (T3). */
  readonly trailingImportComma: boolean;
};

const JINJA_3_1: Dialect = {
  lineBreak: /\r\n|\r|\n/g,
  plusMarks: true,
  indent: /^[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/,
  spaceInTag: false,
  float: String.raw`(?<!\.)\p{Nd}+(?:_\p{Nd}+)*(?:(?:\.\p{Nd}+(?:_\p{Nd}+)*)?[eE][+-]?\p{Nd}+(?:_\p{Nd}+)*|\.\p{Nd}+(?:_\p{Nd}+)*)`,
  integer: String.raw`0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|0[xX](?:_?[\p{Nd}a-fA-F])+|[1-9](?:_?\p{Nd})*|0(?:_?0)*`,
  name: namePattern,
  nameStart: '',
  pythonNumbers: true,
  identifiers: true,
  math: [['add', 'sub'], ['tilde'], ['mul', 'div', 'floordiv', 'mod'], ['pow']],
  testArgument: 'operand',
  keywordAfterStar: true,
  namespaceTargets: 'ahead',
  setFilters: true,
  requiredBlocks: 'attribute-error',
  trailingImportComma: false,
};

const JINJA_2_8: Dialect = {
  lineBreak: /\r\n|[\n-\r\x1c-\x1e\x85\u2028\u2029]/g,
  plusMarks: false,
  indent: /^[ \t]+$/,
  spaceInTag: true,
  float: String.raw`(?<!\.)\p{Nd}+\.\p{Nd}+`,
  integer: String.raw`\p{Nd}+`,
  name: namePattern28,
  nameStart: '',
  pythonNumbers: false,
  identifiers: false,
  math: [['add'], ['sub'], ['tilde'], ['mul'], ['div'], ['floordiv'], ['mod'], ['pow']],
  testArgument: 'expression',
  keywordAfterStar: false,
  namespaceTargets: 'none',
  setFilters: false,
  requiredBlocks: 'none',
  trailingImportComma: true,
};

const DIALECTS: { readonly [V in JinjaVersion]: Dialect } = {
  '3.1': JINJA_3_1,
  '3.1.6': { ...JINJA_3_1, namespaceTargets: 'anywhere', requiredBlocks: 'refused' },
  '2.8': JINJA_2_8,
  '2.8-python2': {
    ...JINJA_2_8,
    name: () => String.raw`\b[A-Za-z_][A-Za-z0-9_]*\b`,
    nameStart: String.raw`\b`,
  },
};

/** How a release of Jinja reads templates. */
export function dialectOf(version: JinjaVersion): Dialect {
  return DIALECTS[version];
}
