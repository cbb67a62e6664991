import yargs from 'yargs';
import { didYouMean, type Finding } from '../diagnostics/index.ts';
import { Arguments, COMMON_OPTIONS, type Command, type Parsed } from './command.ts';
import { COMMANDS, type CommandEntry } from './commands.ts';

/** Thrown inside yargs, so that it neither prints nor exits. */
class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Takes the place of a lone `-` while yargs reads the line: it takes one for an option without a name. */
const DASH = '\u0000-';

const EPILOGUE =
  'Exit codes: 0 fine, also with warnings; 1 errors, or warnings with --strict; 2 wrong use or broken input.';

/**
 * Reads a command line with yargs: help, and what is wrong. An unknown command or option gets a suggestion; values are never
 * repeated in a message, since one of them may be a secret.
 */
export async function parseWithYargs(argv: readonly string[], width: number): Promise<Parsed> {
  const args = (argv[0] === 'help' ? [...argv.slice(1), '--help'] : argv).map((arg) =>
    arg === '-' ? DASH : arg,
  );
  const name = args.find((arg) => !arg.startsWith('-'));
  const entry = name === undefined ? undefined : COMMANDS.get(name);
  if (name !== undefined && entry === undefined) return { kind: 'wrong', finding: unknown(name) };
  const command = entry === undefined ? undefined : (await entry.load()).command;
  let values: Readonly<Record<string, unknown>> | undefined;
  let text = '';
  try {
    await build(args, width, entry, command, (found) => {
      values = found;
    }).parseAsync(args, {}, (_error, _argv, output) => {
      text = output;
    });
  } catch (error) {
    const ofUse =
      error instanceof UsageError || (error instanceof Error && error.name === 'YError');
    if (!ofUse) throw error;
    return { kind: 'wrong', finding: wrongUse(error.message, args, entry, command) };
  }
  if (command !== undefined && values !== undefined && text === '')
    return { kind: 'run', command, args: new Arguments(undashed(values)) };
  if (text === '')
    return { kind: 'wrong', finding: wrongUse('a command is missing', [], entry, command) };
  return { kind: 'help', text };
}

function build(
  argv: readonly string[],
  width: number,
  entry: CommandEntry | undefined,
  command: Command | undefined,
  take: (values: Readonly<Record<string, unknown>>) => void,
): ReturnType<typeof yargs> {
  const parser = yargs([...argv])
    .scriptName('smartpass')
    .locale('en')
    .wrap(width)
    .parserConfiguration({
      'camel-case-expansion': false,
      'dot-notation': false,
      'parse-numbers': false,
      'parse-positional-numbers': false,
      'boolean-negation': false,
    })
    .version(false)
    .help('help')
    .alias('help', 'h')
    .exitProcess(false)
    .recommendCommands()
    .strict()
    .options(COMMON_OPTIONS)
    .fail((message: string | null, error: Error | undefined) => {
      throw error ?? new UsageError(message ?? 'the command line cannot be read');
    });
  if (entry !== undefined && command !== undefined) {
    return parser
      .command(
        entry.usage,
        entry.summary,
        (own) => {
          for (const [key, option] of Object.entries(command.positionals))
            own.positional(key, option);
          for (const [line, what] of command.examples) own.example(`smartpass ${line}`, what);
          return own.options(command.options);
        },
        (found) => take(found),
      )
      .demandCommand(1);
  }
  for (const { usage, summary } of COMMANDS.values()) parser.command(usage, summary);
  return parser
    .usage('$0 <command> [options]')
    .example('$0 generate templates/loyalty-card/fieldmap.yaml', 'the snippet of a field map')
    .example('$0 preview templates/loyalty-card/campaign.yaml', 'who gets what')
    .option('version', { type: 'boolean', describe: 'Print the version' })
    .epilogue(EPILOGUE);
}

function undashed(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, value === DASH ? '-' : value]),
  );
}

function unknown(name: string): Finding {
  return {
    code: 'cli/unknown-command',
    severity: 'error',
    message: `there is no command '${name.slice(0, 40)}'`,
    hint:
      didYouMean(name, COMMANDS.keys()) ??
      `the commands are ${[...COMMANDS.keys()].join(', ')}; see smartpass --help`,
  };
}

function wrongUse(
  message: string,
  argv: readonly string[],
  entry: CommandEntry | undefined,
  command: Command | undefined,
): Finding {
  const known = new Set([
    ...Object.keys({ ...command?.options, ...COMMON_OPTIONS }),
    'help',
    'version',
  ]);
  for (const options of Object.values(command?.options ?? {}))
    for (const alias of [options.alias ?? []].flat()) known.add(alias);
  const see = `see smartpass ${entry?.usage.split(' ')[0] ?? ''} --help`.replace('  ', ' ');
  const given = argv
    .filter((arg) => /^--?[a-z]/i.test(arg) && !isCluster(arg, known))
    .map((arg) => arg.replace(/^--?/, '').replace(/=.*$/s, ''));
  const stranger = given.find((name) => !known.has(name));
  if (stranger === undefined)
    return {
      code: 'cli/usage',
      severity: 'error',
      message: message.startsWith('Unknown argument')
        ? `too much was given: the use is smartpass ${entry?.usage ?? '<command>'}`
        : sentenceOf(message),
      hint: meantChoice(message) ?? see,
    };
  return {
    code: 'cli/unknown-option',
    severity: 'error',
    message: `there is no option '${dashed(stranger)}'`,
    hint: stranger.startsWith('secret') ? secretHint(known) : (meantOption(stranger, known) ?? see),
  };
}

function secretHint(known: ReadonlySet<string>): string {
  return known.has('secret-file')
    ? 'a secret is never given on the command line: use --secret-file FILE, --secret-stdin or SMARTPASS_SECRET'
    : 'this command takes no secret of the project: leave it out';
}

/** The choice of an option that is near the one that was given, which is not repeated itself. */
function meantChoice(message: string): string | undefined {
  const [, given = '', choices = ''] = /, Given: "(.*)", Choices: (.*)/.exec(message) ?? [];
  return didYouMean(
    given,
    choices.split(', ').map((choice) => choice.slice(1, -1)),
  );
}

/** The options that are near one that does not exist, as they are typed. */
function meantOption(stranger: string, known: ReadonlySet<string>): string | undefined {
  if (stranger.length === 1) return undefined;
  return didYouMean(stranger, known)?.replace(
    /'([^']+)'/g,
    (_, name: string) => `'${dashed(name)}'`,
  );
}

function dashed(name: string): string {
  return name.length === 1 ? `-${name}` : `--${name}`;
}

/** Whether an argument is `-o` with its file behind it. */
function isCluster(arg: string, known: ReadonlySet<string>): boolean {
  return arg.startsWith('-o') && known.has('o');
}

function sentenceOf(message: string): string {
  const choice = /Argument: ([^,]+), .*Choices: (.*)/.exec(message);
  if (choice !== null) return `--${choice[1] ?? ''} takes one of ${choice[2] ?? ''}`;
  const bare = /^Not enough arguments following: (.*)/.exec(message);
  if (bare !== null) return `${dashed(bare[1] ?? '')} needs a value`;
  const line = message.split('\n')[0] ?? message;
  const plain = line.replace(/^Not enough non-option arguments.*/, 'an argument is missing');
  return plain.charAt(0).toLowerCase() + plain.slice(1);
}
