/** A JSON Schema, or a part of one. */
export type Schema = Readonly<Record<string, unknown>>;

/** The keys of a mapping as rows of a table: what each is, and what counts without it. */
export function keyTable(properties: Readonly<Record<string, Schema>>): readonly string[] {
  return [
    '| key | what it is | without it |',
    '|---|---|---|',
    ...Object.entries(properties).map(
      ([key, schema]) => `| \`${key}\` | ${cell(about(schema))} | ${defaultOf(schema)} |`,
    ),
    '',
  ];
}

/** A text that is in a cell of a table. */
export function cell(text: string): string {
  return text.replaceAll('|', String.raw`\|`).replaceAll('\n', ' ');
}

/** The keys that a value may have which is a mapping, in any of its forms. */
export function propertiesOf(schema: Schema): Readonly<Record<string, Schema>> {
  const own = schema['properties'] as Readonly<Record<string, Schema>> | undefined;
  const choices = (schema['oneOf'] ?? []) as readonly Schema[];
  return Object.assign({}, ...choices.map(propertiesOf), own) as Readonly<Record<string, Schema>>;
}

function about(schema: Schema): string {
  const { description } = schema;
  const values = choicesOf(schema);
  const words = typeof description === 'string' ? description : '';
  return values.length === 0 ? words : `${words}${words === '' ? '' : ': '}${values.join(', ')}`;
}

function choicesOf(schema: Schema): readonly string[] {
  const { enum: values, const: only } = schema as { enum?: readonly unknown[]; const?: unknown };
  return [...(values ?? []), ...(only === undefined ? [] : [only])].map(
    (one) => `\`${String(one)}\``,
  );
}

function defaultOf({ default: fallback }: Schema): string {
  return typeof fallback === 'string' ? `\`${fallback}\`` : '';
}
