import type { Finding } from '../diagnostics/index.ts';
import type { Channel, FieldMap, MappedField, Source, Trigger } from './field-map.ts';
import { sourcesWithin } from './field-map.ts';

/** Where a map is to be used. `button` is the fixed part of a message button's URL, or ''. */
export type Place = {
  readonly channel: Channel;
  readonly trigger: Trigger | undefined;
  readonly button: string;
};

type Rule = { readonly what: string; readonly fits: (channel: Channel) => boolean };

/** Which channels have a source: MoEngage's help pages on personalisation. Sources that are everywhere are not listed. */
const RULES: ReadonlyMap<Source['kind'], Rule> = new Map<Source['kind'], Rule>([
  ['event', { what: 'event attributes', fits: (channel) => channel !== 'connector' }],
  [
    'business',
    {
      what: 'business event attributes',
      fits: (channel) => ['email', 'push', 'sms'].includes(channel),
    },
  ],
  ['campaign', { what: 'campaign attributes', fits: (channel) => channel === 'email' }],
  ['content', { what: 'Content APIs', fits: (channel) => channel !== 'cards' }],
  ['aux', { what: 'auxiliary tables', fits: (channel) => channel !== 'connector' }],
]);

const TRIGGERS: ReadonlyMap<Source['kind'], Trigger> = new Map<Source['kind'], Trigger>([
  ['event', 'event'],
  ['business', 'business-event'],
]);

/** What of a map cannot work in a channel, under a trigger or behind a button, at the fields concerned. */
export function checkChannel(map: FieldMap, place: Place): readonly Finding[] {
  const findings = map.fields.flatMap((field) => checkField(map, field, place));
  if (`${map.project.url}?data=`.startsWith(place.button)) return findings;
  return [
    ...findings,
    {
      code: 'map/button-base',
      severity: 'error',
      message: `the button's URL ${place.button} is no beginning of ${map.project.url}?data=`,
      hint: `give the button the URL ${new URL(map.project.url).origin}/`,
      file: map.file,
    },
  ];
}

function checkField(map: FieldMap, field: MappedField, { channel, trigger }: Place): Finding[] {
  const kinds = new Set([...sourcesWithin(field.source)].map(({ kind }) => kind));
  const at = { severity: 'error', file: map.file, span: field.span } as const;
  return [...kinds].flatMap((kind): Finding[] => {
    const rule = RULES.get(kind);
    if (rule !== undefined && !rule.fits(channel)) {
      const message = `${field.name} needs ${rule.what}, which MoEngage does not have in ${channel}`;
      const hint = 'use a user attribute, or give the field another source with first';
      return [{ ...at, code: 'map/source-not-in-channel', message, hint }];
    }
    const wanted = TRIGGERS.get(kind);
    if (wanted === undefined || trigger === undefined || trigger === wanted) return [];
    const message = `${field.name} reads an attribute of ${wanted === 'event' ? 'the triggering event' : 'a business event'}, and the campaign is ${trigger}`;
    const hint = `make the campaign ${wanted}-triggered, or read a user attribute`;
    return [{ ...at, code: 'map/event-without-trigger', message, hint }];
  });
}
