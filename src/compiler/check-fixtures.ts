import { didYouMean, type Finding } from '../diagnostics/index.ts';
import { ATTRIBUTES, type Recipient } from '../account/index.ts';
import { sourcesWithin, type FieldMap } from './field-map.ts';

/**
 * Attributes of a map that no fixture has: they may be misspelt. A null counts as there. Events are only judged where some
 * fixture has one.
 */
export function checkFixtures(map: FieldMap, recipients: readonly Recipient[]): readonly Finding[] {
  return ATTRIBUTES.flatMap(({ source: kind, part, noun }) => {
    const dicts = recipients.flatMap((recipient) => recipient[part] ?? []);
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
            message: `${name} reads the ${noun} '${inner.attribute}', which no fixture has`,
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
