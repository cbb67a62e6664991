/** A plugin of rolldown that puts the checks of schemas, as code, in the place of `src/documents/compile-schema.ts`. */
export type SchemasPlugin = {
  readonly name: string;
  load(id: string): { code: string; moduleType: 'js' } | undefined;
};

/** The plugin with the checks of all schemas, or of those that are named alone. */
export function compiledSchemas(used?: readonly string[]): Promise<SchemasPlugin>;
