import { closest } from '../diagnostics/index.ts';
import type { SchemaIssue } from './compile-schema.ts';
import { isEmpty } from './keys.ts';
import type { Tree } from './tree.ts';
import { placeOf } from './words.ts';

/** The path that a JSON pointer writes. */
export function pathOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/**
 * The pointers of keys that have no value because the key behind them, which nobody knows, should be indented below them: that
 * key is what is wrong.
 */
export function emptied(errors: readonly SchemaIssue[], root: Tree): ReadonlySet<string> {
  const strangers = new Map<string, Set<string>>();
  for (const { keyword, instancePath, params } of errors) {
    if (keyword !== 'additionalProperties') continue;
    const known = strangers.get(instancePath) ?? new Set();
    strangers.set(instancePath, known.add(String(params['additionalProperty'])));
  }
  const found = new Set<string>();
  for (const [pointer, names] of strangers) {
    let before: string | undefined;
    for (const [key, { tree }] of placeOf(root, pathOf(pointer)).tree.entries) {
      if (names.has(key) && before !== undefined) found.add(`${pointer}/${before}`);
      before = isEmpty(tree) && !names.has(key) ? key : undefined;
    }
  }
  return found;
}

/** The pointers of keys that are not there because another one is misspelt: that one is what is wrong. */
export function misspelt(errors: readonly SchemaIssue[]): ReadonlySet<string | undefined> {
  const required = errors.filter(({ keyword }) => keyword === 'required');
  const found = new Set<string | undefined>();
  if (required.length === 0) return found;
  for (const error of errors) {
    if (error.keyword !== 'additionalProperties') continue;
    const meant = closest(String(error.params['additionalProperty']), keysOf(error));
    if (meant !== undefined) found.add(`${error.instancePath}/${meant}`);
  }
  return found;
}

/** Whether a mapping has keys, and none that a schema's errors about it know or that is nearly one of theirs. */
export function hasOnlyStrangers({ kind, entries }: Tree, errors: readonly SchemaIssue[]): boolean {
  const unknown = errors.filter(({ keyword }) => keyword === 'additionalProperties');
  const strangers = new Set(
    unknown
      .map((error) => ({ key: String(error.params['additionalProperty']), known: keysOf(error) }))
      .filter(({ key, known }) => closest(key, known) === undefined)
      .map(({ key }) => key),
  );
  return (
    kind === 'map' && entries.size > 0 && [...entries.keys()].every((key) => strangers.has(key))
  );
}

/** The pointer of a key that an error says is missing. */
export function missingIn({ keyword, instancePath, params }: SchemaIssue): string | undefined {
  return keyword === 'required'
    ? `${instancePath}/${String(params['missingProperty'])}`
    : undefined;
}

/** The keys that the schema of an error has. */
export function keysOf({ parentSchema }: SchemaIssue): readonly string[] {
  const { properties = {} } = parentSchema as { readonly properties?: object };
  return Object.keys(properties).filter((name) => name !== '$schema');
}
