import { ast } from '../../jinja/syntax/index.ts';
import { attributesBy } from '../../account/index.ts';
import type { AttributeSource, Transform } from '../field-map.ts';
import type { Part, Parts, Place, ReadPart } from './parts.ts';

/** What an expression is read with: the template's text, and what its variables hold. */
export type Scope = {
  readonly text: string;
  readonly variables: ReadonlyMap<string, Parts>;
  /** Told where something was not understood. */
  readonly unread: (node: ast.Node) => void;
};

/** Filters and methods that change a text as a transform of a field map does. */
const TRANSFORMS: ReadonlyMap<string, Transform> = new Map<string, Transform>([
  ['trim', 'trim'],
  ['strip', 'trim'],
  ['lower', 'lower'],
  ['upper', 'upper'],
  ['title', 'title'],
]);

/** Filters that leave the text as it is, as far as a link is concerned. */
const NEUTRAL: ReadonlySet<string> = new Set(['string', 'safe', 'e', 'escape']);

/** What an expression is made of, read without running it. */
export function partsOf(node: ast.Expr, scope: Scope): Parts {
  switch (node.typename) {
    case 'Const':
      return constant(node, scope);
    case 'Name':
      return scope.variables.get(node.name) ?? unread(node, scope);
    case 'Add':
      return [...partsOf(node.left, scope), ...partsOf(node.right, scope)];
    case 'Concat':
      return node.nodes.flatMap((inner) => partsOf(inner, scope));
    case 'TemplateData':
      return [
        {
          kind: 'text',
          text: node.data,
          at: placeOf(node),
          offsets: plainOffsets(node, node.data),
        },
      ];
    case 'Getitem':
    case 'Getattr':
      return attribute(node) ?? unread(node, scope);
    case 'Or':
      return withFallback(partsOf(node.left, scope), partsOf(node.right, scope), node, scope);
    case 'CondExpr':
      return node.expr2 === null
        ? partsOf(node.expr1, scope)
        : withFallback(partsOf(node.expr1, scope), partsOf(node.expr2, scope), node, scope);
    case 'Filter':
      return node.node === null
        ? unread(node, scope)
        : filtered(node.name, partsOf(node.node, scope), node, scope);
    case 'Call':
      return called(node, scope);
    case 'And':
    case 'Compare':
    case 'Dict':
    case 'Div':
    case 'FloorDiv':
    case 'List':
    case 'Mod':
    case 'Mul':
    case 'NSRef':
    case 'Neg':
    case 'Not':
    case 'Pos':
    case 'Pow':
    case 'Sub':
    case 'Test':
    case 'Tuple':
    default:
      return unread(node, scope);
  }
}

/** The attributes that an expression names, whatever it does with them. */
export function attributesIn(node: ast.Node, scope: Scope): readonly AttributeSource[] {
  const found: AttributeSource[] = [];
  ast.walk(node, (inner) => {
    const [read] = isExpression(inner) ? (attribute(inner) ?? []) : [];
    if (read?.kind === 'read') found.push(read.source);
    if (inner.typename !== 'Name') return;
    for (const part of scope.variables.get(inner.name) ?? [])
      if (part.kind === 'read') found.push(part.source);
  });
  return found;
}

/** Where a node stands. */
export function placeOf({ start, end }: ast.Node): Place {
  return [start, end];
}

function isExpression(node: ast.Node): node is ast.Getitem | ast.Getattr | ast.Call {
  return ['Getitem', 'Getattr', 'Call'].includes(node.typename);
}

function unread(node: ast.Node, scope: Scope): Parts {
  scope.unread(node);
  return [{ kind: 'unread', at: placeOf(node) }];
}

function constant(node: ast.Const, scope: Scope): Parts {
  const { value } = node;
  if (typeof value === 'string') {
    const offsets = literalOffsets(scope.text.slice(node.start, node.end), node.start);
    const known = offsets.length === value.length ? { offsets } : {};
    return [{ kind: 'text', text: value, at: placeOf(node), ...known }];
  }
  if (typeof value !== 'number' && typeof value !== 'bigint') return unread(node, scope);
  return [{ kind: 'text', text: String(value), at: placeOf(node) }];
}

