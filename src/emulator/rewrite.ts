import { placeKey, type SourceMap } from '../diagnostics/index.ts';
import { DEFAULT } from '../analysis/index.ts';
import { ast } from '../jinja/index.ts';
import type { ProfileField } from '../account/index.ts';
import type { CompiledMessage } from './message.ts';

/** A template with one expression written differently, and that expression. */
type Rewrite = { readonly source: SourceMap; readonly text: string };

const NULLS: ReadonlySet<ProfileField> = new Set(['missing', 'null', 'default']);

const OPERANDS: ReadonlySet<string> = new Set(['Name', 'Getattr', 'Getitem', 'Filter', 'Call']);

/**
 * The rewrite that takes an expression out of the reach of how nulls arrive: `default('x')` becomes `default('x', true)`, a
 * value without a default gets `default('', true)`, in a link destination `default('MOE_NOT_SEND', true)`. Undefined where
 * there is none for the field or the place. `place` is `line:column-line:column`.
 */
export function rewriteAt(
  message: CompiledMessage,
  field: ProfileField,
  place: string,
): Rewrite | undefined {
  const { map, isAsWritten, prints } = message.analysis;
  if (!NULLS.has(field) || !isAsWritten) return undefined;
  const node = prints.find((one) => placeKey(message.analysis.spanOf(one)) === place);
  if (node === undefined) return undefined;
  const old = map.text.slice(node.start, node.end);
  const text = withDefault(map.text, node, message.analysis.isInLink(node)) ?? old;
  if (text === old) return undefined;
  return { source: map.edited([{ from: node.start, to: node.end, text }]), text };
}

function withDefault(source: string, node: ast.Node, isInLink: boolean): string | undefined {
  const defaults: ast.Filter[] = [];
  let isComplete = false;
  ast.visit(node, {
    Filter(filter) {
      if (!DEFAULT.has(filter.name)) return;
      if (filter.kwargs.length === 0 && filter.args.length <= 1) defaults.push(filter);
      else isComplete = true;
    },
  });
  if (defaults.length === 0) {
    if (isComplete) return undefined;
    const old = source.slice(node.start, node.end);
    const operand = OPERANDS.has(node.typename) ? old : `(${old})`;
    return `${operand}|default('${isInLink ? 'MOE_NOT_SEND' : ''}', true)`;
  }
  let text = source.slice(node.start, node.end);
  for (const filter of defaults.toSorted((a, b) => b.end - a.end)) {
    const [value] = filter.args;
    const at = (value?.end ?? filter.end) - node.start;
    const added = value === undefined ? "('', true)" : ', true';
    if (value === undefined && text.slice(0, at).endsWith(')')) return undefined;
    text = text.slice(0, at) + added + text.slice(at);
  }
  return text;
}
