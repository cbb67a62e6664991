import { FindingsError } from '../diagnostics/index.ts';
import { isChannel, type ProfileChange } from '../account/index.ts';
import { ANSWER_FILE, calibrateLive } from '../live/index.ts';
import { configOf, recordProfile } from './calibrate-record.ts';
import type { Arguments, CommandContext } from './command.ts';
import { liveAccess } from './live-access.ts';

/** Asks the account itself for its profile in one preview request, writes it down and names what drifted. `now` is this instant. */
export async function recordLive(
  args: Arguments,
  context: CommandContext,
  now: number,
): Promise<number> {
  const given = args.text('channel') ?? 'email';
  const channel = isChannel(given) ? given : 'email';
  const config = await configOf(args, context);
  const isThere = await context.files.exists(config);
  const { client, id } = await liveAccess(args, context, isThere ? config : undefined);
  await context.note(`asking ${client.host} for a preview of the probe: no attribute is sent`);
  const read = await calibrateLive(client, { channel, id, now });
  context.files.sources.set(ANSWER_FILE, read.answers);
  const { decision, parts, findings, shown } = read;
  if (decision === undefined) throw new FindingsError(findings);
  const date = new Date(now).toISOString().slice(0, 10);
  const pins = [
    ...decision.pins.map((pin) => ({ ...pin, from: `calibrate --live, part ${pin.part}` })),
    ...shown.map((pin) => ({ ...pin, from: 'calibrate --live' })),
  ];
  const changes = pins.map(({ field, value, seen, from }): ProfileChange => {
    return { field, answer: { value, date, evidence: `${from}: ${seen}` } };
  });
  const found = { changes, parts, notes: decision.notes, findings: decision.findings };
  return recordProfile(found, args, context, { namesDrift: true });
}
