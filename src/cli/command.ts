import type { Options, PositionalOptions } from 'yargs';
import type { Finding, Paint } from '../diagnostics/index.ts';
import type { Files } from './files.ts';
import type { Screen, Streams } from './streams.ts';

/** Options by name, as yargs describes them. */
export type CommandOptions = Readonly<Record<string, Options>>;

/** The options of every command. */
export const COMMON_OPTIONS: CommandOptions = {
  json: { type: 'boolean', describe: 'Answer with JSON on stdout' },
  strict: { type: 'boolean', describe: 'Exit code 1 for warnings too, not only for errors' },
  ignore: {
    type: 'string',
    array: true,
    requiresArg: true,
    describe: 'Leave out warnings of this code, such as link/long; errors always count',
  },
};

/** One command: a file in `commands/`, named in the table of `commands.ts`. */
export type Command = {
  /** What is on its line before the options, in yargs' form: `<map>` is required, `[link]` is not. */
  readonly positionals: Readonly<Record<string, PositionalOptions>>;
  readonly options: CommandOptions;
  /** Command line and what it does. */
  readonly examples: readonly (readonly [line: string, what: string])[];
  /** Does the work and gives the exit code. What stops it is thrown as a FindingsError: exit code 2. */
  run(args: Arguments, context: CommandContext): Promise<number>;
};

/** What the command line said: strings and booleans by the option's name. Absent options are undefined. */
export class Arguments {
  readonly #values: Readonly<Record<string, unknown>>;

  constructor(values: Readonly<Record<string, unknown>>) {
    this.#values = values;
  }

  /** The text of an option or positional, or undefined; the last one of an option that is given twice. */
  text(name: string): string | undefined {
    return this.texts(name).at(-1);
  }

  /** The text of a positional that yargs demands. */
  required(name: string): string {
    return this.text(name) ?? '';
  }

  /** All texts of an option that may be repeated. */
  texts(name: string): readonly string[] {
    const value = this.#values[name];
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    return list.filter((item) => typeof item === 'string');
  }

  /** Whether a switch was given. */
  flag(name: string): boolean {
    const value = this.#values[name];
    return value === true || (Array.isArray(value) && value.at(-1) === true);
  }
}

/**
 * How a run counts what is wrong: errors always, warnings with `--strict`, notes never. Warnings and notes whose codes
 * `--ignore` names are left out of the output as well.
 */
export type Judge = {
  /** The findings without those that are switched off. */
  keep(findings: readonly Finding[]): readonly Finding[];
  /** The exit code for everything that a command found: 1 with an error, or a warning that counts; else 0. */
  exit(findings: readonly Finding[]): number;
};

/** What a command works with. */
export type CommandContext = {
  readonly streams: Streams;
  readonly files: Files;
  /** Whether `--json` was given: the answer is then one JSON value on stdout. */
  readonly json: boolean;
  /** Which findings count, and what the exit code is for them. */
  readonly judge: Judge;
  /** Colours for stdout. */
  readonly paint: Paint;
  /** What stdout is. */
  readonly screen: Screen;
  /** Prints on stdout, secrets hidden, and waits until it was taken. */
  print(text: string): Promise<void>;
  /** Prints the answer of `--json` on stdout, secrets hidden in its texts. */
  answer(value: unknown): Promise<void>;
  /** Prints on stdout what was asked for as it is: a snippet with the secret that was given, a page that hides its own. */
  output(text: string): Promise<void>;
  /** Says something about the work on stderr, secrets hidden. */
  note(text: string): Promise<void>;
  /** Draws the findings that the judge keeps, with their lines, on stderr, secrets hidden. */
  report(findings: readonly Finding[]): Promise<void>;
};

/** The exit codes: 0 fine, also with warnings; 1 errors found, or warnings with `--strict`; 2 wrong use or broken input. */
export const EXIT: { readonly fine: 0; readonly findings: 1; readonly broken: 2 } = {
  fine: 0,
  findings: 1,
  broken: 2,
};

/** What a command line asks for. */
export type Parsed =
  | { readonly kind: 'help'; readonly text: string }
  | { readonly kind: 'run'; readonly command: Command; readonly args: Arguments }
  | { readonly kind: 'wrong'; readonly finding: Finding };
