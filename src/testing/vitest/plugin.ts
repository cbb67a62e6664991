import { relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultInclude, type Plugin } from 'vitest/config';
import { readKind } from '../../account/index.ts';
import { fitsPath, loadCampaign } from '../../campaign/index.ts';
import { treeAt } from '../../documents/index.ts';
import { NodeFiles } from './node-files.ts';

/** Which files are campaign files, unless the plugin is told. */
export const CAMPAIGN_PATTERNS: readonly string[] = [
  '**/campaign.{yaml,yml}',
  '**/*.campaign.{yaml,yml}',
];

/** `include` are patterns of campaign files from the root; `allowOutside` lets them name files outside of their project. */
export type CampaignsOptions = {
  readonly include?: readonly string[];
  readonly allowOutside?: boolean;
};

const RUNTIME = 'smartpass:runtime';

/**
 * The plugin of vite that makes suites of vitest out of campaign files: put it into `plugins` of a `vitest.config.ts`. In watch
 * mode a suite runs again when its template, field map, profile or one of its users changes.
 */
export function campaigns(options: CampaignsOptions = {}): Plugin {
  const include = [...(options.include ?? CAMPAIGN_PATTERNS)];
  const { allowOutside = false } = options;
  const dependencies = new Dependencies(allowOutside);
  let root = process.cwd();
  return {
    name: 'smartpass:campaigns',
    enforce: 'pre',
    config(config) {
      root = resolve(config.test?.root ?? config.root ?? process.cwd());
      const others = config.test?.include === undefined ? defaultInclude : [];
      const trigger = {
        pattern: /\.(?:ya?ml|json|jinja|html|txt|csv)$/,
        testsToRun: (file: string) => [...dependencies.of(file)],
      };
      const own = config.test?.snapshotEnvironment;
      return {
        test: {
          include: [...others, ...include],
          watchTriggerPatterns: [trigger],
          ...(own === undefined && { snapshotEnvironment: fileBeside('snapshot-environment') }),
        },
      };
    },
    configResolved(config) {
      root = config.root;
    },
    resolveId(id) {
      return id === RUNTIME ? fileBeside('runtime') : undefined;
    },
    async transform(text, id) {
      const file = id.split('?')[0] ?? id;
      const path = relative(root, file).split(sep).join('/');
      if (!include.some((pattern) => fitsPath(path, pattern))) return undefined;
      const found = await dependencies.find(path, root);
      for (const dependency of found) this.addWatchFile(dependency);
      return { code: moduleOf(text, file, root, allowOutside), map: { mappings: '' } };
    },
  };
}

/** The path of another file of this folder, compiled or not. */
function fileBeside(name: string): string {
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return fileURLToPath(new URL(`./${name}.${ending}`, import.meta.url));
}

/**
 * The module of a campaign file. It has as many lines as the file, and each test is declared in the line in which it is
 * there: what vitest knows of places is true without a source map.
 */
export function moduleOf(text: string, file: string, root: string, allowOutside = false): string {
  const open = JSON.stringify({ file, root, allowOutside });
  const lines = text.split('\n').map(() => '');
  const starts = testLines(text, file);
  // Static imports would be hoisted into lines of their own.
  lines[0] = [
    `const { describe, expect, test } = await import(${JSON.stringify('vitest')});`,
    `const { openCampaignModule } = await import(${JSON.stringify(RUNTIME)});`,
    `const campaign = await openCampaignModule({ describe, expect, test }, ${open});`,
    starts.length === 0 ? 'campaign.declareNone();' : '',
  ].join(' ');
  for (const [index, line] of starts.entries())
    lines[line - 1] = `${lines[line - 1] ?? ''} campaign.declare(${index});`.trimStart();
  return lines.join('\n');
}

function testLines(text: string, file: string): readonly number[] {
  const { tree } = readKind(text, file, 'campaign');
  return (treeAt(tree, 'tests')?.items ?? []).map(({ span }) => span.start.line);
}

/** Which campaign depends on which files, so that a change of one runs the tests of the other. */
class Dependencies {
  readonly #allowOutside: boolean;
  readonly #byCampaign: Map<string, { files: ReadonlySet<string>; patterns: readonly string[] }> =
    new Map();

  constructor(allowOutside: boolean) {
    this.#allowOutside = allowOutside;
  }

  /** Finds what a campaign reads, and gives the absolute paths. A broken campaign depends on what could be read. */
  async find(path: string, root: string): Promise<readonly string[]> {
    const files = new NodeFiles(root);
    await loadCampaign(path, files, { allowOutside: this.#allowOutside }).catch(() => undefined);
    const read = new Set([...files.paths].map((file) => files.resolve(file)));
    const patterns = [...files.patterns].map((pattern) => posix(files.resolve(pattern)));
    this.#byCampaign.set(files.resolve(path), { files: read, patterns });
    return [...read];
  }

  /** The campaigns that read a file, or will, now that it is there. */
  *of(file: string): Generator<string, void, undefined> {
    for (const [campaign, { files, patterns }] of this.#byCampaign)
      if (files.has(file) || patterns.some((pattern) => fitsPath(posix(file), pattern)))
        yield campaign;
  }
}

function posix(path: string): string {
  return path.split(sep).join('/');
}
