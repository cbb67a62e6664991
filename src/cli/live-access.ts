import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { FindingsError, type Finding } from '../diagnostics/index.ts';
import { CONFIG_FILE, DATA_CENTERS, readWorkspace, type Workspace } from '../account/index.ts';
import { AccountClient, hostOf, type AccountAccess } from '../live/index.ts';
import type { Arguments, CommandContext } from './command.ts';
import { STAND_IN_WORKSPACE } from './live-options.ts';
import { proxyHint } from './proxy.ts';
import { API_KEY, readSecret, requireSecret, secretSource, type SecretKind } from './secret.ts';
import { wrongUse } from './wrong-use.ts';

/** A client of the account that a command line and its configuration name; `id` begins the names of its requests. */
type LiveAccess = { readonly client: AccountClient; readonly id: string };

/**
 * Makes that client. The configuration names workspace and data center, the key comes from a file, standard input or the
 * environment. Throws a FindingsError where one of them is missing.
 */
export async function liveAccess(
  args: Arguments,
  context: CommandContext,
  config: string | undefined,
): Promise<LiveAccess> {
  const access = await accountAccess(args, context, config, API_KEY);
  const hint = proxyHint(context.streams.env);
  const client = new AccountClient(access, {
    fetch,
    clock: { now: Date.now, sleep: (milliseconds) => sleep(milliseconds) },
    random: Math.random,
    onPause: (milliseconds, why) => {
      const seconds = Math.ceil(milliseconds / 1000);
      context.note(`${why}: waiting ${seconds} s before the next try`).catch(ignore);
    },
    unreachableHint: access.base.startsWith('http:') ? undefined : hint,
  });
  return { client, id: `smartpass-${randomUUID()}` };
}

/**
 * The account that a command line and its configuration name, with a key of the kind that the command needs. Throws a FindingsError
 * where workspace, data center or key are missing.
 */
export async function accountAccess(
  args: Arguments,
  { files, streams }: Pick<CommandContext, 'files' | 'streams'>,
  config: string | undefined,
  kind: SecretKind,
): Promise<AccountAccess> {
  const source = secretSource(args, kind);
  const standIn = args.text('stand-in');
  if (standIn !== undefined) {
    const isGiven = source.file !== undefined || source.stdin;
    // The key of the real account, which the environment may hold, is not for a stand-in.
    const key = isGiven ? await readSecret(source, files, streams, kind) : undefined;
    return { base: standInBase(standIn), workspaceId: STAND_IN_WORKSPACE, key: key ?? 'stand-in' };
  }
  const text = config === undefined ? '' : await files.read(config);
  const { workspace, findings } = readWorkspace(text, config ?? CONFIG_FILE);
  if (findings.length > 0) throw new FindingsError(findings);
  const { id, dataCenter } = workspace;
  if (id === undefined || dataCenter === undefined)
    throw new FindingsError([noWorkspace(workspace, config)]);
  const key = await requireSecret(source, files, streams, kind);
  return { base: hostOf(dataCenter), workspaceId: id, key };
}

function noWorkspace({ id }: Workspace, config: string | undefined): Finding {
  const missing = id === undefined ? 'id' : 'dataCenter';
  const place =
    config === undefined ? `there is no ${CONFIG_FILE}` : `it has no workspace.${missing}`;
  return {
    code: 'cli/no-workspace',
    severity: 'error',
    message: `the configuration does not say which account to ask: ${place}`,
    hint: `write workspace: { id: YOUR_WORKSPACE_ID, dataCenter: "01" } into ${config ?? CONFIG_FILE}; data centers are ${DATA_CENTERS.join(', ')}, and the keys stay outside; or try it with smartpass live stand-in`,
    ...(config !== undefined && { file: config }),
  };
}

/** The hosts that are this machine. */
const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

function standInBase(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isPlain =
    url?.protocol === 'http:' && url.search === '' && url.hash === '' && url.username === '';
  if (url !== undefined && isPlain && LOOPBACK.has(url.hostname))
    return url.href.replace(/\/+$/, '');
  throw wrongUse(
    '--stand-in takes the address of a server on this machine',
    'smartpass live stand-in prints one, such as http://127.0.0.1:4000/TOKEN',
  );
}

/** A note that nobody reads is no reason to stop asking. */
function ignore(): void {}
