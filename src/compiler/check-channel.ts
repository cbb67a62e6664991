import type { Finding } from '../diagnostics/index.ts';
import {
  accountSourceBy,
  NAMES,
  whyUnavailable,
  type Channel,
  type NameSpec,
  type TriggerKind,
} from '../account/index.ts';
import { type FieldMap, type MappedField, sourcesWithin } from './field-map.ts';

/** Where a map is to be used. `button` is the fixed part of a message button's URL, or ''. */
export type Place = {
  readonly channel: Channel;
  readonly trigger: TriggerKind | undefined;
  readonly button: string;
};

/** What of a map cannot work in a channel, under a trigger or behind a button, at the fields concerned. */
export function checkChannel(map: FieldMap, place: Place): readonly Finding[] {
  const findings = map.fields.flatMap((field) => checkField(map, field, place));
  if (`${map.project.url}?data=`.startsWith(place.button)) return findings;
  return [
    ...findings,
    {
      code: 'map/button-base',
      severity: 'error',
      message: `the button's URL ${place.button} is not the beginning of ${map.project.url}?data=`,
      hint: `give the button the URL ${new URL(map.project.url).origin}/`,
      file: map.file,
    },
  ];
}

function checkField(map: FieldMap, field: MappedField, place: Place): Finding[] {
  const kinds = new Set([...sourcesWithin(field.source)].map(({ kind }) => kind));
  return [...kinds].flatMap((kind) => {
    const spec = NAMES.get(accountSourceBy('source', kind)?.name ?? '');
    return spec === undefined ? [] : checkName(map, field, spec, place);
  });
}

function checkName(
  { file }: FieldMap,
  { name, span }: MappedField,
  spec: NameSpec,
  { channel, trigger }: Place,
): Finding[] {
  const at = { severity: 'error', file, span } as const;
  const wrongChannel = whyUnavailable(spec, channel);
  if (wrongChannel !== undefined) {
    const hint = 'use a user attribute, or give the field another source with first';
    const message = `${name} cannot be filled: ${wrongChannel}`;
    return [{ ...at, code: 'map/source-not-in-channel', message, hint }];
  }
  const wrongTrigger = trigger === undefined ? undefined : whyUnavailable(spec, undefined, trigger);
  if (wrongTrigger === undefined) return [];
  const message = `${name} cannot be filled: ${wrongTrigger}`;
  const hint = 'give the campaign that trigger, or read a user attribute';
  return [{ ...at, code: 'map/event-without-trigger', message, hint }];
}
