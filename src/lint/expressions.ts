import { DEFAULT } from '../analysis/index.ts';
import type { ast } from '../jinja/index.ts';
import type { PlacedHarm, Site } from './place.ts';
import type { TrialKind } from './trial.ts';

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
export function expressionAround({ around }: Pick<Site, 'around'>): readonly ast.Node[] {
  const end = around.findIndex(({ typename }) => STATEMENTS.has(typename));
  return end < 0 ? around : around.slice(0, end);
}

/** The outermost node of the expression that a node is in. */
export function outermostOf({ node, around }: Site): ast.Node {
  return expressionAround({ around }).at(-1) ?? node;
}

/** What is tried in place of a text: of an attribute nobody knows whether it ever is another one than the template provides for. */
export const OTHER_TEXTS: ReadonlySet<TrialKind> = new Set<TrialKind>(['other', 'quotes']);

/** What is tried in place of a value that templates count on. */
const LACKS: ReadonlySet<TrialKind> = new Set<TrialKind>([
  'missing',
  'null',
  'empty',
  'space',
  'no-member',
  ...OTHER_TEXTS,
]);

/** Whether a harm comes of an attribute that is missing, null, empty, a space, lacks a member, or is a text that a look-up does not have. */
export function isLack({ read, trial: { kind } }: PlacedHarm): boolean {
  return read.kind.endsWith('Attribute') && LACKS.has(kind);
}
