import { FIELDS, type Node } from '../../../src/jinja/syntax/nodes.ts';
import { PyFloat, type Value } from '../../../src/jinja/values/types.ts';

/**
 * A tree as `test/oracle/syntax.py` writes Jinja's: `(Kind@line field …)`, lists in brackets, literals as JSON with a
 * letter for the type. Kinds whose line Jinja leaves open have none.
 */
export function dump(node: Node): string {
  const line = node.typename === 'Operand' ? '' : `@${node.lineno}`;
  const fields = FIELDS[node.typename].map((field) =>
    dumpField(node, (node as unknown as Record<string, unknown>)[field]),
  );
  return `(${[`${node.typename}${line}`, ...fields].join(' ')})`;
}

function dumpField(node: Node, value: unknown): string {
  if (node.typename === 'Const') return dumpValue(value as Value);
  if (Array.isArray(value)) return `[${value.map((item) => dumpField(node, item)).join(' ')}]`;
  if (typeof value === 'object' && value !== null) return dump(value as Node);
  return JSON.stringify(value);
}

function dumpValue(value: Value): string {
  if (value instanceof PyFloat) return `f${value.repr()}`;
  if (typeof value === 'number' || typeof value === 'bigint') return `i${value}`;
  return JSON.stringify(value);
}
