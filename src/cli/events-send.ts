import { setTimeout as sleep } from 'node:timers/promises';
import { FindingsError, jsonIn, type Finding } from '../diagnostics/index.ts';
import { jsonItems } from '../documents/index.ts';
import { createRelay, memoryStore, type Relay, type RelayLog } from '../events/index.ts';
import type { Arguments, CommandContext } from './command.ts';
import { loadEventSettings } from './events-settings.ts';
import { accountAccess } from './live-access.ts';
import { DATA_KEY } from './secret.ts';
import { wrongUse } from './wrong-use.ts';

/** What became of one recorded webhook. */
type Sent = { readonly item: number; readonly result: string; readonly key?: string };

/** `events send FILE`: delivers recorded webhooks, and says what became of each. */
export async function sendEvents(args: Arguments, context: CommandContext): Promise<number> {
  const file = args.text('file');
  if (file === undefined) throw noFile();
  const { settings, warnings, config } = await loadEventSettings(args, context);
  const webhooks = recordedIn(await context.files.read(file), file);
  const access = await accountAccess(args, context, config, DATA_KEY);
  const log: RelayLog[] = [];
  const relay = createRelay({
    settings: { ...settings, enabled: true },
    access,
    store: memoryStore(),
    fetch,
    clock: { now: Date.now, sleep: (wait) => sleep(wait) },
    random: Math.random,
    log: (entry) => log.push(entry),
    owner: 'send',
  });
  const received: Sent[] = [];
  for (const [index, body] of webhooks.entries())
    // oxlint-disable-next-line no-await-in-loop -- in the order of the file
    received.push(await receive(relay, index + 1, body));
  await drain(relay, context);
  const sent = received.map((one) => outcomeOf(one, log));
  const findings = context.judge.keep([...warnings, ...deadFindings(sent, log, file)]);
  const code = context.judge.exit(findings);
  if (context.json) await context.answer({ ok: code === 0, events: sent, findings });
  else {
    await context.print(sent.map((one) => `${one.item}  ${one.result}\n`).join(''));
    await context.report(findings);
  }
  return code;
}

async function receive(relay: Relay, item: number, body: string): Promise<Sent> {
  const headers = { get: () => undefined };
  const { body: said } = await relay.receive({ method: 'POST', path: '/', headers, body });
  const { stored, duplicate, ignored, code } = said as Readonly<Record<string, string>>;
  if (stored !== undefined) return { item, result: 'waiting', key: stored };
  if (duplicate !== undefined) return { item, result: 'duplicate', key: duplicate };
  return { item, result: ignored === undefined ? `refused: ${code}` : 'not to be sent' };
}

/** Delivers until nothing is left. */
async function drain(relay: Relay, context: CommandContext): Promise<void> {
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- one round after the other
    const { settled, nextAt } = await relay.step();
    if (settled.length === 0 && nextAt === undefined) return;
    // A key that is wrong now is wrong for every other event.
    if (relay.problem === 'events/unauthorized') return;
    const wait = settled.length > 0 || nextAt === undefined ? 0 : nextAt - Date.now();
    if (wait <= 0) continue;
    const seconds = Math.ceil(wait / 1000);
    // oxlint-disable-next-line no-await-in-loop -- as above
    await context.note(`MoEngage is asked once more in ${seconds} s`);
    // oxlint-disable-next-line no-await-in-loop -- as above
    await sleep(wait);
  }
}

function outcomeOf(sent: Sent, log: readonly RelayLog[]): Sent {
  if (sent.result !== 'waiting') return sent;
  const last = log.findLast(({ key }) => key === sent.key);
  const { event, code } = last ?? {};
  if (event === 'dead') return { ...sent, result: `dead: ${code}` };
  if (event === 'retry') return { ...sent, result: `not sent: ${code}` };
  // What waited behind an event of the same pass when the sending ended was not tried.
  return { ...sent, result: event?.startsWith('delivered') ? event : 'not sent' };
}

/** What is wrong with the events that were not delivered, one finding for each code. */
function deadFindings(
  sent: readonly Sent[],
  log: readonly RelayLog[],
  file: string,
): readonly Finding[] {
  const items = new Map<string, number[]>();
  for (const { item, result } of sent) {
    const code = /^(?:dead|refused|not sent): (.*)$/.exec(result)?.[1];
    if (code !== undefined) items.set(code, [...(items.get(code) ?? []), item]);
  }
  return Array.from(items, ([code, numbers]) => {
    const reason = log.find((entry) => entry.code === code && entry.reason !== undefined)?.reason;
    const [first] = numbers;
    const which =
      numbers.length === 1 ? `item ${first}` : `${numbers.length} items, item ${first} the first,`;
    const message = `${which} could not be delivered${reason === undefined ? '' : `: ${reason}`}`;
    return { code, severity: 'error', message, file };
  });
}

/** The webhooks of a file, each as its text: one a line, or the elements of one JSON list, or one JSON object. */
function recordedIn(text: string, file: string): readonly string[] {
  const whole = jsonIn(text);
  if (Array.isArray(whole)) return jsonItems(text);
  if (whole !== undefined) return [text];
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.some((line) => jsonIn(line) !== undefined)) return lines;
  throw new FindingsError([
    {
      code: 'events/not-json',
      severity: 'error',
      message: 'the file holds no webhooks: one JSON object a line, or a list of them',
      hint: 'record the bodies of webhooks as PassKit sends them; docs/events.md says what they hold',
      file,
    },
  ]);
}

function noFile(): FindingsError {
  const message = 'events send takes the file of the recorded webhooks';
  return wrongUse(message, 'write smartpass events send webhooks.json, for example');
}
