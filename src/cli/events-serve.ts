import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { FindingsError, type Finding } from '../diagnostics/index.ts';
import {
  createRelay,
  type EventSettings,
  type Relay,
  type WebhookSignature,
} from '../events/index.ts';
import type { Arguments, CommandContext, CommandOptions } from './command.ts';
import { openEventLog } from './events-log.ts';
import { serveEvents } from './events-server.ts';
import { loadEventSettings } from './events-settings.ts';
import { keyRefused } from './events-status.ts';
import { openEventStore } from './events-store.ts';
import { accountAccess } from './live-access.ts';
import { portOf } from './port.ts';
import { DATA_KEY, requireSecret, secretSource, WEBHOOK_SECRET } from './secret.ts';
import { ended, untilStopped } from './until-stopped.ts';

/** The options of `events serve` beside those of every command about events. */
export const SERVE_OPTIONS: CommandOptions = {
  port: { type: 'string', requiresArg: true, describe: 'The port (default: any that is free)' },
  host: {
    type: 'string',
    requiresArg: true,
    default: '127.0.0.1',
    describe: 'The address to listen at; another one than this machine only for signed webhooks',
  },
  log: {
    type: 'string',
    requiresArg: true,
    describe: 'Append the log to this file, which only its owner can read (default: stderr)',
  },
  [WEBHOOK_SECRET.file]: {
    type: 'string',
    requiresArg: true,
    describe: `File that holds the ${WEBHOOK_SECRET.noun} alone (chmod 600)`,
  },
  [WEBHOOK_SECRET.stdin]: {
    type: 'boolean',
    describe: `Read the ${WEBHOOK_SECRET.noun} from standard input`,
  },
};

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '::1']);

/** `events serve`: receives webhooks and delivers until it is ended; what is under way then is finished. */
export async function serveRelay(args: Arguments, context: CommandContext): Promise<number> {
  const { settings, config, warnings } = await loadEventSettings(args, context);
  await context.report(warnings);
  const host = args.text('host') ?? '127.0.0.1';
  const signature = await signatureOf(settings, args, context);
  if (signature === undefined && !LOOPBACK.has(host)) throw unsignedHost(host);
  const access = await accountAccess(args, context, config, DATA_KEY);
  const port = portOf(args.text('port'));
  const log = openEventLog(args.text('log'), context);
  const store = await openEventStore(args, context);
  const relay = createRelay({
    settings,
    access,
    store,
    fetch,
    // A pause must not keep the process when everything else has ended.
    clock: { now: Date.now, sleep: (wait) => sleep(wait, undefined, { ref: false }) },
    random: Math.random,
    log: (entry) => log.write(entry),
    owner: randomUUID(),
    signature,
  });
  try {
    await untilStopped(async (signal) => {
      const server = await serveEvents({ relay, store, host, port });
      const running = relay.run();
      await announce(server.url, settings, context);
      await ended(signal);
      relay.stop();
      await Promise.all([server.close(), running]);
    });
  } finally {
    await store.close();
    log.close();
  }
  const findings = context.judge.keep(problemAtEnd(relay));
  await context.report(findings);
  return context.judge.exit(findings);
}

/** What kept a relay from its work when it was ended: its supervisor should know. */
function problemAtEnd({ problem }: Relay): readonly Finding[] {
  if (problem === 'events/unauthorized') return [keyRefused()];
  if (problem === undefined) return [];
  const message = 'the store of pass events could not be read or written when the relay was ended';
  const hint = 'look at the space that is left and the rights of the user, then start it';
  return [{ code: problem, severity: 'error', message, hint }];
}

async function announce(
  url: string,
  { send, enabled, signature }: EventSettings,
  context: CommandContext,
): Promise<void> {
  if (context.json) return context.answer({ ok: true, url });
  const signed = signature === undefined ? 'unsigned, from this machine only' : 'signed';
  const state = enabled ? '' : '\nevents.enabled is false: events are kept and not delivered';
  return context.print(
    `webhooks at ${url} (${signed}): ${[...send].join(', ')}${state}\n${url}/health and ${url}/metrics are about the relay\nCtrl+C ends it\n`,
  );
}

async function signatureOf(
  { signature: settings }: EventSettings,
  args: Arguments,
  { files, streams }: CommandContext,
): Promise<WebhookSignature | undefined> {
  if (settings === undefined) return undefined;
  const source = secretSource(args, WEBHOOK_SECRET);
  return { settings, secret: await requireSecret(source, files, streams, WEBHOOK_SECRET) };
}

function unsignedHost(host: string): FindingsError {
  return new FindingsError([
    {
      code: 'events/unsigned-host',
      severity: 'error',
      message: `unsigned webhooks are received on this machine only, not at ${host}`,
      hint: 'name the header of the signature under events.signature of the configuration, or leave --host away',
    },
  ]);
}
