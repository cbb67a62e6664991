import { readTree, type DocumentCodes, type ReadTree, type Tree } from '../documents/index.ts';
import type { Span } from '../diagnostics/index.ts';

/** The name of the file that the configuration is kept in. */
export const CONFIG_FILE = 'smartpass.config.yaml';

/** The kinds of files that are told from each other by their keys. */
export type FileKind = 'map' | 'campaign' | 'config' | 'user' | 'package' | 'template' | 'table';

/**
 * How people call a file of that kind, how it looks and how it is used, as hints say it. `keys` are those of which a file of
 * the kind has at least one, with the kind of value where others have the same key.
 */
type KindSpec = {
  readonly what: string;
  readonly looks: string;
  readonly use: string;
  readonly keys: readonly (readonly [key: string, value?: Tree['kind']])[];
};

const KINDS: ReadonlyMap<FileKind, KindSpec> = new Map<FileKind, KindSpec>([
  [
    'map',
    {
      what: 'a field map',
      looks: 'a field map has smartpass: 1, project: and fields:',
      use: 'the template names the field map: {# smartpass: fieldmap.yaml #}',
      keys: [['smartpass'], ['fields'], ['project']],
    },
  ],
  [
    'campaign',
    {
      what: 'a campaign file',
      looks: 'a campaign file has campaign:, channel:, template: and users:',
      use: 'preview and test take the campaign file',
      keys: [['campaign', 'text'], ['channel'], ['template']],
    },
  ],
  [
    'config',
    {
      what: 'the configuration of an account',
      looks: 'the configuration has profile:',
      use: `${CONFIG_FILE} is found by itself above a campaign file`,
      keys: [
        ['profile', 'map'],
        ['workspace', 'map'],
        ['lint', 'map'],
        ['events', 'map'],
      ],
    },
  ],
  [
    'user',
    {
      what: 'a fixture user',
      looks: 'a fixture user has user: and its attributes below',
      use: 'the campaign file names its fixture users: users: ../users/*.yaml',
      keys: [
        ['user', 'map'],
        ['event', 'map'],
        ['business-event', 'map'],
      ],
    },
  ],
  [
    'package',
    {
      what: 'a package.json',
      looks: 'a package.json has name: and version:',
      use: 'npm reads the package.json',
      keys: [['dependencies'], ['devDependencies'], ['scripts']],
    },
  ],
  [
    'template',
    {
      what: 'a template',
      looks: 'a template holds the message',
      use: 'the campaign file names its template: template: FILE',
      keys: [],
    },
  ],
  [
    'table',
    {
      what: 'a CSV table',
      looks: 'a table has a header and rows',
      use: 'the campaign file names its tables: aux: [FILE]',
      keys: [],
    },
  ],
]);

/** A kind of file that is read, and the codes of what can be wrong with it. */
export type ReadableKind = 'map' | 'campaign' | 'config' | 'user';

const CODES: ReadonlyMap<ReadableKind, DocumentCodes & { readonly other: string }> = new Map([
  ['map', { syntax: 'map/syntax', duplicate: 'map/duplicate-key', other: 'map/other-file' }],
  [
    'campaign',
    {
      syntax: 'campaign/not-yaml',
      duplicate: 'campaign/duplicate-key',
      other: 'campaign/other-file',
    },
  ],
  [
    'config',
    { syntax: 'fixture/syntax', duplicate: 'fixture/duplicate-key', other: 'profile/other-file' },
  ],
  [
    'user',
    { syntax: 'fixture/syntax', duplicate: 'fixture/duplicate-key', other: 'fixture/other-file' },
  ],
] as const);

/** The codes of a file of fixtures whose keys may be anything. */
export const FIXTURE_CODES: DocumentCodes = {
  syntax: 'fixture/syntax',
  duplicate: 'fixture/duplicate-key',
};

/**
 * Reads a file that should be of a kind. One that is of another kind by its keys, or a template, is that one finding; a broken
 * one its errors of syntax. Keys that are given twice come with the tree.
 */
export function readKind(text: string, file: string, kind: ReadableKind): ReadTree {
  const codes = CODES.get(kind) ?? { ...FIXTURE_CODES, other: 'fixture/other-file' };
  const read = readTree(text, file, codes);
  const other = otherKind(text, read.tree, kind);
  if (other === undefined) return read;
  const [found, span] = other;
  const [is, wanted] = [KINDS.get(found), KINDS.get(kind)];
  const message = `this is ${is?.what}, not ${wanted?.what}`;
  const hint = `${wanted?.looks}; ${is?.use}`;
  return { findings: [{ code: codes.other, severity: 'error', message, hint, file, span }] };
}

/** Two lines of cells. */
const TABLE = /^[^\n:]*,[^\n:]*\n[^\n:]*,/;

const START: Span = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };

/** Which other kind a file is of, and by what; undefined where it may be of the kind that is expected. */
function otherKind(
  text: string,
  tree: Tree | undefined,
  expected: ReadableKind,
): readonly [FileKind, Span] | undefined {
  if (tree?.kind !== 'map') {
    const isOwn = (KINDS.get(expected)?.keys ?? []).some(([key]) =>
      new RegExp(`^${key}\\s*:`, 'm').test(text),
    );
    if (isOwn) return undefined;
    if (isTemplate(text)) return ['template', START];
    return tree?.kind === 'text' && TABLE.test(text) ? ['table', START] : undefined;
  }
  if (keyOf(tree, expected) !== undefined) return undefined;
  for (const kind of KINDS.keys()) {
    const span = keyOf(tree, kind);
    if (span !== undefined) return [kind, span];
  }
  return undefined;
}

/** The place of the first key that tells a kind. */
function keyOf({ entries }: Tree, kind: FileKind): Span | undefined {
  for (const [key, value] of KINDS.get(kind)?.keys ?? []) {
    const entry = entries.get(key);
    if (entry !== undefined && (value === undefined || entry.tree.kind === value))
      return entry.keySpan;
  }
  return undefined;
}

function isTemplate(text: string): boolean {
  return /^\s*</.test(text) || /\{%|\{\{[^{}]*\}\}/.test(text.slice(0, 2000));
}
