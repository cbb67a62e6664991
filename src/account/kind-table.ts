import type { DocumentCodes, Tree } from '../documents/index.ts';

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
 * How people call a file of a kind, how it looks and where it is named, as hints say it. `name` is the name by which files of the
 * kind are found, also as `NAME.name.yaml` unless it is `exact`. `keys` are those that tell it, with the kind of value where files
 * of other kinds have the same key; one of the first `alone` of them is enough. A kind without such keys may have any.
 */
export type KindSpec = {
  readonly what: string;
  readonly looks: string;
  readonly use: string;
  readonly name?: FileName;
  readonly keys: readonly (readonly [key: string, value?: Tree['kind']])[];
  readonly alone?: number;
  readonly codes: KindCodes;
};

/** A name of files, with the endings that it may have; `exact` where nothing may be in front of it. */
export type FileName = {
  readonly stem: string;
  readonly endings: readonly string[];
  readonly exact?: true;
};

/** The codes of fixtures, and of files of which no kind is expected. */
export const FIXTURE: KindCodes = {
  syntax: 'fixture/syntax',
  duplicate: 'fixture/duplicate-key',
  other: 'fixture/other-file',
};

/** Every kind of file; one that is told by its keys is looked for in this order. */
export const KINDS: ReadonlyMap<FileKind, KindSpec> = new Map<FileKind, KindSpec>([
  [
    'map',
    {
      what: 'a field map',
      looks: 'a field map has smartpass: 1, project: and fields:',
      use: 'the template names the field map: {# smartpass: fieldmap.yaml #}',
      name: { stem: 'fieldmap', endings: ['yaml', 'yml', 'json'] },
      keys: [['smartpass'], ['fields', 'map'], ['project']],
      alone: 2,
      codes: { syntax: 'map/syntax', duplicate: 'map/duplicate-key', other: 'map/other-file' },
    },
  ],
  [
    'campaign',
    {
      what: 'a campaign file',
      looks: 'a campaign file has campaign:, channel:, template: and users:',
      use: 'preview and test take the campaign file',
      name: { stem: 'campaign', endings: ['yaml', 'yml'] },
      keys: [
        ['campaign', 'text'],
        ['channel', 'text'],
        ['template'],
        ['message', 'map'],
        ['users', 'text'],
      ],
      alone: 1,
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
      name: { stem: 'smartpass.config', endings: ['yaml'], exact: true },
      alone: 1,
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
      alone: 1,
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
      name: { stem: 'package', endings: ['json'], exact: true },
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

/** Whether a file is YAML or JSON by its name, as every file that people write is but templates and tables. */
export function isYamlFile(file: string): boolean {
  return /\.(?:ya?ml|json)$/i.test(file);
}
