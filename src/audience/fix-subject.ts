import { shapesOf, type Analysis, type Read } from '../analysis/index.ts';
import type { Campaign } from '../campaign/index.ts';
import { sourcesWithin, writeFieldMap, type MappedField } from '../compiler/index.ts';
import { attributesBy } from '../account/index.ts';
import type { Value } from '../jinja/index.ts';
import { samplesOf } from '../lint/index.ts';
import { resultOf } from './classify.ts';
import type { Attribute, AttributeFeatures } from './features.ts';
import type { FixSubject } from './fix.ts';
import { attributeKey } from './uses.ts';
import { writtenAnalysis } from './written.ts';

/** A part of the message with what is written in it by hand. */
type Written = { readonly file: string; readonly text: string; readonly analysis: Analysis };

/** Values that conversions take, one for each. */
const CONVERTED: readonly Value[] = [
  'Sample',
  'sample@example.com',
  '+15555550100',
  '2027-01-31',
  '2027-01-31T10:20:30+00:00',
  'https://example.com/sample.png',
  7,
  'yes',
  'female',
  '#112233',
  '00000000-0000-4000-8000-000000000000',
  'AAAAAAAAAAAAAAAAAAAAAA',
];

/** What can be changed so that more users of a campaign are sent the message. */
export function fixSubject(
  campaign: Campaign,
  attributes: readonly AttributeFeatures[],
  retry: FixSubject['retry'],
): FixSubject {
  const written = campaign.parts.flatMap((part): Written[] => {
    // A part in the campaign file is written in YAML.
    if (part.file === campaign.file) return [];
    return [{ file: part.file, text: part.source, analysis: writtenAnalysis(part, campaign) }];
  });
  const subjects = attributes.map((one, at) => {
    const policies = policyFields(campaign, one.attribute);
    const reads = written.flatMap((part) => readsIn(part, one.attribute).map(() => part.file));
    const said = [
      ...policies.map(({ name }) => `let ${name} be omitted (${campaign.map?.file ?? ''})`),
      ...(reads.length === 0
        ? []
        : [`give '${one.attribute.name}' a default (${[...new Set(reads)].join(', ')})`]),
    ];
    return {
      attribute: one.attribute,
      at,
      sample: sampleFor(one, written),
      change: said.length === 0 ? undefined : said.join(', '),
    };
  });
  return {
    attributes: subjects,
    textsFor: (numbers) =>
      changedTexts(
        campaign,
        written,
        numbers.flatMap((number) => subjects[number]?.attribute ?? []),
      ),
    retry,
  };
}

/** The fields that drop users for an attribute and can do without it: an id of a pass cannot. */
function policyFields({ map }: Campaign, attribute: Attribute): readonly MappedField[] {
  return (map?.fields ?? []).filter(
    ({ missing, source, name }) =>
      missing.kind === 'drop' &&
      !name.endsWith('xternalId') &&
      [...sourcesWithin(source)].some(
        (one) =>
          'attribute' in one &&
          one.attribute === attribute.name &&
          attributesBy('source', one.kind)?.name === attribute.kind,
      ),
  );
}

function readsIn({ analysis }: Written, attribute: Attribute): readonly Read[] {
  return analysis.reads.all.filter(
    (read) =>
      attributeKey(read) === attributeKey(attribute) &&
      analysis.map.isVerbatim(read.node.start, read.node.end),
  );
}

/** A value that the message and the field map take. */
function sampleFor({ attribute, features }: AttributeFeatures, written: readonly Written[]): Value {
  const conversions = features.filter(({ kind }) => kind === 'converts');
  const keys = conversions.flatMap((feature) =>
    feature.kind === 'converts' ? (feature.by.lookup ?? []).map(([from]) => from) : [],
  );
  const samples = written.flatMap(({ analysis }) =>
    shapesOf(analysis.root, analysis.reads)
      .filter((read) => attributeKey(read) === attributeKey(attribute))
      .flatMap(({ name, shape }) => samplesOf(name, shape)),
  );
  const results = conversions.map(resultOf);
  const candidates = [...keys, ...samples, ...CONVERTED];
  return (
    candidates.find((value) => results.every((result) => result(value) === 1)) ??
    candidates[0] ??
    'Sample'
  );
}

/** The texts of the files with the changes for some attributes: fields omitted, values with a default. */
function changedTexts(
  campaign: Campaign,
  written: readonly Written[],
  attributes: readonly Attribute[],
): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const { map } = campaign;
  const omitted = new Set(attributes.flatMap((one) => policyFields(campaign, one)));
  if (map !== undefined && omitted.size > 0)
    texts.set(
      map.file,
      writeFieldMap({
        ...map,
        fields: map.fields.map((field) =>
          omitted.has(field) ? { ...field, missing: { kind: 'omit' as const } } : field,
        ),
      }),
    );
  for (const part of written) {
    const { text, file, analysis } = part;
    const edits = attributes
      .flatMap((attribute) => readsIn(part, attribute))
      .map(({ node }) => analysis.map.origin(node.start, node.end))
      .sort(([a], [b]) => b - a);
    const changed = edits.reduce(
      (made, [from, to]) =>
        `${made.slice(0, from)}(${made.slice(from, to)}|default('', true))${made.slice(to)}`,
      text,
    );
    if (edits.length > 0) texts.set(file, changed);
  }
  return texts;
}
