import yargs from 'yargs';
import { EXIT, type Command } from '../command.ts';

/** `smartpass completion`: the script that has the shell complete command lines. */
export const command: Command = {
  positionals: {},
  options: {},
  examples: [
    ['completion >> ~/.bashrc', 'commands and options are completed in new shells'],
    ['completion >> ~/.zshrc', 'the same in zsh'],
  ],
  async run(_args, context) {
    const script = await completionScript();
    if (context.json) await context.answer({ ok: true, script });
    else await context.print(`${script}\n`);
    return EXIT.fine;
  },
};

/** The shell script that completes command lines, for zsh where SHELL says so, else for bash. */
async function completionScript(): Promise<string> {
  let script = '';
  const parser = yargs([]).scriptName('smartpass').locale('en').completion('completion');
  await parser.exitProcess(false).parseAsync(['completion'], {}, (_error, _argv, output) => {
    script = output;
  });
  return script;
}
