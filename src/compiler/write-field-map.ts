import { Document, isMap, isScalar } from 'yaml';
import {
  isConstant,
  type Conversion,
  type FieldMap,
  type MappedField,
  type PathStep,
  type Policy,
  type Source,
} from './field-map.ts';
import { defaultForm } from './read/build-conversion.ts';

type Plain = Readonly<Record<string, unknown>>;

/** A field of a map that is written; one that is left open has a reason, and the file is refused until it is filled in. */
export type WrittenField = MappedField | { readonly name: string; readonly todo: string };

/**
 * A field map as a YAML file that reads back as the same map. `notes` are comments at its head, a line each. Where no field
 * holds an external id the file says `identity: none`.
 */
export function writeFieldMap(
  map: Omit<FieldMap, 'fields'> & { readonly fields: readonly WrittenField[] },
  notes: readonly string[] = [],
): string {
  const hasIdentity = map.fields.some(({ name }) => name.endsWith('.externalId'));
  const query = map.query.map(([name, value]) => [
    decodeURIComponent(name),
    decodeURIComponent(value),
  ]);
  const link = {
    ...(map.base64 === 'standard' && { base64: 'standard' }),
    ...(query.length > 0 && { query: Object.fromEntries(query) as Plain }),
  };
  const document = new Document({
    smartpass: 1,
    project: map.project,
    ...(!hasIdentity && { identity: 'none' }),
    fields: new Map(
      map.fields.map((field) => [field.name, 'todo' in field ? 'TODO' : fieldPlain(field)]),
    ),
    ...(Object.keys(link).length > 0 && { link }),
  });
  inFlow(document.get('project', true));
  inFlow(document.get('link', true));
  const fields = document.get('fields', true);
  if (isMap(fields))
    for (const [at, { value }] of fields.items.entries()) {
      inFlow(value);
      const field = map.fields[at];
      if (field !== undefined && 'todo' in field && isScalar(value))
        value.comment = ` ${field.todo}`;
    }
  document.commentBefore = notes.map((note) => ` ${note}`).join('\n') || null;
  return document.toString({ lineWidth: 0 });
}

function inFlow(node: unknown): void {
  if (isMap(node)) node.flow = true;
}

function fieldPlain({ name, source, transforms, conversion, lookup, missing }: MappedField): Plain {
  const plain = sourcePlain(source);
  if (source.kind === 'value') return plain;
  const isUnasked = lookup !== undefined || isConstant(source);
  return {
    ...plain,
    ...(transforms.length > 0 && { transform: transforms }),
    ...conversionPlain(conversion, isUnasked ? 'text' : defaultForm(name)),
    ...(lookup !== undefined && { map: new Map(lookup) }),
    missing: policyPlain(missing),
  };
}

/** What an option is where it is not given. */
const DEFAULTS: ReadonlyMap<string, string> = new Map([
  ['order', 'ymd'],
  ['offset', '+00:00'],
  ['time', '00:00:00'],
]);

function conversionPlain({ to, ...options }: Conversion, unasked: string): Plain {
  const given = Object.entries(options)
    .filter(([key, value]) => DEFAULTS.get(key) !== value)
    .map(([key, value]) => [key, key === 'plus' ? `${value} days` : value]);
  return { ...(to !== unasked && { as: to }), ...(Object.fromEntries(given) as Plain) };
}

function policyPlain(policy: Policy): unknown {
  if (policy.kind === 'drop') return { drop: policy.reason };
  return policy.kind === 'default' ? { default: policy.text } : policy.kind;
}

function sourcePlain(source: Source): Plain {
  switch (source.kind) {
    case 'value':
      return { value: source.text };
    case 'now':
      return { now: true };
    case 'text':
      return { text: source.parts.map(textPlain).join('') };
    case 'first':
      return { first: source.sources.map(sourcePlain) };
    case 'aux':
      return { aux: { table: source.table, key: sourcePlain(source.key), field: source.field } };
    case 'content': {
      const params = source.params.map(([name, value]) => [name, sourcePlain(value)]);
      const given = params.length > 0 && { params: Object.fromEntries(params) as Plain };
      return { content: { api: source.api, field: pathPlain(source.path), ...given } };
    }
    case 'product': {
      const [item, ...path] = source.path;
      return { product: { set: source.set, item, field: pathPlain(path) } };
    }
    case 'user':
    case 'event':
    case 'business':
    case 'campaign':
    default:
      return { [source.kind]: source.attribute };
  }
}

function textPlain(part: string | Source): string {
  if (typeof part === 'string') return part.replaceAll(/[\\{}]/g, (character) => `\\${character}`);
  if ('attribute' in part) return `{${part.kind}:${part.attribute}}`;
  if (part.kind === 'product') return `{product:${part.set}${pathPlain(part.path)}}`;
  return part.kind === 'content' ? `{content:${part.api}.${pathPlain(part.path)}}` : '';
}

function pathPlain(path: readonly PathStep[]): string {
  return path
    .map((step, at) => (typeof step === 'number' ? `[${step}]` : `${at === 0 ? '' : '.'}${step}`))
    .join('');
}