/** `UserAttribute['X']`, `UserAttribute.X`, `UserAttribute.get('X')` with or without another value. */
function attribute(node: ast.Expr): readonly ReadPart[] | undefined {
  if (node.typename === 'Call') {
    const { node: method, args } = node;
    const [key, other] = args;
    if (method.typename !== 'Getattr' || method.attr !== 'get' || key === undefined)
      return undefined;
    const read = attributeOf(method.node, constantText(key), node);
    const fallback = other && constantText(other);
    return read && [fallback === undefined ? read : { ...read, fallback }];
  }
  if (node.typename === 'Getattr') {
    const read = attributeOf(node.node, node.attr, node);
    return read && [read];
  }
  if (node.typename !== 'Getitem' || node.arg.typename === 'Slice') return undefined;
  const read = attributeOf(node.node, constantText(node.arg), node);
  return read && [read];
}

function attributeOf(
  root: ast.Expr,
  name: string | undefined,
  node: ast.Node,
): ReadPart | undefined {
  const kind = root.typename === 'Name' ? attributesBy('name', root.name)?.source : undefined;
  if (kind === undefined || name === undefined) return undefined;
  const source = { kind, attribute: name };
  return { kind: 'read', source, at: placeOf(node), transforms: [], escapes: new Set() };
}

function constantText(node: ast.Expr): string | undefined {
  return node.typename === 'Const' && typeof node.value === 'string' ? node.value : undefined;
}

/** `a or 'x'`, `a if a else 'x'`: the attribute with what stands in for it. */
function withFallback(parts: Parts, other: Parts, node: ast.Node, scope: Scope): Parts {
  const plain = other.every(({ kind }) => kind === 'text');
  const [only] = parts;
  if (!plain || parts.length !== 1 || only?.kind !== 'read') return unread(node, scope);
  return [{ ...only, fallback: textOf(other) }];
}

function textOf(parts: Parts): string {
  return parts.map((part) => (part.kind === 'text' ? part.text : '')).join('');
}

function called(node: ast.Call, scope: Scope): Parts {
  const read = attribute(node);
  if (read !== undefined) return read;
  if (node.node.typename !== 'Getattr') return unread(node, scope);
  return filtered(node.node.attr, partsOf(node.node.node, scope), node, scope);
}

type Applied = ast.Filter | ast.Call;

function filtered(name: string, parts: Parts, node: Applied, scope: Scope): Parts {
  const at = placeOf(node);
  const [first, second] = node.args;
  if (NEUTRAL.has(name)) return parts;
  if (name === 'base64encode') return [{ kind: 'encoded', of: parts, at, replaced: new Set() }];
  if (name === 'convertToSHA256') {
    const secret = first ?? node.kwargs[0]?.value;
    const literal = secret !== undefined && constantText(secret) !== undefined;
    return [{ kind: 'hash', of: parts, at, secret: literal ? placeOf(secret) : undefined }];
  }
  if ((name === 'default' || name === 'd') && first !== undefined)
    return withFallback(parts, partsOf(first, scope), node, scope);
  const transform = TRANSFORMS.get(name);
  if (transform !== undefined && node.args.length === 0)
    return parts.map((part) => transformed(part, transform));
  if (name !== 'replace' || first === undefined || second === undefined) return unread(node, scope);
  const from = constantText(first) ?? '';
  const to = constantText(second) ?? '';
  return parts.map((part) => replaced(part, from, to));
}

function transformed(part: Part, transform: Transform): Part {
  if (part.kind !== 'read') return part;
  return { ...part, transforms: [...part.transforms, transform] };
}

function replaced(part: Part, from: string, to: string): Part {
  if (part.kind === 'text')
    return { kind: 'text', text: part.text.replaceAll(from, to), at: part.at };
  if (part.kind === 'encoded' && '+/=\n'.includes(from))
    return { ...part, replaced: new Set([...part.replaced, from]) };
  const escapes = part.kind === 'read' && to.startsWith('\\') && to.length > from.length;
  return escapes ? { ...part, escapes: new Set([...part.escapes, from]) } : part;
}

function plainOffsets({ start }: ast.Node, text: string): readonly number[] {
  return Array.from({ length: text.length }, (_, at) => start + at);
}

/** Where each UTF-16 unit of a quoted literal stands; nothing for one that is not written in one piece. */
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
