import { attributesBy, engineOf, isHtml, NOT_SEND } from '../account/index.ts';
import type { Campaign } from '../campaign/index.ts';
import { sourcesWithin, type FieldMap, type MappedField } from '../compiler/index.ts';
import type { Attribute, AttributeFeatures, Conversion, Feature, Features } from './features.ts';
import { attributeKey, noUses, usesOf, type Uses } from './uses.ts';
import { writtenAnalysis } from './written.ts';

/** What is known of an attribute: the uses of the template, the conversions of the field map that decide who is dropped. */
type Known = {
  readonly attribute: Attribute;
  readonly uses: Uses;
  readonly conversions: Conversion[];
};

/**
 * What a campaign can tell its users apart by: of each attribute that it reads the features that decide whether a user is sent the
 * message. Attributes are in the order in which the field map and then the parts of the message read them.
 */
export function featuresOf(campaign: Campaign): Features {
  const known = new Map<string, Known>();
  const of = (attribute: Attribute): Known => {
    const key = attributeKey(attribute);
    const found = known.get(key) ?? { attribute, uses: noUses(), conversions: [] };
    known.set(key, found);
    return found;
  };
  if (campaign.map !== undefined) addMap(campaign.map, of);
  let isComplete = true;
  for (const part of campaign.parts) {
    const analysis = writtenAnalysis(part, campaign);
    const found = usesOf(analysis, part.shape === 'html' && isHtml(campaign.channel));
    isComplete &&= found.isComplete;
    for (const [key, uses] of found.uses) merge(of(attributeOf(key)).uses, uses);
  }
  // Python 2 fails at other characters than ASCII where texts and bytes meet.
  const isPython2 = engineOf(campaign.profile).endsWith('python2');
  const attributes = [...known.values()].map((one) => describe(one, isPython2));
  return { attributes, isComplete };
}

function attributeOf(key: string): Attribute {
  const at = key.indexOf(' ');
  return { kind: key.slice(0, at) as Attribute['kind'], name: key.slice(at + 1) };
}

function merge(into: Uses, from: Uses): void {
  into.equals.push(...from.equals);
  for (const bound of from.bounds) into.bounds.add(bound);
  for (const length of from.lengths) into.lengths.add(length);
  for (const set of from.sets) into.sets.add(set);
  into.parses ||= from.parses;
  into.isDate ||= from.isDate;
  into.isPrinted ||= from.isPrinted;
  into.isOpaque ||= from.isOpaque;
}

/** The attributes of a field map. Only a field that drops users makes a difference by what its conversion takes. */
function addMap({ fields }: FieldMap, of: (attribute: Attribute) => Known): void {
  for (const field of fields) {
    const attributes = [...sourcesWithin(field.source)].flatMap((source): Attribute[] => {
      if (!('attribute' in source)) return [];
      const kind = attributesBy('source', source.kind)?.name;
      return kind === undefined ? [] : [{ kind, name: source.attribute }];
    });
    for (const attribute of attributes) addField(of(attribute), field);
  }
}

function addField({ uses, conversions }: Known, field: MappedField): void {
  if (field.missing.kind !== 'drop') return;
  const { transforms, conversion, lookup, source } = field;
  const by: Conversion = { transforms, conversion, ...(lookup && { lookup }) };
  if (!convertsAny(by)) return;
  const kinds = new Set([...sourcesWithin(source)].map(({ kind }) => kind));
  const isOwn = [...kinds].every(
    (kind) => kind === 'first' || attributesBy('source', kind) !== undefined,
  );
  // What is made of several values, or looked up by one, depends on all of it.
  if (!isOwn) uses.isOpaque = true;
  else conversions.push(by);
}

/** Whether a conversion fails for a text that is not blank, or takes what is no text. */
function convertsAny({ transforms, conversion, lookup }: Conversion): boolean {
  const cuts = transforms.some((step) => typeof step === 'object');
  return conversion.to !== 'text' || lookup !== undefined || cuts;
}

function describe({ attribute, uses, conversions }: Known, isPython2: boolean): AttributeFeatures {
  const features: Feature[] = [{ kind: 'presence' }, { kind: 'half-pair' }];
  for (const by of conversions) features.push({ kind: 'converts', by });
  const byFolds = new Map<string, Uses['equals']>();
  for (const one of uses.equals)
    byFolds.set(one.folds.join(), [...(byFolds.get(one.folds.join()) ?? []), one]);
  for (const alike of byFolds.values()) {
    const values = [...new Set(alike.map(({ value }) => value))];
    features.push({ kind: 'equals', values, folds: alike[0]?.folds ?? [] });
  }
  if (uses.bounds.size > 0)
    features.push({ kind: 'between', bounds: sorted(uses.bounds), parses: uses.parses });
  if (uses.lengths.size > 0) features.push({ kind: 'length', bounds: sorted(uses.lengths) });
  if (uses.isDate) features.push({ kind: 'date' });
  const sets = new Set(uses.sets);
  if (isPython2) sets.add('non-ascii');
  for (const set of sets) features.push({ kind: 'has', set });
  if (uses.isPrinted) features.push({ kind: 'contains', text: NOT_SEND });
  if (uses.isOpaque) features.push({ kind: 'shape' });
  return { attribute, features };
}

function sorted(numbers: ReadonlySet<number>): readonly number[] {
  return [...numbers].sort((a, b) => a - b);
}
