import { parseArgs, type ParseArgsConfig } from 'node:util';
import { Arguments, COMMON_OPTIONS, type Command, type Parsed } from './command.ts';
import { COMMANDS, type CommandEntry } from './commands.ts';

/**
 * Reads a command line. Only the command that is called is loaded; nothing is run and nothing printed. A line that is right
 * is read by Node's own parser; help and whatever is wrong are yargs' work, which takes longer to load than most commands run.
 */
export async function parse(argv: readonly string[], width: () => number): Promise<Parsed> {
  const [name = '', ...rest] = argv;
  const entry = COMMANDS.get(name);
  if (entry !== undefined) {
    const { command } = await entry.load();
    const args = readPlainly(rest, entry, command);
    if (args !== undefined) return { kind: 'run', command, args };
  }
  const { parseWithYargs } = await import('./parse-with-yargs.ts');
  return parseWithYargs(argv, width());
}

type ParserOptions = NonNullable<ParseArgsConfig['options']>;

/** The arguments of a line that is right beyond doubt, or undefined. */
function readPlainly(
  rest: readonly string[],
  entry: CommandEntry,
  command: Command,
): Arguments | undefined {
  const known = { ...command.options, ...COMMON_OPTIONS };
  const options: ParserOptions = {};
  for (const [name, { type, alias, array }] of Object.entries(known))
    options[name] = {
      type: type === 'boolean' ? 'boolean' : 'string',
      ...(array === true && { multiple: true }),
      ...(typeof alias === 'string' && { short: alias }),
    };
  const read = attempt(rest, options);
  if (read === undefined) return undefined;
  const places = entry.usage.split(' ').slice(1);
  const needed = places.filter((place) => place.startsWith('<')).length;
  const { positionals } = read;
  const isOpen = places.at(-1)?.includes('..') === true;
  if (positionals.length < needed) return undefined;
  if (positionals.length > places.length && !isOpen) return undefined;
  const values: Record<string, unknown> = {};
  for (const [name, option] of Object.entries(known)) {
    const value: unknown = read.values[name] ?? option.default;
    const isChoice = option.choices === undefined || value === undefined;
    if (!isChoice && !option.choices?.some((choice) => choice === value)) return undefined;
    if (value !== undefined) values[name] = value;
  }
  for (const [index, place] of places.entries()) {
    const name = place.replaceAll(/[<>[\].]/g, '');
    if (place.includes('..')) values[name] = positionals.slice(index);
    else if (positionals[index] !== undefined) values[name] = positionals[index];
  }
  return new Arguments(values);
}

function attempt(
  args: readonly string[],
  options: ParserOptions,
):
  | { readonly values: Readonly<Record<string, unknown>>; readonly positionals: string[] }
  | undefined {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch {
    return undefined;
  }
}
