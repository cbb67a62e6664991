import { dirname, join } from 'node:path';
import { loadCampaign, type TemplateCoverage } from '../../campaign/index.ts';
import { FindingsError, type Finding } from '../../diagnostics/index.ts';
import { runCampaignTests, Suite, type TestRun } from '../../testing/index.ts';
import { CAMPAIGN_OPTIONS } from '../campaign-options.ts';
import { EXIT, type Arguments, type Command, type CommandContext } from '../command.ts';
import { removeLeftovers } from '../drafts.ts';
import { coverageText } from '../coverage-text.ts';
import { matchesNone, nothingMatched } from '../no-match.ts';
import { testFilesOf } from '../find-campaigns.ts';
import { vitestRange } from '../package.ts';
import { noteConfig, type FromConfig } from '../profile-file.ts';
import { wrongUse } from '../wrong-use.ts';

/** What to do where the command line is wrong in a way of its own. */
const SEE = 'see smartpass test --help';

const hidden = { type: 'string', requiresArg: true, hidden: true } as const;

/** `smartpass test`: the tests of campaigns, run by vitest. */
export const command: Command = {
  positionals: {
    campaigns: {
      type: 'string',
      array: true,
      describe:
        'Campaign files and scenarios of the loop (loop.yaml), or folders of them (default: every one below this folder)',
    },
  },
  options: {
    watch: { type: 'boolean', alias: 'w', describe: 'Run again whenever a file changes' },
    'test-name-pattern': {
      type: 'string',
      alias: 't',
      requiresArg: true,
      describe: 'Only tests whose name matches this regular expression',
    },
    update: { type: 'boolean', alias: 'u', describe: 'Record every snapshot again' },
    ci: {
      type: 'boolean',
      describe:
        'Write no snapshot: missing, changed and obsolete ones fail (default where CI is set)',
    },
    reporter: {
      type: 'string',
      array: true,
      requiresArg: true,
      describe: "Vitest's reporters: default, verbose, dot, junit, json, github-actions, …",
    },
    'output-file': {
      type: 'string',
      array: true,
      requiresArg: true,
      describe: 'Where reporters write: FILE, or REPORTER=FILE',
    },
    outputFile: { ...hidden, array: true },
    'outputFile.junit': hidden,
    'outputFile.json': hidden,
    bail: { type: 'string', requiresArg: true, describe: 'Stop after so many failed tests' },
    'min-coverage': {
      type: 'string',
      requiresArg: true,
      describe: 'Fail where less than this percentage of the branches of the templates is covered',
    },
    ...CAMPAIGN_OPTIONS,
    vitest: {
      type: 'string',
      array: true,
      requiresArg: true,
      describe: "An option of vitest's own, such as --vitest=--shard=1/2",
    },
  },
  examples: [
    ['test', 'every campaign below this folder'],
    ['test campaigns/loyalty-card --watch', 'while a template is written'],
    ['test --reporter=default --reporter=junit --output-file=junit.xml', 'in CI'],
    ['test -t "no email" -u', 'record the snapshots of some tests again'],
  ],
  run: test,
};

async function test(args: Arguments, context: CommandContext): Promise<number> {
  const { streams, json, files } = context;
  const minimum = minimumOf(args);
  const update = updateOf(args, streams.env);
  const { campaigns: paths, loops } = await testFilesOf(args.texts('campaigns'), context);
  const measured: Measured[] = [];
  const outputFile = outputOf(args);
  await checkOutput(outputFile, { paths, allowOutside: args.flag('allow-outside') }, context);
  for (const path of paths)
    await removeLeftovers(join(dirname(files.resolve(path)), '__snapshots__'));
  const run = await runCampaignTests({
    allowOutside: args.flag('allow-outside'),
    cwd: streams.cwd,
    files: [...paths, ...loops].map((path) => files.resolve(path)),
    watch: args.flag('watch'),
    update,
    testNamePattern: patternOf(args),
    reporters: reportersOf(args, json, streams.env),
    outputFile,
    bail: numberOf(args, 'bail'),
    extra: args.texts('vitest'),
    streams,
    afterRun: async () => {
      measured.splice(
        0,
        measured.length,
        ...(await measure(paths, args.flag('allow-outside'), context)),
      );
      if (json) return;
      await noteConfig(measured, undefined, context);
      await context.report(measured.flatMap((one) => one.findings));
      await context.print(`${coverageText(measured, context.paint)}\n`);
    },
  }).catch(async (error: unknown) => {
    throw unknownReporter(error) ?? (await withoutVitest(error)) ?? error;
  });
  const pattern = patternOf(args);
  if (pattern !== undefined && !json && !args.flag('watch') && matchesNone(run))
    await context.note(nothingMatched(pattern, run));
  const low = measured
    .filter(({ coverage }) => coverage.percent < minimum)
    .map((one) => tooLow(one, minimum));
  const findings = context.judge.keep([...measured.flatMap((one) => one.findings), ...low]);
  const code = exitOf(run, context.judge.exit(findings));
  if (json) await context.answer({ ok: code === EXIT.fine, ...jsonOf(run, measured), findings });
  else await context.report(low);
  return code;
}

/** A campaign that cannot be read is broken input, as for every command; beside it failed tests count less. */
function exitOf({ ok, isBroken }: TestRun, judged: number): number {
  if (isBroken) return EXIT.broken;
  return ok ? judged : EXIT.findings;
}

/** A campaign with its coverage, and what is to be said of its files. */
type Measured = {
  readonly file: string;
  readonly coverage: TemplateCoverage;
  readonly findings: readonly Finding[];
} & FromConfig;

