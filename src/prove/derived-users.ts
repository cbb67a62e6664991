import { sourcesWithin, type FieldMap, type Known, type Source } from '../compiler/index.ts';
import { Dict, PyFloat, type Value } from '../jinja/index.ts';
import { attributesBy, type AttributeVariable, type Recipient } from '../account/index.ts';

/** A user to prove with. */
export type ProofUser = { readonly name: string; readonly recipient: Recipient };

const HOSTILE = "O\"Brien \\ 'n' <b>&amp; {{ x }}\n\u2028\u0007 Zoë 👍";

/** What each attribute of a map is tried with, besides what the fixtures have. `undefined` takes it away. */
const TRIALS: readonly (readonly [string, Value | undefined])[] = [
  ['missing', undefined],
  ['null', null],
  ['blank', ' '],
  ['hostile', HOSTILE],
  ['a number', new PyFloat(10)],
];

/** One user for each attribute that the map reads and each odd value of it; everything else is as `base` has it. */
export function derivedUsers(map: FieldMap, base: ProofUser): readonly ProofUser[] {
  const seen = new Set<string>();
  return map.fields.flatMap(({ source }) =>
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
}

/**
 * The user as a proof needs it: product sets that the map names are there, empty where the fixture has none, and Content APIs
 * and tables answer with hostile text, since nothing else is known of them.
 */
export function knownFor(map: FieldMap, { recipient }: ProofUser): Known {
  const sources = map.fields.flatMap(({ source }) => [...sourcesWithin(source)]);
  const sets = sources.flatMap((source): [Value, Value][] =>
    source.kind === 'product' ? [[source.set, []]] : [],
  );
  const productSets = Dict.of([...sets, ...(recipient.productSets?.entries() ?? [])]);
  return {
    ...recipient,
    productSets,
    contentApi: (api) => answerOf(sources, (one) => one.kind === 'content' && one.api === api),
    auxRow: (table) => {
      const columns = sources.flatMap((one) =>
        one.kind === 'aux' && one.table === table ? [one.field] : [],
      );
      return Dict.of(columns.map((column): [Value, Value] => [column, HOSTILE]));
    },
  };
}

/** A value that has every path which the map takes into an API's answer; paths through lists stay missing. */
function answerOf(sources: readonly Source[], isMeant: (source: Source) => boolean): Value {
  const answer = new Dict();
  for (const source of sources) {
    if (source.kind !== 'content' || !isMeant(source)) continue;
    let at = answer;
    for (const [depth, step] of source.path.entries()) {
      if (typeof step === 'number') break;
      const inner = at.get(step);
      const isLast = depth === source.path.length - 1;
      if (isLast) at.set(step, HOSTILE);
      else if (!(inner instanceof Dict)) at.set(step, new Dict());
      const next = at.get(step);
      if (next instanceof Dict) at = next;
    }
  }
  return answer;
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
