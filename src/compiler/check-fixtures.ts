import { didYouMean, type Finding } from '../diagnostics/index.ts';
import type { Recipient } from '../account/index.ts';
import { sourcesWithin, type AttributeSource, type FieldMap } from './field-map.ts';

const SECTIONS: ReadonlyMap<
  AttributeSource['kind'],
  readonly ['user' | 'event' | 'businessEvent', string]
> = new Map([
  ['user', ['user', 'user attribute']],
  ['event', ['event', 'event attribute']],
  ['business', ['businessEvent', 'business event attribute']],
] as const);

/**
 * Attributes of a map that no fixture has: they may be misspelt. A null counts as there. Events are only judged where some
 * fixture has one.
 */
export function checkFixtures(map: FieldMap, recipients: readonly Recipient[]): readonly Finding[] {
  return [...SECTIONS].flatMap(([kind, [section, what]]) => {
    const dicts = recipients.flatMap((recipient) => recipient[section] ?? []);
    if (dicts.length === 0) return [];
    const known = new Set(
      dicts.flatMap((dict) => [...dict.keys()]).filter((key) => typeof key === 'string'),
    );
    const told = new Set<string>();
    return map.fields.flatMap(({ name, source, span }) =>
      [...sourcesWithin(source)].flatMap((inner): Finding[] => {
        if (inner.kind !== kind || known.has(inner.attribute) || told.has(inner.attribute))
          return [];
        told.add(inner.attribute);
        return [
          {
            code: 'map/unknown-attribute',
            severity: 'warning',
            message: `${name} reads the ${what} '${inner.attribute}', which no fixture has`,
            hint:
              didYouMean(inner.attribute, known) ??
              'give it to a fixture user, as null where it may be missing',
            file: map.file,
            span,
          },
        ];
      }),
    );
  });
}
