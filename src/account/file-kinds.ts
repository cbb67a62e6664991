import { readTree, type DocumentCodes, type ReadTree, type Tree } from '../documents/index.ts';
import type { Finding, Span } from '../diagnostics/index.ts';

/** The name of the file that the configuration is kept in. */
export const CONFIG_FILE = 'smartpass.config.yaml';

/** The kinds of files that people write, or name by mistake. */
export type FileKind =
  | 'map'
  | 'campaign'
  | 'config'
  | 'user'
  | 'products'
  | 'answers'
  | 'blocks'
  | 'table'
  | 'template'
  | 'package';

/** The codes of what can be wrong with a kind of file: that it is broken, a key twice, another kind. */
type KindCodes = DocumentCodes & { readonly other: string };

/**
 * How people call a file of a kind, how it looks and where it is named, as hints say it. `keys` are those that tell it, with the
 * kind of value where files of other kinds have the same key. A kind without such keys may have any.
 */
type KindSpec = {
  readonly what: string;
  readonly looks: string;
  readonly use: string;
  readonly keys: readonly (readonly [key: string, value?: Tree['kind']])[];
  readonly codes: KindCodes;
};

const FIXTURE: KindCodes = {
  syntax: 'fixture/syntax',
  duplicate: 'fixture/duplicate-key',
  other: 'fixture/other-file',
};

const KINDS: ReadonlyMap<FileKind, KindSpec> = new Map<FileKind, KindSpec>([
  [
    'map',
    {
      what: 'a field map',
      looks: 'a field map has smartpass: 1, project: and fields:',
      use: 'the template names the field map: {# smartpass: fieldmap.yaml #}',
      keys: [['smartpass'], ['fields'], ['project']],
      codes: { syntax: 'map/syntax', duplicate: 'map/duplicate-key', other: 'map/other-file' },
    },
  ],
  [
    'campaign',
    {
      what: 'a campaign file',
      looks: 'a campaign file has campaign:, channel:, template: and users:',
      use: 'preview and test take the campaign file',
      keys: [['campaign', 'text'], ['channel'], ['template']],
      codes: {
        syntax: 'campaign/not-yaml',
        duplicate: 'campaign/duplicate-key',
        other: 'campaign/other-file',
      },
    },
  ],
  [
    'config',
    {
      what: 'the configuration of an account',
      looks: 'the configuration has profile:',
      use: `${CONFIG_FILE} is found by itself above a campaign file`,
      keys: ['profile', 'workspace', 'lint', 'events'].map((key) => [key, 'map'] as const),
      codes: { ...FIXTURE, other: 'profile/other-file' },
    },
  ],
  [
    'user',
    {
      what: 'a fixture user',
      looks: 'a fixture user has user: and its attributes below',
      use: 'the campaign file names its fixture users: users: ../users/*.yaml',
      keys: ['user', 'event', 'business-event'].map((key) => [key, 'map'] as const),
      codes: FIXTURE,
    },
  ],
  [
    'package',
    {
      what: 'a package.json',
      looks: 'a package.json has name: and version:',
      use: 'npm reads the package.json',
      keys: [['dependencies'], ['devDependencies'], ['scripts']],
      codes: FIXTURE,
    },
  ],
  [
    'products',
    {
      what: 'product sets',
      looks: 'product sets are lists of items, by the name of the set',
      use: 'the campaign file names its product sets: product-sets: FILE',
      keys: [],
      codes: FIXTURE,
    },
  ],
  [
    'answers',
    {
      what: 'recorded Content API answers',
      looks: 'answers are by the name of the Content API',
      use: 'the campaign file names recorded answers: content-api: FILE',
      keys: [],
      codes: FIXTURE,
    },
  ],
  [
    'blocks',
    {
      what: 'content blocks',
      looks: 'content blocks are texts, by the name of the block',
      use: 'the campaign file names its content blocks: content-blocks: FILE',
      keys: [],
      codes: FIXTURE,
    },
  ],
  [
    'table',
    {
      what: 'a CSV table',
      looks: 'a table has a header and rows, with commas between the cells',
      use: 'the campaign file names its tables: aux: [FILE]',
      keys: [],
      codes: FIXTURE,
    },
  ],
  [
    'template',
    {
      what: 'a template',
      looks: 'a template holds the message',
      use: 'the campaign file names its template: template: FILE',
      keys: [],
      codes: FIXTURE,
    },
  ],
]);

