import { didYouMean, type Finding } from '../diagnostics/index.ts';
import type { Tree } from './tree.ts';
import { list, quoted } from './words.ts';

/** A mapping, how messages call it, the keys that it may have, and the hint for a key that is near none of them. */
export type KnownKeys = {
  readonly tree: Tree;
  readonly where: string;
  readonly known: readonly string[];
  readonly otherwise?: string;
};

/** What is said of a key that its mapping may not have, and the nearest of those it may. */
export function unknownKey(
  key: string,
  { tree, where, known, otherwise = 'remove it, or write one of these keys' }: KnownKeys,
): { readonly message: string; readonly hint: string } {
  const message = `${where} has no key ${quoted(key)}, expected ${list(known)}`;
  const near = didYouMean(key, known) ?? indentHint(key, tree, known) ?? spaceHint(key, tree);
  return { message, hint: near ?? otherwise };
}

/** The findings for all keys of a mapping that it may not have. */
export function unknownKeys(
  about: KnownKeys,
  { file, code }: { readonly file: string; readonly code: string },
): readonly Finding[] {
  return [...about.tree.entries]
    .filter(([key]) => !about.known.includes(key))
    .map(([key, { keySpan }]) => ({
      code,
      severity: 'error',
      ...unknownKey(key, about),
      file,
      span: keySpan,
    }));
}

/** So many keys are looked at for one that has no value. */
const MOST_LOOKED = 50;

/** A key after one that is known and has no value was meant to be inside of it. */
function indentHint(key: string, { entries }: Tree, known: readonly string[]): string | undefined {
  let owner: string | undefined;
  let looked = 0;
  for (const [name, { tree }] of entries) {
    if (name === key) break;
    if (known.includes(name)) owner = isEmpty(tree) ? name : undefined;
    looked += 1;
    if (looked > MOST_LOOKED) return undefined;
  }
  return owner === undefined
    ? undefined
    : `indent the lines below '${owner}:' that belong to it, '${key}' among them`;
}

function spaceHint(key: string, { entries }: Tree): string | undefined {
  const tree = entries.get(key)?.tree;
  return tree !== undefined && isEmpty(tree) && /^[^:]+:\S/.test(key)
    ? 'put a space after the colon'
    : undefined;
}

/** Whether nothing is written for a value. */
export function isEmpty({ kind, text }: Tree): boolean {
  return kind === 'null' && text === '';
}
