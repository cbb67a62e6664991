import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseJson, toJs, type Dict, type Value } from '../../src/jinja/index.ts';

const FOLDER = 'fixtures/compiler/conversions';

/** What an attribute holds and what it becomes; null where it is missing. `source` is where the answer comes from. */
export type ConversionCase = {
  readonly value: Value;
  readonly answer: string | null;
  readonly source: string;
};

/** The cases of a conversion with some options, as a field map writes them. */
export type ConversionGroup = {
  readonly options: Readonly<Record<string, unknown>>;
  readonly cases: readonly ConversionCase[];
};

/** The recorded cases of every conversion, by its name. Floats stay floats. */
export function conversionCases(): ReadonlyMap<string, readonly ConversionGroup[]> {
  const files = readdirSync(FOLDER).toSorted();
  return new Map(
    files.map((file) => {
      const data = parseJson(readFileSync(`${FOLDER}/${file}`, 'utf8')) as Dict;
      const groups = (data.get('groups') as Value[] as Dict[]).map(groupOf);
      return [basename(file, '.json'), groups];
    }),
  );
}

function groupOf(group: Dict): ConversionGroup {
  const cases = (group.get('cases') as Value[] as Dict[]).map((one) => ({
    value: one.get('value') ?? null,
    answer: (one.get('answer') as string | null | undefined) ?? null,
    source: String(one.get('source')),
  }));
  return { options: toJs(group.get('options') as Value) as Record<string, unknown>, cases };
}
