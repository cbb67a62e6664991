import { Ajv2020, type ErrorObject, type Options } from 'ajv/dist/2020.js';

/** A JSON Schema (2020-12) as data; `$id` names it among all schemas of files. */
export type Schema = Readonly<Record<string, unknown>> & { readonly $id: string };

/** What a keyword of a schema has against a value, as ajv reports it with `verbose`, as far as the checks of the built package say it too. */
export type SchemaIssue = Pick<ErrorObject, 'instancePath' | 'keyword'> & {
  readonly params: Readonly<Record<string, unknown>>;
  readonly parentSchema: Readonly<Record<string, unknown>>;
};

/** A check that ajv made of a schema: whether a value fits it, and where not, what is wrong in `errors`. */
export type Validate = ((value: unknown) => boolean) & {
  errors?: readonly ErrorObject[] | null;
};

/** How schemas are compiled. That they are schemas is checked by a test, not at each start. */
export const AJV_OPTIONS: Options = {
  allErrors: true,
  verbose: true,
  strict: false,
  meta: false,
  validateSchema: false,
};

/**
 * The check of a schema. In the published package this module is replaced by one that holds the checks of all schemas of files
 * as code, which `npm run build` has ajv write.
 */
export function compileSchema(schema: Schema): Validate {
  return new Ajv2020(AJV_OPTIONS).compile(schema);
}
