import { PASS_EVENTS } from '../account/index.ts';
import { testCredentials, type EventSettings } from '../events/index.ts';
import type { Arguments, CommandContext } from './command.ts';
import { loadEventSettings } from './events-settings.ts';
import { accountAccess } from './live-access.ts';
import { proxyHint } from './proxy.ts';
import { DATA_KEY } from './secret.ts';

/** `events check`: every setting, and whether the account accepts its key. */
export async function checkEvents(args: Arguments, context: CommandContext): Promise<number> {
  const { settings, workspace, warnings, config } = await loadEventSettings(args, context);
  const access = await accountAccess(args, context, config, DATA_KEY);
  const region = workspace.dataCenter ?? '01';
  const isOwn = access.base.startsWith('http:');
  const unreachableHint = isOwn ? undefined : proxyHint(context.streams.env);
  const clock = { now: Date.now };
  const answer = await testCredentials(access, region, { fetch, clock, unreachableHint });
  const findings = context.judge.keep([...warnings, ...(answer.finding ? [answer.finding] : [])]);
  const code = context.judge.exit(findings);
  if (context.json) {
    const accepted = answer.finding === undefined;
    await context.answer({ ok: code === 0, accepted, ...summary(settings), findings });
  } else {
    const said = answer.finding ? '' : `the account accepts the key: ${answer.workspace}\n`;
    await context.print(`${describe(settings)}${said}`);
    await context.report(findings);
  }
  return code;
}

function summary(settings: EventSettings): Readonly<Record<string, unknown>> {
  const { name, enabled, send, names, customerId, attributes, signature } = settings;
  return {
    name,
    enabled,
    send: [...send].map((kind) => names.get(kind)),
    customerId,
    attributes: [...attributes.keys()],
    signed: signature !== undefined,
  };
}

function describe(settings: EventSettings): string {
  const { name, enabled, send, names, customerId, attributes, keyAttribute, signature } = settings;
  const sent = [...PASS_EVENTS.keys()].filter((kind) => send.has(kind));
  const webhooks =
    signature === undefined
      ? 'unsigned: received on this machine only'
      : `signed: ${signature.scheme} in the header ${signature.header}`;
  return [
    ['integration', name ?? '(no name)'],
    ['enabled', enabled ? 'yes' : 'no: events are kept and not delivered'],
    ['events', sent.map((kind) => names.get(kind)).join(', ')],
    ['customer id', customerId],
    ['attributes', [...attributes.keys(), keyAttribute].join(', ')],
    ['webhooks', webhooks],
  ]
    .map(([what = '', is]) => `${what.padEnd(11)}  ${is}\n`)
    .join('');
}
