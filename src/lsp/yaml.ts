import { CONFIG_SCHEMA, kindOf, type FileKind } from '../account/index.ts';
import { CAMPAIGN_SCHEMA } from '../campaign/index.ts';
import { FIELD_MAP_SCHEMA } from '../compiler/index.ts';
import { FIELDS } from '../passkit/index.ts';
import type { CompletionItem } from 'vscode-languageserver-protocol';
import type { Said } from './hover.ts';
import { namesOf, type Surroundings } from './surroundings.ts';
import type { Place, TemplateText } from './template-text.ts';

/** The files whose keys an editor is offered. */
export type YamlKind = Extract<FileKind, 'map' | 'campaign' | 'config'>;

/** Which file of smartpass with keys to offer a YAML file is; undefined for any other. */
export function yamlKind(path: string, text: string): YamlKind | undefined {
  const kind = kindOf(text, path);
  return kind === 'map' || kind === 'campaign' || kind === 'config' ? kind : undefined;
}

type Schema = { readonly [key: string]: unknown };

const SCHEMAS: Readonly<Record<YamlKind, Schema>> = {
  map: FIELD_MAP_SCHEMA,
  campaign: CAMPAIGN_SCHEMA,
  config: CONFIG_SCHEMA,
};

/** Keys and values that a file of smartpass may have at a place, by its schema; attributes where a source names one. */
export function yamlCompletionsAt(
  template: TemplateText,
  place: Place,
  { kind, around }: { readonly kind: YamlKind; readonly around: Surroundings },
): readonly CompletionItem[] {
  const { path, word, isValue, from } = spotAt(template, place);
  const range = template.rangeOf(from, template.offsetAt(place));
  const item = (label: string, spec: Schema, newText: string): CompletionItem => {
    const doc = textIn(spec, 'description');
    return {
      label,
      kind: isValue ? 12 : 10,
      ...(textIn(spec, 'title') !== undefined && { detail: textIn(spec, 'title') as string }),
      ...(doc !== undefined && { documentation: doc }),
      textEdit: { range, newText },
    };
  };
  if (isValue) {
    const names = path.at(-1) === 'user' ? attributeItems(around) : valuesIn(SCHEMAS[kind], path);
    return names.map(({ name, detail }) => item(name, { title: detail }, name));
  }
  const isFields = kind === 'map' && path.length === 1 && path[0] === 'fields';
  const keys = isFields
    ? FIELDS.map(({ name, about }) => [name.replace('[1..10]', '[1]'), { title: about }] as const)
    : [...keysIn(SCHEMAS[kind], path)];
  return keys
    .filter(([name]) => name.startsWith(word) || word === '' || name.includes(word))
    .map(([name, spec]) => item(name, spec, `${name}: `));
}

