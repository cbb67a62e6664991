import { sourcesWithin, type FieldMap, type Known } from '../compiler/index.ts';
import { Dict, PyFloat, type Value } from '../jinja/index.ts';
import { attributesBy, type AttributeVariable, type Recipient } from '../account/index.ts';
import { derivedAnswers, fullAnswers, HOSTILE, type Answers } from './derived-answers.ts';

/** A user to prove with. `answers` is what Content APIs, tables and product sets give; without it all that the map reads. */
export type ProofUser = {
  readonly name: string;
  readonly recipient: Recipient;
  readonly answers?: Answers;
};

/** What each attribute of a map is tried with, besides what the fixtures have. `undefined` takes it away. */
const TRIALS: readonly (readonly [string, Value | undefined])[] = [
  ['missing', undefined],
  ['null', null],
  ['blank', ' '],
  ['hostile', HOSTILE],
  ['a number', new PyFloat(10)],
];

/**
 * One user for each attribute that the map reads and each odd value of it, and for each odd answer of a Content API, table or
 * product set; everything else is as `base` has it.
 */
export function derivedUsers(map: FieldMap, base: ProofUser): readonly ProofUser[] {
  const seen = new Set<string>();
  const ofAttributes = map.fields.flatMap(({ source }) =>
    [...sourcesWithin(source)].flatMap((inner) => {
      const section = attributesBy('source', inner.kind)?.part;
      if (section === undefined || !('attribute' in inner)) return [];
      const key = `${section} ${inner.attribute}`;
      if (seen.has(key)) return [];
      seen.add(key);
      return TRIALS.map(([what, value]) => ({
        name: `${base.name}, ${inner.attribute}: ${what}`,
        recipient: changed(base.recipient, section, inner.attribute, value),
      }));
    }),
  );
  const ofAnswers = derivedAnswers(map).map(([what, answers]) => ({
    name: `${base.name}, ${what}`,
    recipient: base.recipient,
    answers,
  }));
  return [...ofAttributes, ...ofAnswers];
}

/**
 * The user as a proof needs it. Where it has no `answers`, product sets are those of the fixture, or empty, and Content APIs and
 * tables answer with hostile text in everything that the map reads.
 */
export function knownFor(map: FieldMap, { recipient, answers }: ProofUser): Known {
  const { content, aux, product } = answers ?? fullAnswers(map);
  const sets = [...product.keys()].map((set): [Value, Value] => [set, []]);
  const given = answers === undefined ? recipient.productSets?.entries() : product;
  return {
    ...recipient,
    productSets: Dict.of([...(answers === undefined ? sets : []), ...(given ?? [])]),
    contentApi: (api) => content.get(api),
    auxRow: (table) => aux.get(table),
  };
}

function changed(
  recipient: Recipient,
  section: AttributeVariable['part'],
  attribute: string,
  value: Value | undefined,
): Recipient {
  const entries = [...(recipient[section]?.entries() ?? [])].filter(([key]) => key !== attribute);
  const own: [Value, Value][] = value === undefined ? [] : [[attribute, value]];
  return { ...recipient, [section]: Dict.of([...entries, ...own]) };
}
