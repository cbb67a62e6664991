import type { Finding, Span } from '../diagnostics/index.ts';
import { toValue, type Tree } from '../documents/index.ts';
import type { Dict } from '../jinja/values/index.ts';
import { readKind } from './file-kinds.ts';

/** A dict of a fixture file with warnings, or the errors that there is none for. */
export type ReadDict = { readonly value?: Dict; readonly findings: readonly Finding[] };

/** Reads a file of product sets (name -> list of items) or of another mapping that `what` names. Its value is a dict. */
export function readMapping(text: string, file: string, what: string): ReadDict {
  const { tree, findings } = readKind(text, file, 'products');
  return findings.length > 0 ? { findings } : readDict(tree, file, what);
}

/** A mapping of a fixture file as a dict; `what` is its name in messages. */
export function readDict(tree: Tree | undefined, file: string, what: string): ReadDict {
  if (tree?.kind !== 'map') {
    const found = tree === undefined || tree.kind === 'null' ? 'null' : KINDS.get(tree.kind);
    const message = `'${what}' must be a mapping, not ${found ?? 'a single value'}`;
    const hint =
      found === 'null'
        ? 'write {} for one that is empty'
        : `write lines 'Name: value' below ${what}:`;
    return { findings: [wrongType(tree, file, message, hint)] };
  }
  const { value, findings } = toValue(tree, file);
  return { value: value as Dict, findings };
}

const KINDS: ReadonlyMap<Tree['kind'], string> = new Map([
  ['list', 'a list'],
  ['text', 'a text'],
]);

const START: Span = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };

/** The finding that a part of a fixture file, or all of it, has another type than it must have. */
export function wrongType(
  tree: Tree | undefined,
  file: string,
  message: string,
  hint: string,
): Finding {
  const span = tree?.span ?? START;
  return { code: 'fixture/wrong-type', severity: 'error', message, hint, file, span };
}
