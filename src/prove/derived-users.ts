import { sourcesWithin, type FieldMap, type Known } from '../compiler/index.ts';
import { Dict, PyFloat, type Value } from '../jinja/index.ts';
import { attributesBy, type AttributeVariable, type Recipient } from '../account/index.ts';
import { fieldNamed } from '../passkit/index.ts';
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

/** What hand-written templates treat as missing, or print, where a field map does not. */
const ODD: readonly (readonly [string, Value])[] = [
  ['0', 0],
  ['false', false],
  ['a list', ['a', 'b']],
];

/**
 * Users for a map that has no fixtures: one who has in every attribute what its first field shows as an example, one for each text
 * that a look-up knows, and those who differ from the first in one attribute. `others` are attributes that a template reads
 * besides, by their variable. Answers of APIs, tables and sets are not varied.
 */
export function exampleUsers(
  map: FieldMap,
  others: readonly { readonly kind: string; readonly name: string }[],
): readonly ProofUser[] {
  const reads = map.fields.flatMap((field) =>
    [...sourcesWithin(field.source)].flatMap((inner) => {
      const section = attributesBy('source', inner.kind)?.part;
      if (section === undefined || !('attribute' in inner)) return [];
      return [{ section, name: inner.attribute, field }];
    }),
  );
  const whole = reads.toReversed().reduce<Recipient>(
    (recipient, { section, name, field }) => {
      const [first] = field.lookup ?? [];
      return changed(
        recipient,
        section,
        name,
        first?.[0] ?? fieldNamed(field.name)?.example ?? 'x',
      );
    },
    others.reduce<Recipient>(
      (recipient, { kind, name }) => {
        const section = attributesBy('name', kind)?.part;
        return section === undefined ? recipient : changed(recipient, section, name, 'x');
      },
      { user: new Dict() },
    ),
  );
  const base: ProofUser = { name: 'complete', recipient: whole };
  const looked = reads.flatMap(({ section, name, field }) =>
    (field.lookup ?? []).map(([text]) => ({
      name: `${name}: ${text}`,
      recipient: changed(whole, section, name, text),
    })),
  );
  const odd = reads.flatMap(({ section, name }) =>
    ODD.map(([what, value]) => ({
      name: `${name}: ${what}`,
      recipient: changed(whole, section, name, value),
    })),
  );
  const varied = derivedUsers(map, base).filter(({ answers }) => answers === undefined);
  const names = varied.map((user) => ({ ...user, name: user.name.replace('complete, ', '') }));
  return [base, ...looked, ...names, ...odd];
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
