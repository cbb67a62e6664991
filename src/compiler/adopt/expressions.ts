import type { ast } from '../../jinja/syntax/index.ts';
import { DEFAULT } from '../../analysis/index.ts';
import { filtered, lookUp } from './calls.ts';
import { choose } from './choices.ts';
import { conditionOf } from './conditions.ts';
import { keywordEntries, placeOf, unread, type Scope } from './scope.ts';
import { accountRead, step } from './sources.ts';
import { isFormat, percentFormat } from './text-formats.ts';
import type { Parts } from './parts.ts';

/** What an expression is made of, read without running it. */
export function partsOf(node: ast.Expr, scope: Scope): Parts {
  switch (node.typename) {
    case 'Const':
      return constant(node, scope);
    case 'Name':
      return scope.variables.get(node.name) ?? unread(node);
    case 'NSRef':
      return scope.variables.get(`${node.name}.${node.attr}`) ?? unread(node);
    case 'TemplateData': {
      const offsets = Array.from({ length: node.data.length }, (_, at) => node.start + at);
      return [{ kind: 'text', text: node.data, at: placeOf(node), offsets }];
    }
    case 'Add':
    case 'Or':
    case 'Mod':
      return operation(node, scope);
    case 'Concat':
      return node.nodes.flatMap((inner) => partsOf(inner, scope));
    case 'CondExpr': {
      const when = conditionOf(node.test, (inner) => partsOf(inner, scope));
      const parts = partsOf(node.expr1, scope);
      const otherwise = node.expr2 === null ? [] : partsOf(node.expr2, scope);
      return choose([{ when, parts }], otherwise, placeOf(node));
    }
    case 'List':
    case 'Tuple':
      return [
        {
          kind: 'list',
          items: node.items.map((item) => partsOf(item, scope)),
          at: placeOf(node),
        },
      ];
    case 'Dict': {
      const entries = node.items.map(({ key, value }) => ({
        key: partsOf(key, scope),
        value: partsOf(value, scope),
      }));
      return [{ kind: 'mapping', entries, at: placeOf(node) }];
    }
    case 'Getitem':
    case 'Getattr':
      return accountRead(node, scope) ?? lookedUp(node, scope);
    case 'Filter':
      return node.node === null ? unread(node) : filterOf(node, node.node, scope);
    case 'Call':
      return called(node, scope);
    default:
      return unread(node);
  }
}

function constant(node: ast.Const, scope: Scope): Parts {
  const { value } = node;
  if (typeof value === 'string') {
    const offsets = literalOffsets(scope.text.slice(node.start, node.end), node.start);
    const known = offsets.length === value.length ? { offsets } : {};
    return [{ kind: 'text', text: value, at: placeOf(node), ...known }];
  }
  if (typeof value !== 'number' && typeof value !== 'bigint') return unread(node);
  return [{ kind: 'text', text: String(value), at: placeOf(node) }];
}

function operation(node: ast.BinExpr, scope: Scope): Parts {
  const left = partsOf(node.left, scope);
  if (node.typename === 'Mod') {
    if (!isFormat(left)) return unread(node);
    const values = partsOf(node.right, scope);
    const [list] = values;
    const given = list?.kind === 'list' && values.length === 1 ? list.items : [values];
    return percentFormat(left, given) ?? unread(node);
  }
  const right = partsOf(node.right, scope);
  if (node.typename === 'Add') return [...left, ...right];
  const when = conditionOf(node.left, (inner) => partsOf(inner, scope));
  return choose([{ when, parts: left }], right, placeOf(node));
}

/** `name.key`, `name['key']` of what a variable holds. */
function lookedUp(node: ast.Getitem | ast.Getattr, scope: Scope): Parts {
  const { node: owner } = node;
  const variable =
    owner.typename === 'Name' && node.typename === 'Getattr'
      ? scope.variables.get(`${owner.name}.${node.attr}`)
      : undefined;
  if (variable !== undefined) return variable;
  return step(partsOf(owner, scope), node, scope) ?? unread(node);
}

function filterOf(node: ast.Filter, subject: ast.Expr, scope: Scope): Parts {
  const found = accountRead(node, scope) ?? lookedUpWithDefault(node, subject, scope);
  return found ?? filtered(node.name, partsOf(subject, scope), node, scope);
}

/** `{'gold': 'T1'}[x]|default('T0')` of a value. */
function lookedUpWithDefault(node: ast.Filter, subject: ast.Expr, scope: Scope): Parts | undefined {
  const [other] = node.args;
  if (!DEFAULT.has(node.name) || subject.typename !== 'Getitem' || other === undefined)
    return undefined;
  const { node: owner, arg } = subject;
  if (arg.typename === 'Slice') return undefined;
  return lookUp(partsOf(owner, scope), partsOf(arg, scope), partsOf(other, scope), placeOf(node));
}

function called(node: ast.Call, scope: Scope): Parts {
  const read = accountRead(node, scope);
  if (read !== undefined) return read;
  const { node: callee } = node;
  if (callee.typename === 'Name') return calledByName(callee.name, node, scope);
  if (callee.typename !== 'Getattr') return unread(node);
  return filtered(callee.attr, partsOf(callee.node, scope), node, scope);
}

/** A macro of the template, or `dict(a=…)`. */
function calledByName(name: string, node: ast.Call, scope: Scope): Parts {
  const macro = scope.macros.get(name);
  if (macro !== undefined) {
    const given = macro.args.map(({ name: parameter }, at) => {
      const value = node.args[at] ?? node.kwargs.find(({ key }) => key === parameter)?.value;
      const fallback = macro.defaults[at - (macro.args.length - macro.defaults.length)];
      const expression = value ?? fallback;
      return [parameter, expression === undefined ? [] : partsOf(expression, scope)] as const;
    });
    return scope.printed(macro.body, new Map(given));
  }
  if ((name !== 'dict' && name !== 'namespace') || node.args.length > 0) return unread(node);
  const entries = keywordEntries(node, scope);
  return [{ kind: 'mapping', entries, at: placeOf(node) }];
}

/** Where each UTF-16 unit of a quoted literal is; nothing for one that is not written in one piece. */
function literalOffsets(written: string, start: number): readonly number[] {
  const quote = written[0] ?? '';
  if (quote !== "'" && quote !== '"') return [];
  const offsets: number[] = [];
  for (let at = 1; at < written.length - 1;) {
    const escape = /^\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|.)/is.exec(written.slice(at, at + 6));
    if (written[at] === quote) return [];
    offsets.push(start + at);
    at += escape?.[0].length ?? 1;
  }
  return offsets;
}
