import type { Finding } from '../diagnostics/index.ts';
import { Dict, PyFloat, type Value } from '../jinja/values/index.ts';
import { lossOf, numberValue } from './plain-scalars.ts';
import type { Tree } from './tree.ts';

/** A value of a file as a Python value, with warnings about what was written without quotes and loses something by it. */
export type ReadValue = { readonly value: Value; readonly findings: readonly Finding[] };

/**
 * A value of a file as a Python value, without loss: `10.0` and `1e3` are floats, a 20-digit id stays exact, a timestamp is
 * the text that it is, `00123` keeps its zeros as a text and gets a warning. Keys are always text.
 */
export function toValue(tree: Tree, file: string): ReadValue {
  const findings: Finding[] = [];
  return { value: valueOf(tree, file, findings), findings };
}

function valueOf(tree: Tree, file: string, findings: Finding[]): Value {
  const loss = lossOf(tree);
  if (loss !== undefined)
    findings.push({
      code: 'document/unquoted-number',
      severity: 'warning',
      message: loss,
      hint: `put it in quotes to keep it as it is: "${tree.text}"`,
      file,
      span: tree.span,
    });
  switch (tree.kind) {
    case 'map':
      return Dict.of(
        Array.from(tree.entries, ([key, { tree: inner }]): [Value, Value] => [
          key,
          valueOf(inner, file, findings),
        ]),
      );
    case 'list':
      return tree.items.map((item) => valueOf(item, file, findings));
    case 'number':
      return numberValue(tree.text);
    case 'boolean':
      return tree.text.toLowerCase() === 'true';
    case 'null':
      return null;
    case 'text':
    default:
      return tree.text;
  }
}

/** A value of a file as plain data for a JSON Schema: maps without a prototype, numbers as JavaScript has them. */
export function plainOf(tree: Tree): unknown {
  switch (tree.kind) {
    case 'map': {
      const plain = Object.create(null) as Record<string, unknown>;
      for (const [name, { tree: inner }] of tree.entries) plain[name] = plainOf(inner);
      return plain;
    }
    case 'list':
      return tree.items.map(plainOf);
    case 'number':
      return toNumber(tree.text);
    case 'boolean':
      return tree.text.toLowerCase() === 'true';
    case 'null':
      return null;
    case 'text':
    default:
      return tree.text;
  }
}

function toNumber(text: string): number {
  const value = numberValue(text);
  return value instanceof PyFloat ? value.value : Number(value);
}

/** The same with every scalar as the text that was written, nothing being ''. */
export function textsOf(tree: Tree): unknown {
  if (tree.kind === 'list') return tree.items.map(textsOf);
  if (tree.kind !== 'map') return tree.text;
  const plain = Object.create(null) as Record<string, unknown>;
  for (const [name, { tree: inner }] of tree.entries) plain[name] = textsOf(inner);
  return plain;
}
