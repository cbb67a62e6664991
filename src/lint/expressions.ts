import { DEFAULT } from '../analysis/index.ts';
import type { ast } from '../jinja/index.ts';
import type { PlacedHarm } from './place.ts';

const STATEMENTS: ReadonlySet<ast.Kind> = new Set<ast.Kind>([
  'Output',
  'For',
  'If',
  'Assign',
  'AssignBlock',
  'With',
  'ExprStmt',
  'CallBlock',
  'FilterBlock',
  'ExtensionTag',
  'Macro',
  'Root',
]);

/** Whether a node is a filter `default`. */
export function isDefault(node: ast.Node): node is ast.Filter {
  return node.typename === 'Filter' && DEFAULT.has(node.name);
}

/** The nodes of the same expression around a node, the innermost first. */
export function expressionAround({ around }: PlacedHarm): readonly ast.Node[] {
  const end = around.findIndex(({ typename }) => STATEMENTS.has(typename));
  return end < 0 ? around : around.slice(0, end);
}

/** Whether a harm comes of an attribute that is missing, null, empty or a space. */
export function isLack({ read, trial: { kind } }: PlacedHarm): boolean {
  if (!read.kind.endsWith('Attribute')) return false;
  return kind === 'missing' || kind === 'null' || kind === 'empty' || kind === 'space';
}
