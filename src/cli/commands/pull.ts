import { printable, type Finding } from '../../diagnostics/index.ts';
import { CONFIG_FILE, findConfig } from '../../account/index.ts';
import {
  filesOf,
  INDEX_FILE,
  indexedPaths,
  pullAccount,
  type PulledFile,
} from '../../live/index.ts';
import { EXIT, type Arguments, type Command, type CommandContext } from '../command.ts';
import { liveAccess } from '../live-access.ts';
import { LIVE_OPTIONS } from '../live-options.ts';
import { counted } from '../terminal.ts';

/** Where the files go unless a folder is named. */
const FOLDER = 'moengage';

/** `smartpass pull`: the email templates and content blocks of an account as files. */
export const command: Command = {
  positionals: { folder: { type: 'string', describe: `Where the files go (default: ${FOLDER})` } },
  options: {
    config: {
      type: 'string',
      requiresArg: true,
      describe: `The configuration file that names the workspace (default: the nearest ${CONFIG_FILE})`,
    },
    'dry-run': { type: 'boolean', describe: 'Say what would be written, and write nothing' },
    ...LIVE_OPTIONS,
  },
  examples: [
    ['pull', `templates and content blocks into ${FOLDER}/, with an index`],
    ['pull account --dry-run', 'what is new or has changed'],
  ],
  run: pull,
};

type State = 'new' | 'changed' | 'unchanged';

async function pull(args: Arguments, context: CommandContext): Promise<number> {
  const { files } = context;
  const folder = (args.text('folder') ?? FOLDER).replace(/\/+$/, '') || '/';
  const config = args.text('config') ?? (await findConfig(CONFIG_FILE, files));
  const { client } = await liveAccess(args, context, config);
  await context.note(`asking ${client.host} for its email templates and content blocks`);
  const account = await pullAccount(client);
  const { files: pulled, findings: said } = filesOf(account);
  const gone = await goneFiles(folder, pulled, context);
  const states = await writeAll(folder, pulled, args.flag('dry-run'), context);
  const inFolder = said.map((finding) => ({ ...finding, file: `${folder}/${finding.file ?? ''}` }));
  const findings = context.judge.keep([...inFolder, ...gone]);
  const code = context.judge.exit(findings);
  if (context.json) {
    const { templates, blocks } = account;
    const count = { emailTemplates: templates.length, contentBlocks: blocks.length };
    await context.answer({ ok: code === EXIT.fine, folder, ...count, files: states, findings });
  } else {
    await context.print(summary(folder, account, states));
    await context.report(findings);
  }
  return code;
}

type Written = { readonly path: string; readonly state: State };

async function writeAll(
  folder: string,
  pulled: readonly PulledFile[],
  isDry: boolean,
  { files }: CommandContext,
): Promise<readonly Written[]> {
  const states: Written[] = [];
  for (const { path, text } of pulled) {
    const target = `${folder}/${path}`;
    // oxlint-disable-next-line no-await-in-loop -- the index comes last, when everything that it lists is there
    const state = await stateOf(target, text, files);
    states.push({ path: target, state });
    if (isDry || state === 'unchanged') continue;
    // oxlint-disable-next-line no-await-in-loop -- as above
    await files.makeFolder(target.slice(0, target.lastIndexOf('/')));
    // oxlint-disable-next-line no-await-in-loop -- as above
    await files.write(target, text, { inPlace: true });
  }
  return states;
}

async function stateOf(path: string, text: string, files: CommandContext['files']): Promise<State> {
  if (!(await files.exists(path))) return 'new';
  const bytes = await files.bytes(path);
  return Buffer.from(text, 'utf8').equals(bytes) ? 'unchanged' : 'changed';
}

/** Warnings about files of the last index that the account has no longer; they stay where they are. */
async function goneFiles(
  folder: string,
  pulled: readonly PulledFile[],
  { files }: CommandContext,
): Promise<readonly Finding[]> {
  const index = `${folder}/${INDEX_FILE}`;
  if (!(await files.exists(index))) return [];
  const now = new Set(pulled.map(({ path }) => path));
  const found: Finding[] = [];
  for (const path of indexedPaths(await files.read(index))) {
    const file = `${folder}/${path}`;
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    if (now.has(path) || !(await files.exists(file))) continue;
    found.push({
      code: 'live/gone',
      severity: 'warning',
      message: 'the account does not have this any longer, or under another name',
      hint: 'delete the file',
      file,
    });
  }
  return found;
}

function summary(
  folder: string,
  {
    templates,
    blocks,
  }: { readonly templates: readonly unknown[]; readonly blocks: readonly unknown[] },
  states: readonly Written[],
): string {
  const count = (state: State): number => states.filter((one) => one.state === state).length;
  const head = `${printable(folder)}: ${counted(templates.length, 'email template')}, ${counted(blocks.length, 'content block')}`;
  const counts = (['new', 'changed', 'unchanged'] as const).map(
    (state) => `${count(state)} ${state}`,
  );
  const rows = states
    .filter(({ state }) => state !== 'unchanged')
    .map(({ path, state }) => `  ${state.padEnd(7)}  ${printable(path)}`);
  return [`${head}; files: ${counts.join(', ')}`, ...rows, ''].join('\n');
}
