import yargs from 'yargs';
import { COMMON_OPTIONS } from './command.ts';
import { COMMANDS } from './commands.ts';

/**
 * What may be where a command line ends; the shell's script asks for it with `--get-yargs-completions`. The first word is
 * the name of the program, the last one what is being typed. Where files may be, there is nothing: the shell knows them.
 */
export async function complete(words: readonly string[]): Promise<readonly string[]> {
  const typed = words.at(-1) ?? '';
  const name = words[1] ?? '';
  const entry = words.length > 2 ? COMMANDS.get(name) : undefined;
  if (entry === undefined)
    return words.length > 2 || typed.startsWith('-')
      ? []
      : [...COMMANDS.keys()].filter((command) => command.startsWith(typed));
  const { command } = await entry.load();
  const shown = Object.entries(command.options).filter(([, { hidden }]) => hidden !== true);
  const parser = yargs([])
    .scriptName('smartpass')
    .locale('en')
    .parserConfiguration({ 'camel-case-expansion': false, 'boolean-negation': false })
    .exitProcess(false)
    .version(false)
    .completion('completion', false)
    .options(COMMON_OPTIONS)
    .options(Object.fromEntries(shown));
  const found = await parser.getCompletion(words.slice(2));
  const texts = found.map((text) => text.split(':')[0] ?? text);
  return texts.filter(
    (text) => text.startsWith(typed) && !/^--.$/.test(text) && !COMMANDS.has(text),
  );
}
