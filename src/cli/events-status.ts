import { PASS_EVENTS, type PassEventKind } from '../account/index.ts';
import type { Finding, FindingsError } from '../diagnostics/index.ts';
import { isPaused, type DeadEvent, type StoreStatus } from '../events/index.ts';
import { clockOf } from './clock.ts';
import { EXIT, type Arguments, type CommandContext, type CommandOptions } from './command.ts';
import { openEventStore } from './events-store.ts';
import { wrongUse } from './wrong-use.ts';

/** The options of `events replay`. */
export const REPLAY_OPTIONS: CommandOptions = {
  dead: { type: 'boolean', describe: 'Replay the dead events' },
  since: {
    type: 'string',
    requiresArg: true,
    describe: 'Replay events received since this time, such as 2026-01-31T09:00:00Z',
  },
  kind: {
    choices: [...PASS_EVENTS.keys()],
    array: true,
    requiresArg: true,
    describe: 'Replay events of this kind only',
  },
};

/** So many dead events are listed. */
const MOST_DEAD = 20;

/** So many keys of events that MoEngage may have twice are listed; --json names all. */
const MOST_NAMED = 100;

/** `events status`: what the store holds. */
export async function showStatus(args: Arguments, context: CommandContext): Promise<number> {
  const store = await openEventStore(args, context, { mustExist: true });
  try {
    const status = await store.status();
    const dead = await store.dead(MOST_DEAD);
    const uncertain = await store.uncertain(context.json ? undefined : MOST_NAMED);
    const isRefused = status.waitingByCode.has('events/unauthorized');
    const findings = context.judge.keep(isRefused ? [keyRefused()] : []);
    const code = context.judge.exit(findings);
    if (context.json)
      await context.answer({ ok: code === 0, ...jsonOf(status, dead), uncertain, findings });
    else {
      await context.print(textOf(status, dead, uncertain, Date.now()));
      await context.report(findings);
    }
    return code;
  } finally {
    await store.close();
  }
}

/** The finding of a relay whose key MoEngage does not accept. */
export function keyRefused(): Finding {
  return {
    code: 'events/unauthorized',
    severity: 'error',
    message: 'MoEngage does not accept the key: nothing is delivered, and no event is given up',
    hint: 'end the relay, give it the right key and start it: it asks at once',
  };
}

/** `events replay`: has dead events, or delivered ones since a time, delivered once more. */
export async function replayEvents(args: Arguments, context: CommandContext): Promise<number> {
  const isDead = args.flag('dead');
  const since = args.text('since');
  if (!isDead && since === undefined) throw nothingNamed();
  const state = isDead ? 'dead' : 'delivered';
  const asked = args.texts('kind') as readonly PassEventKind[];
  const kinds = asked.length > 0 ? asked : [...PASS_EVENTS.keys()];
  const from = since === undefined ? 0 : clockOf(since)();
  const store = await openEventStore(args, context, { mustExist: true });
  try {
    const replayed = await store.replay({ state, kinds, since: from, now: Date.now() });
    if (context.json) await context.answer({ ok: true, replayed });
    else await context.print(`${replayed} ${state} events wait for delivery once more\n`);
  } finally {
    await store.close();
  }
  return EXIT.fine;
}

function jsonOf(
  status: StoreStatus,
  dead: readonly DeadEvent[],
): Readonly<Record<string, unknown>> {
  const { oldest, pausedUntil, deadByCode, waitingByCode } = status;
  return {
    ...status,
    oldest: isoOf(oldest),
    pausedUntil: isoOf(pausedUntil),
    deadByCode: Object.fromEntries(deadByCode),
    waitingByCode: Object.fromEntries(waitingByCode),
    deadEvents: dead.map((event) => ({ ...event, receivedAt: isoOf(event.receivedAt) })),
  };
}

function textOf(
  status: StoreStatus,
  dead: readonly DeadEvent[],
  uncertain: readonly string[],
  now: number,
): string {
  const { waiting, sending, delivered, oldest, pausedUntil, uncertainCount } = status;
  const lines = [
    `waiting    ${waiting}${oldest === undefined ? '' : `, the oldest since ${isoOf(oldest)}`}`,
    ...byCode(status.waitingByCode),
    `sending    ${sending}`,
    `delivered  ${delivered}`,
    `dead       ${status.dead}`,
    ...byCode(status.deadByCode),
    ...(isPaused(pausedUntil ?? 0, now)
      ? [`nothing is sent before ${isoOf(pausedUntil)}: MoEngage asked for a pause`]
      : []),
    ...(uncertainCount > 0
      ? [
          `MoEngage may have ${uncertainCount} of them twice; their keys, the latest first:`,
          ...uncertain.map((key) => `  ${key}`),
          ...(uncertainCount > uncertain.length
            ? [`  and ${uncertainCount - uncertain.length} more: --json names all`]
            : []),
        ]
      : []),
    ...(dead.length > 0 ? ['', 'dead events, the latest first:'] : []),
    ...dead.map(
      ({ key, kind, receivedAt, code, reason }) =>
        `  ${isoOf(receivedAt)}  ${kind}  ${key}  ${code}: ${reason}`,
    ),
    ...(dead.length > 0 ? ['smartpass events replay --dead delivers them once more'] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function byCode(counts: ReadonlyMap<string, number>): readonly string[] {
  return Array.from(counts, ([code, count]) => `  ${count}  ${code}`);
}

function isoOf(instant: number | undefined): string | undefined {
  return instant === undefined ? undefined : new Date(instant).toISOString();
}

function nothingNamed(): FindingsError {
  const message = 'events replay takes --dead, or --since for events that were delivered';
  return wrongUse(message, 'write events replay --dead, for example');
}
