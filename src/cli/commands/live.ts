import { pathHint, FindingsError } from '../../diagnostics/index.ts';
import {
  defaultProfile,
  readContentBlocks,
  readRecipient,
  type Profile,
  type Recipient,
} from '../../account/index.ts';
import { stem } from '../../campaign/index.ts';
import {
  emulatedAccount,
  StandIn,
  type StoredBlock,
  type StoredTemplate,
} from '../../live/index.ts';
import { EXIT, type Arguments, type Command, type CommandContext } from '../command.ts';
import { STAND_IN_WORKSPACE } from '../live-options.ts';
import { nodeCrypto } from '../node-crypto.ts';
import { portOf } from '../port.ts';
import { profileIn } from '../profile-file.ts';
import { API_KEY, readSecret, secretSource } from '../secret.ts';
import { serveStandIn } from '../stand-in-server.ts';
import { untilStopped } from '../until-stopped.ts';

const FAILURES: readonly string[] = ['in-place', 'whole-request'];

/** `smartpass live stand-in`: an account on this machine, for trying the commands that ask one. */
export const command: Command = {
  positionals: { what: { choices: ['stand-in'], describe: 'stand-in: serve a stand-in account' } },
  options: {
    profile: {
      type: 'string',
      requiresArg: true,
      describe: 'File of the profile that the account has (default: what nothing is known of)',
    },
    users: {
      type: 'string',
      array: true,
      requiresArg: true,
      describe: 'Its users: these fixture files, each with its name as the ID',
    },
    templates: {
      type: 'string',
      array: true,
      requiresArg: true,
      describe: 'Its email templates, by the names of these files',
    },
    'content-blocks': { type: 'string', requiresArg: true, describe: 'File of its content blocks' },
    failures: {
      choices: FAILURES,
      requiresArg: true,
      default: 'in-place',
      describe:
        'What it does with a text that fails: its error in the place of the text, or an error for the whole request',
    },
    port: { type: 'string', requiresArg: true, describe: 'The port (default: any that is free)' },
    [API_KEY.file]: {
      type: 'string',
      requiresArg: true,
      describe: 'File of the only key that it takes (default: it takes any)',
    },
  },
  examples: [
    ['live stand-in', 'an account of which nothing is known'],
    [
      'live stand-in --profile other.yaml --users "fixtures/users/*.yaml"',
      'another account with users',
    ],
  ],
  run: serve,
};

async function serve(args: Arguments, context: CommandContext): Promise<number> {
  const port = portOf(args.text('port'));
  const { files, streams } = context;
  const source = { ...secretSource(args, API_KEY), stdin: false };
  const key =
    source.file === undefined ? undefined : await readSecret(source, files, streams, API_KEY);
  const blocks = await blocksOf(args.text('content-blocks'), context);
  const standIn = new StandIn({
    workspaceId: STAND_IN_WORKSPACE,
    key,
    now: Date.now,
    failures: args.text('failures') === 'whole-request' ? 'whole-request' : 'in-place',
    users: await usersOf(args.texts('users'), context),
    templates: await templatesOf(args.texts('templates'), context),
    blocks,
    render: emulatedAccount({
      profile: await profileOf(args.text('profile'), context),
      crypto: nodeCrypto,
      clock: Date.now,
      contentBlocks: new Map(
        blocks.map(({ name, kind, content }) => [
          name,
          { kind: kind === 'HTML' ? 'html' : 'text', content },
        ]),
      ),
    }),
  });
  await untilStopped((signal) =>
    serveStandIn(standIn, port, signal, async (url) => {
      if (context.json) await context.answer({ ok: true, url });
      else
        await context.print(
          `a stand-in account at ${url}\nask it with: smartpass calibrate --live --stand-in ${url}\nCtrl+C ends it\n`,
        );
    }),
  );
  return EXIT.fine;
}

async function profileOf(file: string | undefined, { files }: CommandContext): Promise<Profile> {
  return file === undefined ? defaultProfile() : profileIn(file, await files.read(file));
}

async function usersOf(
  patterns: readonly string[],
  { files }: CommandContext,
): Promise<ReadonlyMap<string, Recipient>> {
  const users = new Map<string, Recipient>();
  for (const path of await listed(patterns, files)) {
    const { recipient, findings } = readRecipient(await files.read(path), path);
    if (recipient === undefined) throw new FindingsError(findings);
    users.set(stem(path), recipient);
  }
  return users;
}

async function templatesOf(
  patterns: readonly string[],
  { files }: CommandContext,
): Promise<readonly StoredTemplate[]> {
  const templates: StoredTemplate[] = [];
  for (const path of await listed(patterns, files)) {
    const [content, name] = [await files.read(path), stem(path)];
    templates.push({ id: path, name, version: 1, content, subject: name });
  }
  return templates;
}

async function blocksOf(
  file: string | undefined,
  { files }: CommandContext,
): Promise<readonly StoredBlock[]> {
  if (file === undefined) return [];
  const { blocks, findings } = readContentBlocks(await files.read(file), file);
  if (blocks === undefined) throw new FindingsError(findings);
  return Array.from(blocks, ([name, { kind, content }]) => ({
    id: `block-${name}`,
    name,
    kind: kind === 'html' ? 'HTML' : 'TEXT',
    content,
  }));
}

async function listed(
  patterns: readonly string[],
  files: CommandContext['files'],
): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const pattern of patterns) {
    const found = await files.list(pattern);
    if (found.length === 0) {
      const message = `no file matches '${pattern}'`;
      const hint =
        pathHint(pattern) ?? 'the pattern starts from the folder that the command runs in';
      throw new FindingsError([{ code: 'cli/missing-file', severity: 'error', message, hint }]);
    }
    paths.push(...found);
  }
  return paths;
}