async function measure(
  paths: readonly string[],
  allowOutside: boolean,
  { files }: CommandContext,
): Promise<readonly Measured[]> {
  const measured: Measured[] = [];
  for (const file of paths) {
    // What cannot be read is said by the run.
    const suite = await loadCampaign(file, files, { secrets: files.secrets, allowOutside })
      .then((campaign) => new Suite(campaign))
      .catch(() => undefined);
    if (suite === undefined) continue;
    const { profile, config } = suite.campaign;
    const { findings } = suite;
    measured.push({ file, coverage: suite.coverage(), findings, profile, config });
  }
  return measured;
}

function updateOf(args: Arguments, env: CommandContext['streams']['env']): 'all' | 'new' | 'none' {
  const isSet = env['CI'] !== undefined && !['', '0', 'false'].includes(env['CI']);
  const isCi = args.flag('ci') || isSet;
  if (isCi && args.flag('update'))
    throw wrongUse(
      `in CI nothing is written: ${args.flag('ci') ? '--ci' : 'CI is set'}, and -u asks for new snapshots`,
      SEE,
    );
  if (isCi && args.flag('watch')) throw wrongUse('--watch is not for CI', SEE);
  return isCi ? 'none' : args.flag('update') ? 'all' : 'new';
}

function reportersOf(
  args: Arguments,
  json: boolean,
  env: CommandContext['streams']['env'],
): readonly string[] {
  const given = args.texts('reporter').flatMap((names) => names.split(','));
  if (given.length > 0 || json) return given;
  return env['GITHUB_ACTIONS'] === 'true' ? ['default', 'github-actions'] : ['default'];
}

function outputOf(args: Arguments): string | Readonly<Record<string, string>> | undefined {
  const given = [...args.texts('output-file'), ...args.texts('outputFile')];
  const named: Record<string, string> = {};
  let single: string | undefined;
  for (const text of given) {
    const pair = /^([a-z-]+)=(.+)$/s.exec(text);
    if (pair === null) single = text;
    else named[pair[1] ?? ''] = pair[2] ?? '';
  }
  for (const reporter of ['junit', 'json']) {
    const file = args.text(`outputFile.${reporter}`);
    if (file !== undefined) named[reporter] = file;
  }
  return Object.keys(named).length > 0 ? named : single;
}

/** Vitest makes the folders of an output file, and runs no test where it cannot write it or where it is one of the campaigns'. */
async function checkOutput(
  output: string | Readonly<Record<string, string>> | undefined,
  campaigns: { readonly paths: readonly string[]; readonly allowOutside: boolean },
  { files }: CommandContext,
): Promise<void> {
  const { allowOutside } = campaigns;
  const paths = typeof output === 'string' ? [output] : Object.values(output ?? {});
  for (const path of paths) {
    // What a campaign is made of is known once it is read.
    if (await files.exists(path))
      for (const campaign of campaigns.paths)
        await loadCampaign(campaign, files, { secrets: files.secrets, allowOutside }).catch(
          () => undefined,
        );
    await files.checkWritable(path);
  }
}

/** What vitest says of a reporter that it does not have, as wrong use. */
function unknownReporter(error: unknown): FindingsError | undefined {
  const found = error instanceof Error ? /custom Reporter from (\S+)/i.exec(error.message) : null;
  return found === null ? undefined : wrongUse(`there is no reporter '${found[1] ?? ''}'`, SEE);
}

/** That vitest is not installed, which only this command needs. */
async function withoutVitest(error: unknown): Promise<FindingsError | undefined> {
  const { code, message } = Object(error) as { readonly code?: unknown; readonly message?: string };
  if (code !== 'ERR_MODULE_NOT_FOUND' || message?.includes("'vitest'") !== true) return undefined;
  return new FindingsError([
    {
      code: 'cli/no-vitest',
      severity: 'error',
      message: 'smartpass test runs on vitest, which is not installed',
      hint: `npm install --save-dev "vitest@${await vitestRange()}"`,
    },
  ]);
}

/** The pattern of test names, which is a regular expression. */
function patternOf(args: Arguments): string | undefined {
  const pattern = args.text('test-name-pattern');
  if (pattern === undefined) return undefined;
  try {
    return new RegExp(pattern).source === '' ? undefined : pattern;
  } catch {
    throw wrongUse(`--test-name-pattern '${pattern}' is no regular expression`, SEE);
  }
}

function minimumOf(args: Arguments): number {
  const minimum = numberOf(args, 'min-coverage') ?? 0;
  if (minimum <= 100) return minimum;
  throw wrongUse('--min-coverage takes a percentage from 0 to 100', SEE);
}

function numberOf(args: Arguments, name: string): number | undefined {
  const text = args.text(name);
  if (text === undefined) return undefined;
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text);
  throw wrongUse(`--${name} takes a number`, SEE);
}

function tooLow({ file, coverage }: Measured, minimum: number): Finding {
  return {
    code: 'cli/low-coverage',
    severity: 'error',
    message: `coverage: ${percentOf(coverage)} of branches, expected at least ${minimum} %`,
    hint: 'add fixture users who take the others',
    file,
  };
}

function percentOf({ percent }: TemplateCoverage): string {
  return `${Math.floor(percent * 10) / 10} %`;
}

function jsonOf(run: TestRun, measured: readonly Measured[]): object {
  return {
    tests: run.tests,
    coverage: measured.map(({ file, config, coverage: { places, taken, percent } }) => ({
      file,
      config,
      percent,
      taken,
      total: places.length,
      untaken: places
        .filter(({ users }) => users.length === 0)
        .map(({ users: _users, never, ...rest }) => ({ ...rest, message: never })),
    })),
  };
}
