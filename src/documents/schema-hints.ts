import { closest, didYouMean } from '../diagnostics/index.ts';
import type { SchemaIssue } from './compile-schema.ts';
import { flowText, type Place } from './words.ts';

/** A schema, or one that is inside of another. */
type Part = Readonly<Record<string, unknown>>;

/** An error of a schema and where it is. */
type Wrong = {
  readonly error: SchemaIssue;
  readonly path: readonly string[];
  readonly place: Place;
  readonly file: string;
};

/** What to write for a key that is missing: with an example of the schema, else with what the schema says of it. */
export function missingHint({ error, file }: Wrong): string {
  const key = String(error.params['missingProperty']);
  const { properties = {} } = error.parentSchema as { properties?: Record<string, Part> };
  const schema = properties[key] ?? {};
  const example = exampleOf(schema);
  if (example !== undefined) return `add ${pair(key, example, file)}`;
  if (schema['type'] === 'object') return `add ${key}: and lines 'Name: value' below it`;
  const { description } = schema as { description?: string };
  return `add ${key}: and ${description ?? 'its value'}`;
}

/** What to write for a value of another type, for an empty one, or for one that is none of the choices; undefined where the schema has no example. */
export function valueHint(wrong: Wrong): string | undefined {
  const { error, place } = wrong;
  const { keyword, params, parentSchema } = error;
  const limit = String(params['limit']);
  if (keyword === 'enum' || keyword === 'const' || keyword === 'oneOf')
    return (
      nearChoice(place.tree.text, parentSchema) ??
      forExample(wrong, exampleOf(parentSchema)) ??
      bareHint(wrong) ??
      withoutExample(wrong)
    );
  if (keyword === 'minimum' || keyword === 'maximum') return forExample(wrong, params['limit']);
  if (keyword === 'uniqueItems') return 'remove the one that is there twice';
  if (keyword === 'maxLength') return `shorten it to ${limit} characters`;
  if (keyword === 'maxItems' || keyword === 'maxProperties')
    return `keep ${limit}, remove the rest`;
  return forExample(wrong, exampleOf(parentSchema)) ?? withoutExample(wrong);
}

/** What to do about a number or word for true where a text is expected. */
function bareHint({ error, place }: Wrong): string | undefined {
  const { kind, text } = place.tree;
  const isBare = kind === 'number' || kind === 'boolean';
  return isBare && isText(error.parentSchema) ? `put it in quotes: "${text}"` : undefined;
}

/** Whether any text is right. */
function isText(schema: Part): boolean {
  return branchesOf(schema).some((branch) => branch['type'] === 'string');
}

function withoutExample({ error, path, place }: Wrong): string | undefined {
  const { keyword, parentSchema } = error;
  if (keyword === 'pattern') return undefined;
  const key = keyAt(path);
  const wanted = typesOf(parentSchema);
  if (wanted.includes('object'))
    return `write lines 'Name: value' below ${key === undefined ? 'it' : `${key}:`}`;
  if (wanted.includes('array')) return `write ${key === undefined ? '' : `${key}: `}[a, b]`;
  const { kind, text, items, entries } = place.tree;
  const isInner = kind === 'map' || kind === 'list';
  const isNothing = isInner ? items.length + entries.size === 0 : text === '' || kind === 'null';
  if (isText(parentSchema) && isInner && !isNothing) return 'put it in quotes, if it is a text';
  if (!isNothing && !keyword.startsWith('min')) return undefined;
  return key === undefined
    ? 'write something there, or remove it'
    : `write something behind ${key}:, or remove the key`;
}

/** The key at the end of a path; undefined for the whole file and for the item of a list. */
function keyAt(path: readonly string[]): string | undefined {
  const key = path.at(-1);
  return key === undefined || /^\d+$/.test(key) ? undefined : key;
}

function forExample({ path, file }: Wrong, example: unknown): string | undefined {
  if (example === undefined) return undefined;
  const key = keyAt(path);
  return `write ${key === undefined ? flowText(example, file) : pair(key, example, file)}, for example`;
}

/** The choice, or the mapping of one key, that a text was probably meant to be. */
function nearChoice(text: string, schema: Part): string | undefined {
  const branches = branchesOf(schema);
  const choices = [schema, ...branches].flatMap((branch) => choicesIn(branch).map(String));
  const near = didYouMean(text, choices);
  if (near !== undefined) return near;
  const keys = branches.flatMap(({ properties = {} }) => Object.keys(properties as object));
  const key = keys.includes(text) ? text : closest(text, keys);
  return key === undefined ? undefined : `did you mean { ${key}: … }?`;
}

/** A value that a schema lets through: its example, its default, its first choice, or the example of its first branch that has one. */
function exampleOf(schema: Part): unknown {
  const {
    examples,
    default: usual,
    items,
  } = schema as { examples?: unknown[]; default?: unknown; items?: Part };
  if (examples !== undefined) return examples[0];
  if (usual !== undefined && usual !== null) return usual;
  const [choice] = choicesIn(schema);
  if (choice !== undefined) return choice;
  const inner = branchesOf(schema)
    .map(exampleOf)
    .find((example) => example !== undefined);
  if (inner !== undefined) return inner;
  const item = items === undefined ? undefined : exampleOf(items);
  if (item !== undefined) return [item];
  const types = typesOf(schema);
  if (types.includes('string')) return undefined;
  if (types.includes('boolean')) return true;
  return types.includes('integer') || types.includes('number')
    ? (schema['minimum'] ?? 1)
    : undefined;
}

function branchesOf(schema: Part): readonly Part[] {
  return (schema['oneOf'] ?? []) as readonly Part[];
}

function choicesIn(schema: Part): readonly unknown[] {
  const { enum: choices = [], const: only } = schema as { enum?: unknown[]; const?: unknown };
  return only === undefined ? choices : [only];
}

function typesOf(schema: Part): readonly unknown[] {
  return [schema['type']].flat();
}

function pair(key: string, value: unknown, file: string): string {
  return `${flowText(key, file)}: ${flowText(value, file)}`;
}
