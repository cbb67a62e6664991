import { relative, resolve, sep } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { CliOptions, Reporter, TestCase, TestModule } from 'vitest/node';

/**
 * How campaign files are tested. `files` are absolute paths. `update`: `new` records missing snapshots, `all` every one,
 * `none` nothing. `afterRun` is called when a run, in watch mode each one, has ended. `extra` are options of vitest's own. With `allowOutside`
 * campaigns may name files outside of their project.
 */
type TestRunOptions = {
  readonly cwd: string;
  readonly files: readonly string[];
  readonly watch: boolean;
  readonly update: 'all' | 'new' | 'none';
  readonly testNamePattern?: string | undefined;
  readonly reporters: readonly string[];
  readonly outputFile?: string | Readonly<Record<string, string>> | undefined;
  readonly bail?: number | undefined;
  readonly extra: readonly string[];
  readonly allowOutside?: boolean;
  readonly streams: {
    readonly stdin: Readable;
    readonly stdout: Writable;
    readonly stderr: Writable;
  };
  readonly afterRun: () => Promise<void>;
};

/** One test as it ended. `line` counts from 1 in `file`, which is a path from the folder of the run. */
type TestAnswer = {
  readonly file: string;
  readonly name: string;
  readonly state: 'passed' | 'failed' | 'skipped' | 'pending';
  readonly line?: number;
  readonly errors: readonly string[];
};

/**
 * What came of a run: `ok` where nothing failed, no suite was unreadable and no snapshot obsolete in CI; `isBroken` where a file could not
 * be read, so that none of its tests ran.
 */
export type TestRun = {
  readonly ok: boolean;
  readonly isBroken: boolean;
  readonly tests: readonly TestAnswer[];
};

/**
 * Runs campaign tests on vitest, with a configuration of ours alone: no `vitest.config.ts` is read. In watch mode it comes back
 * when the user ends it. Where vitest is not installed, that is Node's error ERR_MODULE_NOT_FOUND.
 */
export async function runCampaignTests(options: TestRunOptions): Promise<TestRun> {
  const { parseCLI, startVitest } = await import('vitest/node');
  const { campaigns } = await import('./plugin.ts');
  const { cwd, streams } = options;
  const root = rootOf(cwd, options.files);
  const include = options.files.map((file) => escapeGlob(posix(relative(root, file))));
  const extra = options.extra.length === 0 ? {} : parseCLI(['vitest', ...options.extra]).options;
  const end: Reporter = { onTestRunEnd: () => (options.watch ? options.afterRun() : undefined) };
  const vitest = await startVitest(
    'test',
    [],
    { ...cliOptions(options, root), ...extra },
    {
      plugins: [campaigns({ include, allowOutside: options.allowOutside === true })],
      test: {
        include,
        reporters: [...options.reporters, end],
        server: { deps: { external: [ownFiles()] } },
      },
    },
    {
      stdin: streams.stdin as NodeJS.ReadStream,
      stdout: streams.stdout,
      stderr: streams.stderr,
    },
  );
  if (options.watch)
    await new Promise<void>((done) => {
      vitest.onClose(() => done());
    });
  else {
    await vitest.close();
    await options.afterRun();
  }
  const modules = vitest.state.getTestModules();
  const tests = modules.flatMap((module) => answersOf(module, root));
  const errors = vitest.state.getUnhandledErrors().length;
  // Where vitest itself fails before its run there are no modules: that is no success.
  const isRun = modules.length > 0 || options.extra.length > 0;
  return {
    ok: isRun && errors === 0 && modules.every((module) => module.ok()),
    isBroken: modules.some(isUnreadable),
    tests,
  };
}

/** Whether a file has no tests because it could not be loaded. */
function isUnreadable(module: TestModule): boolean {
  return module.errors().length > 0 && module.children.size === 0;
}

function cliOptions(options: TestRunOptions, root: string): CliOptions {
  const { watch, update, testNamePattern, outputFile, bail } = options;
  return {
    config: false,
    root,
    watch,
    run: !watch,
    update,
    pool: 'threads',
    includeTaskLocation: true,
    cache: false,
    ...(testNamePattern !== undefined && { testNamePattern }),
    ...(outputFile !== undefined && { outputFile }),
    ...(bail !== undefined && { bail }),
  };
}

function answersOf(module: TestModule, root: string): readonly TestAnswer[] {
  const file = posix(relative(root, module.moduleId));
  const broken = module.errors().map(({ message }) => message);
  const tests = [...module.children.allTests()].map((test) => answerOf(test, file));
  if (broken.length === 0) return tests;
  return [{ file, name: '', state: 'failed', errors: broken }, ...tests];
}

function answerOf(test: TestCase, file: string): TestAnswer {
  const { state, errors = [] } = test.result();
  const line = test.location?.line;
  return {
    file,
    name: test.fullName,
    state,
    ...(line !== undefined && { line }),
    errors: errors.map(({ message }) => message),
  };
}

/** Our compiled runtime is loaded as it is, wherever the package lies. */
function ownFiles(): RegExp {
  const folder = posix(fileURLToPath(new URL('./', import.meta.url)));
  return new RegExp(`^${folder.replaceAll(/[.*+?^$()|[\]\\{}]/g, '\\$&')}.*\\.js$`);
}

/** The working folder, or the folder above it that holds all files. */
function rootOf(cwd: string, files: readonly string[]): string {
  let root = cwd;
  while (
    files.some((file) => relative(root, file).startsWith('..')) &&
    resolve(root, '..') !== root
  )
    root = resolve(root, '..');
  return root;
}

function escapeGlob(path: string): string {
  return path.replaceAll(/[*?[\](){}!+@]/g, '\\$&');
}

function posix(path: string): string {
  return path.split(sep).join('/');
}
