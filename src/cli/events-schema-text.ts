import { PASS_EVENTS, type PassEventKind } from '../account/index.ts';
import { eventRequest, type AttributeSource, type EventSettings } from '../events/index.ts';
import type { Arguments, CommandContext } from './command.ts';
import { loadEventSettings } from './events-settings.ts';

/** `events schema`: the events and attributes that MoEngage will receive, and a request as an example. */
export async function showEventSchema(args: Arguments, context: CommandContext): Promise<number> {
  const { settings, warnings } = await loadEventSettings(args, context);
  const kinds = [...PASS_EVENTS.keys()].filter((kind) => settings.send.has(kind));
  const attributes = [
    ...Array.from(settings.attributes, ([name, source]) => ({ name, ...described(source) })),
    { name: settings.keyAttribute, type: 'text', from: 'the key of the event' },
  ];
  const example = exampleOf(kinds[0] ?? 'created', settings);
  const findings = context.judge.keep(warnings);
  if (context.json) {
    const events = kinds.map((kind) => ({ kind, action: settings.names.get(kind) }));
    const { customerId } = settings;
    await context.answer({ ok: true, events, customerId, attributes, example, findings });
  } else {
    const lines = [
      ...kinds.map((kind) => `${kind.padEnd(12)} -> ${settings.names.get(kind) ?? kind}`),
      '',
      `customer_id: ${settings.customerId} of the pass`,
      ...attributes.map(({ name, type, from }) => `${name}: ${type}, from ${from}`),
      `current_time: ${settings.time ?? 'when the webhook came'}`,
      '',
      JSON.stringify(example, undefined, 2),
      '',
    ];
    await context.print(lines.join('\n'));
    await context.report(findings);
  }
  return context.judge.exit(findings);
}

function described(source: AttributeSource): { readonly type: string; readonly from: string } {
  return source.kind === 'field'
    ? { type: 'the type of the field', from: source.field }
    : { type: 'text', from: source.text };
}

/** A request for a pass whose fields hold their own names. */
function exampleOf(kind: PassEventKind, settings: EventSettings): unknown {
  const now = Date.parse('2026-01-31T09:00:00Z');
  const fields = new Map([['pass.id', '5u5EO18473CDVG0Vw0VgPV']]);
  for (const source of settings.attributes.values())
    if (source.kind === 'field' && !fields.has(source.field))
      fields.set(source.field, source.field);
  fields.set(settings.customerId, 'MOENGAGE-ID');
  const facts = { key: 'KEY-OF-THE-EVENT', occurredAt: now };
  const built = eventRequest({ kind, passId: '', fields }, facts, settings, now);
  return built.finding === undefined ? built.request : { code: built.finding.code };
}
