import { EXIT, type Arguments, type Command, type CommandContext } from '../command.ts';
import { wrongUse } from '../wrong-use.ts';

/** `smartpass lsp --stdio`: the language server for editors. */
export const command: Command = {
  positionals: {},
  options: {
    stdio: {
      type: 'boolean',
      describe: 'Speak over standard input and output, as editors start it',
    },
    // Clients of Microsoft's library add it to every server that they start.
    clientProcessId: { type: 'string', requiresArg: true, hidden: true },
  },
  examples: [['lsp --stdio', 'what an editor starts; docs/editors.md says how']],
  run,
};

async function run(args: Arguments, context: CommandContext): Promise<number> {
  if (!args.flag('stdio'))
    throw wrongUse(
      'the language server is started by an editor, over standard input and output',
      'smartpass lsp --stdio; docs/editors.md says how for VS Code, Neovim, Helix and JetBrains',
    );
  const { serve } = await import('../lsp-connection.ts');
  await serve(context);
  return EXIT.fine;
}