/** What the schema says of the key at a place. */
export function yamlHoverAt(
  template: TemplateText,
  place: Place,
  kind: YamlKind,
): Said | undefined {
  const line = template.lines.line(place.line + 1) ?? '';
  const found = /^(\s*(?:- )?)(["']?)([\w.[\]-]+)\2\s*:/.exec(line);
  if (found === null) return undefined;
  const [, lead = '', quote = '', key = ''] = found;
  const from = lead.length + quote.length;
  if (place.character < from || place.character > from + key.length) return undefined;
  const { path } = spotAt(template, { line: place.line, character: lead.length });
  const spec = specAt(SCHEMAS[kind], [...path, key])[0];
  const text = spec === undefined ? undefined : textIn(spec, 'description');
  if (text === undefined) return undefined;
  const start = template.offsetAt({ line: place.line, character: from });
  return { text: `**${key}**\n\n${text}`, range: template.rangeOf(start, start + key.length) };
}

type Named = { readonly name: string; readonly detail?: string };

function attributeItems(around: Surroundings): readonly Named[] {
  const all = around.known.get('UserAttribute')?.length ?? 0;
  return Array.from(namesOf('UserAttribute', around, undefined), ([name, count]) => ({
    name,
    detail: `in ${count} of ${all} fixtures`,
  }));
}

type Spot = {
  /** The keys above the place; with `isValue` the last one is that whose value it is. */
  readonly path: readonly string[];
  readonly word: string;
  readonly isValue: boolean;
  readonly from: number;
};

/** The keys above a place, by indentation, and within braces that are open on its line. */
function spotAt(template: TemplateText, place: Place): Spot {
  const offset = template.offsetAt(place);
  const { line } = template.lines.positionAt(offset);
  const start = template.lines.starts[line - 1] ?? 0;
  const head = template.text.slice(start, offset);
  const outer: string[] = [];
  let indent = /^[\s-]*/.exec(head)?.[0].length ?? 0;
  for (let above = line - 1; above > 0 && indent > 0; above -= 1) {
    const [, lead = '', key] =
      /^([\s-]*)["']?([^"':#{}]+?)["']?\s*:/.exec(template.lines.line(above) ?? '') ?? [];
    if (key === undefined || lead.length >= indent) continue;
    indent = lead.length;
    outer.unshift(key);
  }
  return { ...withinLine(head, outer), from: offset - lastWord(head).length };
}

function withinLine(head: string, outer: readonly string[]): Omit<Spot, 'from'> {
  const path = [...outer];
  const open: string[] = [];
  let key: string | undefined;
  for (const { 0: token } of head.matchAll(
    /[{},]|["']?[\w. [\]-]*\w[\w. [\]-]*["']?\s*:(?=\s|$)/g,
  )) {
    if (token === '{') {
      open.push(key ?? '');
      key = undefined;
    } else if (token === '}') {
      open.pop();
      key = undefined;
    } else if (token === ',') key = undefined;
    else
      key = token
        .replace(/\s*:$/, '')
        .trim()
        .replace(/^- /, '')
        .replaceAll(/^["']|["']$/g, '');
  }
  path.push(...open);
  return {
    path: key === undefined ? path : [...path, key],
    word: lastWord(head),
    isValue: key !== undefined,
  };
}

function lastWord(head: string): string {
  return /(?:^|[\s{,:])["']?([\w.[\]-]*)$/.exec(head)?.[1] ?? '';
}

/** The schemas at a path: all alternatives of each step. */
function specAt(root: Schema, path: readonly string[]): readonly Schema[] {
  let found = alternatives(root, root);
  for (const key of path)
    found = found.flatMap((schema) =>
      membersOf(schema, key).flatMap((one) => alternatives(one, root)),
    );
  return found;
}

function membersOf(schema: Schema, key: string): readonly Schema[] {
  const own = asSchema(asSchema(schema['properties'])?.[key]);
  if (own !== undefined) return [own];
  for (const [pattern, one] of Object.entries(asSchema(schema['patternProperties']) ?? {}))
    if (new RegExp(pattern).test(key)) return [one as Schema];
  const rest = asSchema(schema['additionalProperties']) ?? asSchema(schema['items']);
  return rest === undefined ? [] : [rest];
}

/** A schema and everything that it takes together or chooses from. */
function alternatives(schema: Schema, root: Schema, depth = 0): readonly Schema[] {
  if (depth > 8) return [];
  const { $ref: reference } = schema;
  const named =
    typeof reference === 'string'
      ? asSchema(asSchema(root['$defs'])?.[reference.replace('#/$defs/', '')])
      : undefined;
  const parts = ['oneOf', 'anyOf', 'allOf'].flatMap(
    (key) => (schema[key] as Schema[] | undefined) ?? [],
  );
  return [
    schema,
    ...[...parts, ...(named ? [named] : [])].flatMap((one) => alternatives(one, root, depth + 1)),
  ];
}

function keysIn(root: Schema, path: readonly string[]): ReadonlyMap<string, Schema> {
  const found = new Map<string, Schema>();
  for (const schema of specAt(root, path))
    for (const [key, spec] of Object.entries(asSchema(schema['properties']) ?? {}))
      if (!found.has(key)) found.set(key, asSchema(spec) ?? {});
  return found;
}

function valuesIn(root: Schema, path: readonly string[]): readonly Named[] {
  const names = specAt(root, path).flatMap((schema) => {
    const values = (schema['enum'] as unknown[] | undefined) ?? [];
    return 'const' in schema ? [...values, schema['const']] : values;
  });
  return [...new Set(names.map(String))].map((name) => ({ name }));
}

function asSchema(value: unknown): Schema | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Schema)
    : undefined;
}

function textIn(schema: Schema, key: string): string | undefined {
  const { [key]: value } = schema;
  return typeof value === 'string' ? value : undefined;
}