/** A kind of file that is YAML or JSON. */
export type ReadableKind = Exclude<FileKind, 'table' | 'template' | 'package'>;

/**
 * Reads a file that should be of a kind. One that is of another kind by its keys, or is no such file at all, is that one finding;
 * a broken one its errors of syntax. Keys that are given twice come with the tree.
 */
export function readKind(text: string, file: string, kind: ReadableKind): ReadTree {
  const read = readTree(text, file, KINDS.get(kind)?.codes ?? FIXTURE);
  const other = otherKind(text, read.tree, kind);
  return other === undefined ? read : { findings: [told(other, kind, file)] };
}

/** Says of a file that should be a table of CSV that it is YAML, JSON or HTML of some kind; undefined where it may be one. */
export function otherThanTable(text: string, file: string): Finding | undefined {
  if (!/^\s*(?:[<{[]|[\w"' -]+:(?:\s|$))/.test(text)) return undefined;
  const { tree } = readTree(text, file, FIXTURE);
  const other = otherKind(text, tree, 'table');
  return other && told(other, 'table', file);
}

type Found = readonly [kind: FileKind, span: Span];

function told([found, span]: Found, expected: FileKind, file: string): Finding {
  const [is, wanted] = [KINDS.get(found), KINDS.get(expected)];
  const message = `this is ${is?.what}, not ${wanted?.what}`;
  const hint = `${wanted?.looks}; ${is?.use}`;
  const code = wanted?.codes.other ?? FIXTURE.other;
  return { code, severity: 'error', message, hint, file, span };
}

/** Two lines of cells. */
const TABLE = /^[^\n:]*,[^\n:]*\n[^\n:]*,/;

const START: Span = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };

/** Which other kind a file is of, and by what; undefined where it may be of the kind that is expected. */
function otherKind(text: string, tree: Tree | undefined, expected: FileKind): Found | undefined {
  const own = KINDS.get(expected)?.keys ?? [];
  if (tree?.kind !== 'map') {
    if (own.some(([key]) => new RegExp(`^${key}\\s*:`, 'm').test(text))) return undefined;
    if (isTemplate(text, own.length > 0)) return ['template', START];
    return tree?.kind === 'text' && TABLE.test(text) ? ['table', START] : undefined;
  }
  if (keysOf(tree, expected).length > 0) return undefined;
  // Where any key may be meant, one that another kind has as well says nothing yet.
  const least = own.length === 0 && expected !== 'table' ? 2 : 1;
  for (const kind of KINDS.keys()) {
    const [first, ...more] = keysOf(tree, kind);
    if (first !== undefined && more.length + 1 >= least) return [kind, first];
  }
  return undefined;
}

/** The places of the keys that tell a kind. */
function keysOf({ entries }: Tree, kind: FileKind): readonly Span[] {
  return (KINDS.get(kind)?.keys ?? []).flatMap(([key, value]) => {
    const entry = entries.get(key);
    const isMeant = entry !== undefined && (value === undefined || entry.tree.kind === value);
    return isMeant ? [entry.keySpan] : [];
  });
}

/** Whether a text is HTML, or holds Jinja where a file of the kind that is expected would rather not. */
function isTemplate(text: string, isPlain: boolean): boolean {
  return /^\s*</.test(text) || (isPlain && /\{%|\{\{[^{}]*\}\}/.test(text.slice(0, 2000)));
}
