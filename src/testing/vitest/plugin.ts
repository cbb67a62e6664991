import { relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultInclude, type Plugin } from 'vitest/config';
import { nobleHashes, readKind } from '../../account/index.ts';
import { CAMPAIGN_PATTERNS, fitsPath, loadCampaign } from '../../campaign/index.ts';
import { treeAt } from '../../documents/index.ts';
import { loadLoop, LOOP_PATTERNS, scenarioLines } from '../../events/index.ts';
import { portableCrypto } from '../../passkit/index.ts';
import { NodeFiles } from './node-files.ts';

/** `include` are patterns of campaign files and files of scenarios from the root; `allowOutside` lets them name files outside of their project. */
export type CampaignsOptions = {
  readonly include?: readonly string[];
  readonly allowOutside?: boolean;
};

const RUNTIME = 'smartpass:runtime';
const LOOP_RUNTIME = 'smartpass:loop-runtime';

/** The files that the suites load. */
const RUNTIMES: ReadonlyMap<string, string> = new Map([
  [RUNTIME, 'runtime'],
  [LOOP_RUNTIME, 'loop-runtime'],
]);

/**
 * The plugin of vite that makes suites of vitest out of campaign files: put it into `plugins` of a `vitest.config.ts`. In watch
 * mode a suite runs again when its template, field map, profile or one of its users changes.
 */
export function campaigns(options: CampaignsOptions = {}): Plugin {
  const include = [...(options.include ?? [...CAMPAIGN_PATTERNS, ...LOOP_PATTERNS])];
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
      const name = RUNTIMES.get(id);
      return name === undefined ? undefined : fileBeside(name);
    },
    async transform(text, id) {
      const file = id.split('?')[0] ?? id;
      const path = relative(root, file).split(sep).join('/');
      if (!include.some((pattern) => fitsPath(path, pattern))) return undefined;
      const isLoop = LOOP_PATTERNS.some((pattern) => fitsPath(path, pattern));
      const found = await dependencies.find(path, root, isLoop);
      for (const dependency of found) this.addWatchFile(dependency);
      const write = isLoop ? loopModuleOf : moduleOf;
      return { code: write(text, file, root, allowOutside), map: { mappings: '' } };
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
  return declared(lines, starts, 'campaign');
}

/** The module of a file of scenarios, in the same way. */
export function loopModuleOf(
  text: string,
  file: string,
  root: string,
  allowOutside = false,
): string {
  const open = JSON.stringify({ file, root, allowOutside });
  const lines = text.split('\n').map(() => '');
  lines[0] = [
    `const { test } = await import(${JSON.stringify('vitest')});`,
    `const { openLoopModule } = await import(${JSON.stringify(LOOP_RUNTIME)});`,
    `const loop = await openLoopModule({ test }, ${open});`,
  ].join(' ');
  return declared(lines, scenarioLines(text, file), 'loop');
}

function declared(lines: string[], starts: readonly number[], name: string): string {
  for (const [index, line] of starts.entries())
    lines[line - 1] = `${lines[line - 1] ?? ''} ${name}.declare(${index});`.trimStart();
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

  /** Finds what a campaign, or a file of scenarios, reads, and gives the absolute paths. A broken one depends on what could be read. */
  async find(path: string, root: string, isLoop: boolean): Promise<readonly string[]> {
    const files = new NodeFiles(root);
    const allowOutside = this.#allowOutside;
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    const hashing = { hashes: nobleHashes, crypto: portableCrypto };
    const reading: Promise<unknown> = isLoop
      ? loadLoop(folder, files, { allowOutside, ...hashing })
      : loadCampaign(path, files, { allowOutside });
    await reading.catch(() => undefined);
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
