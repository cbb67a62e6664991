import type { Finding } from '../diagnostics/index.ts';
import type { Tree } from '../documents/index.ts';

/** What MoEngage holds of an attribute that is an object or a list. Source: Support for Object Data Type. */
const LIMITS = { levels: 2, keys: 100, elements: 100, characters: 25 * 1024 } as const;

/** Characters that no key of an object may hold. */
const BAD_KEY = /[$.%#]/;

/**
 * Warnings for the attributes of a fixture user that no account holds as they are written: objects that are too deep, too large or
 * have keys that are refused, and nulls in them.
 */
export function checkObjects(section: Tree, file: string): readonly Finding[] {
  const checker = new ObjectChecker(file);
  for (const [name, { tree }] of section.entries) checker.check(name, tree);
  return checker.findings;
}

class ObjectChecker {
  readonly findings: Finding[] = [];
  private readonly file: string;

  constructor(file: string) {
    this.file = file;
  }

  check(name: string, tree: Tree): void {
    if (tree.kind !== 'map' && !tree.items.some(({ kind }) => kind === 'map')) return;
    this.visit(name, tree, 0);
    if (sizeOf(tree) > LIMITS.characters)
      this.report(tree, `the attribute '${name}' is larger than 25 KB, which MoEngage refuses`);
  }

  private visit(path: string, tree: Tree, level: number): void {
    if (tree.kind === 'list') {
      if (tree.items.length > LIMITS.elements)
        this.report(tree, `'${path}' has ${tree.items.length} elements, MoEngage holds 100`);
      for (const item of tree.items) this.visit(path, item, level);
    }
    if (tree.kind !== 'map') return;
    if (level === LIMITS.levels) {
      this.report(
        tree,
        `'${path}' is deeper than the two levels that MoEngage holds: it is a text there`,
      );
      return;
    }
    if (tree.entries.size > LIMITS.keys)
      this.report(tree, `'${path}' has ${tree.entries.size} keys, MoEngage holds 100`);
    for (const [key, { tree: inner, keySpan }] of tree.entries) {
      const place = `${path}.${key}`;
      if (BAD_KEY.test(key))
        this.report({ span: keySpan }, `a key of an object has no $, ., % or #: '${place}'`);
      if (inner.kind === 'null')
        this.report(
          { span: keySpan },
          `MoEngage stores no null in an object: '${place}' is missing there`,
        );
      this.visit(place, inner, level + 1);
    }
  }

  private report({ span }: Pick<Tree, 'span'>, message: string): void {
    const { file } = this;
    this.findings.push({ code: 'moengage/object-limit', severity: 'warning', message, file, span });
  }
}

/** How many characters the keys and values of a tree have. */
function sizeOf(tree: Tree): number {
  let size = tree.text.length;
  for (const item of tree.items) size += sizeOf(item);
  for (const [key, { tree: inner }] of tree.entries) size += key.length + sizeOf(inner);
  return size;
}
