import { FIELD_MAP_SCHEMA } from '../src/compiler/index.ts';
import { expectedForm, FIELDS } from '../src/passkit/index.ts';
import { conversionTables } from './conversion-tables.ts';

type Schema = Readonly<Record<string, unknown>>;

const INTRO = `# The field map

A field map says which attribute goes into which field of the pass, and what happens to a user for whom the value is missing.
It is YAML (JSON is YAML too). \`smartpass generate\` compiles it into the snippet that builds the signed link; an editor that
knows JSON Schema completes and checks it with \`schemas/fieldmap.schema.json\`.

This page is made of the schema that the program itself checks with.

## The file
`;

const RULES = `## What counts as missing

Undefined, null, an empty text, white space only, and whatever a conversion or look-up cannot make anything of. However MoEngage
hands a missing attribute over, the snippet treats it alike. A text with placeholders is missing where one of them is.

## In which order

A value is read, transformed (\`transform\`), converted (\`as\`), looked up (\`map\`); then the policy (\`missing\`) decides. A literal
(\`value\`) is taken as it is written.

## Locations and beacons

The required members of one index are there together or not at all. With \`missing: omit\` the whole group is left out for a user who lacks one of
them; a policy that could leave a required member empty is an error.

## The payload of the guide

The JSON of PassKit's guide (\`{"person.forename": "UserAttribute['First Name']"}\`) is read as a field map too; it names no
project URL, so that \`generate\` needs \`--project-url\`.
`;

const CONVERSIONS = `## Conversions

What cannot be brought into the form is missing: nothing goes into a pass that is wrong for certain, and the policy of the field
decides. White space at the ends does not count. A value that is already text, a number or a boolean can be converted; a list or
a mapping cannot. A field whose values have a form (see Fields below) gets the conversion of that form unasked; \`as: text\`
switches it off. Only telephone numbers wait to be asked, because a national number needs a \`country\`.

Each table below is what the tests of this project hold the snippet, the preview and real Jinja to.
`;

/** `docs/field-map.md`: every key of a field map and every field of the catalogue, out of the schema and the catalogue. */
export function fieldMapPage(): string {
  const { properties, $defs, required } = FIELD_MAP_SCHEMA as {
    properties: Record<string, Schema>;
    $defs: Record<string, Schema>;
    required: readonly string[];
  };
  const field = $defs['field']?.['properties'] as Record<string, Schema>;
  const source = $defs['source']?.['properties'] as Record<string, Schema>;
  const shape = Object.entries(field).filter(([key]) => !(key in source));
  return [
    INTRO,
    ...Object.entries(properties).flatMap(([key, schema]) => section(key, schema, required)),
    '## Sources',
    '',
    'A field has exactly one of these keys.',
    '',
    ...Object.entries(source).flatMap(([key, schema]) => section(key, schema, [])),
    '## Forms and policies',
    '',
    ...shape.flatMap(([key, schema]) => section(key, schema, [])),
    RULES,
    CONVERSIONS,
    ...conversionTables(),
    '## Fields',
    '',
    '| field | form | project | what it is |',
    '|---|---|---|---|',
    ...FIELDS.map(
      ({ name, type, kind, about, example, instead }) =>
        `| \`${name}\` | ${cell(expectedForm(type))} | ${kind} | ${cell(about)}, such as \`${cell(example)}\`${instead === undefined ? '' : `; write \`${instead}\` instead`} |`,
    ),
    '',
  ].join('\n');
}

function section(key: string, schema: Schema, required: readonly string[]): string[] {
  const whole = resolved(schema);
  const { title, description, examples, default: fallback } = { ...whole, ...schema };
  const options = optionsOf(whole);
  const inner = whole['properties'] as Record<string, Schema> | undefined;
  const nested = key === 'fields' ? [] : Object.entries(inner ?? {});
  return [
    `### \`${key}\`${required.includes(key) ? ' (required)' : ''}`,
    '',
    `${String(title)}. ${String(description)}`,
    '',
    ...(options.length > 0 ? [`One of ${options.map((one) => `\`${one}\``).join(', ')}.`, ''] : []),
    ...(fallback === undefined ? [] : [`Default: \`${wordOf(fallback)}\`.`, '']),
    ...nested.map(([name, part]) => `- \`${name}\`: ${wordOf(resolved(part)['description'])}`),
    ...(nested.length > 0 ? [''] : []),
    ...exampleLines(key, examples),
  ];
}

function exampleLines(key: string, examples: unknown): string[] {
  const [first] = Array.isArray(examples) ? (examples as unknown[]) : [];
  return first === undefined ? [] : ['```yaml', `${key}: ${JSON.stringify(first)}`, '```', ''];
}

function optionsOf(schema: Schema): readonly string[] {
  const choices = [schema, ...((schema['oneOf'] ?? []) as Schema[]).map(resolved)];
  return choices.flatMap((choice) => {
    const own = Array.isArray(choice['enum']) ? (choice['enum'] as unknown[]).map(String) : [];
    const keys = choice === schema ? [] : Object.keys(choice['properties'] ?? {});
    return [...own, ...keys.map((name) => `{ ${name}: … }`)];
  });
}

function resolved(schema: Schema): Schema {
  const name = /^#\/\$defs\/(\w+)$/.exec(wordOf(schema['$ref']))?.[1];
  const definitions = FIELD_MAP_SCHEMA['$defs'] as Record<string, Schema>;
  return name === undefined ? schema : { ...definitions[name], ...schema };
}

function cell(text: string): string {
  return text.replaceAll('|', String.raw`\|`);
}

function wordOf(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? value : '';
}
