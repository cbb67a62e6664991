import { ast } from '../jinja/syntax/index.ts';
import { CHANGING_METHODS, Dict, type Value } from '../jinja/values/index.ts';

/** A copy of lists and dicts all the way down; what is neither stays the same. */
export function copyValue(value: Value): Value {
  if (Array.isArray(value)) return value.map(copyValue);
  if (!(value instanceof Dict)) return value;
  return Dict.of([...value.entries()].map(([key, item]): [Value, Value] => [key, copyValue(item)]));
}

/**
 * Whether a template may change data that it is given: it calls a method that changes lists or dicts on something else than
 * a list or dict literal of its own, or gets a method by another way.
 */
export function mayChangeData(
  root: ast.Root,
  bindings: ReadonlyMap<string, readonly ast.Node[]>,
): boolean {
  const isOwn = (node: ast.Node): boolean =>
    node.typename === 'List' ||
    node.typename === 'Dict' ||
    (node.typename === 'Name' &&
      (bindings.get(node.name) ?? []).length > 0 &&
      (bindings.get(node.name) ?? []).every(isLiteral));
  let changes = false;
  ast.visit(root, {
    Getattr({ attr, node }) {
      if (CHANGING_METHODS.has(attr) && !isOwn(node)) changes = true;
    },
    Getitem({ arg, node }) {
      if (isKeyOf(arg, CHANGING_METHODS) && !isOwn(node)) changes = true;
    },
    Filter({ name }) {
      if (name === 'attr' || name === 'pop') changes = true;
    },
  });
  return changes;
}

function isLiteral(node: ast.Node): boolean {
  return node.typename === 'List' || node.typename === 'Dict';
}

function isKeyOf(node: ast.Node, names: ReadonlySet<string>): boolean {
  return node.typename === 'Const' && typeof node.value === 'string' && names.has(node.value);
}
