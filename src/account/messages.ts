/*
 * MoEngage's own wording of the errors that it documents, one function each. Source: "Common Personalization Errors and FAQs"
 * and the personalized preview pages. The auxiliary table's is ours: no page has it.
 */

/** A template that does not parse, or fails while it runs: `error` is Jinja's own text. */
export function parsingFailed(error: string): string {
  return `Error in parsing jinja template format. Error ${error}`;
}

/** A placeholder that could not be filled, for no reason that is known. */
export const UNRESOLVED = 'Unable to resolve personalization';

/** An attribute of another type than the field expects; types in MoEngage's words: string, integer. */
export function wrongType(field: string, expected: string, got: string): string {
  return `Field ${field} expected ${expected} object, but got ${got} value`;
}

/** An attribute that the user does not have. */
export const NO_ATTRIBUTE = 'No matching value/attribute found for the user';

/** A Content API that is not set up in the account. */
export function contentApiNotFound(name: string): string {
  return `Content API with name '${name}' not found in the database`;
}

/** Content blocks that are not set up in the account. */
export function contentBlocksNotFound(names: readonly string[]): string {
  return `Content Blocks [${names.map((name) => `'${name}'`).join(', ')}] not found`;
}

/** A product set that is not set up in the account. */
export function productSetNotFound(name: string): string {
  return `Product Set ${name} not found`;
}

/** An auxiliary table that was not imported. */
export function auxTableNotFound(name: string): string {
  return `Auxiliary data file '${name}' not found`;
}
