import { attributesBy } from '../../account/index.ts';
import type { ast } from '../../jinja/syntax/index.ts';
import type { PathStep, Source } from '../field-map.ts';
import { fallbackOf } from './choices.ts';
import { plainText, type Parts, type ReadPart } from './parts.ts';
import { keywordEntries, placeOf, type Scope } from './scope.ts';

/** A lookup: `a.key`, `a['key']`, `a[0]`. */
type Lookup = ast.Getitem | ast.Getattr;

/**
 * Something of the account: `UserAttribute['X']`, `UserAttribute.get('X')`, `ProductSet.X[0].title`, `ContentApi.X({…}).a`,
 * `key|getAuxData('table')`; undefined for anything else.
 */
export function accountRead(node: Lookup | ast.Call | ast.Filter, scope: Scope): Parts | undefined {
  const part =
    node.typename === 'Filter'
      ? auxRow(node, scope)
      : node.typename === 'Call'
        ? (attributeByGet(node, scope) ?? contentCall(node, scope))
        : (attributeAt(node.node, keyOf(node, scope), node) ?? productSet(node, scope));
  return part && [part];
}

/** A key of what some parts are: a mapping, or a product, an answer or a row that was read before. */
export function step(owner: Parts, node: Lookup, scope: Scope): Parts | undefined {
  const [only] = owner;
  const slice = node.typename === 'Getitem' && node.arg.typename === 'Slice' ? node.arg : undefined;
  if (owner.length !== 1 || only === undefined) return undefined;
  if (slice !== undefined) return only.kind === 'read' ? cut(only, slice) : undefined;
  const key = keyOf(node, scope);
  if (key === undefined) return undefined;
  if (only.kind === 'mapping')
    return only.entries.findLast((entry) => plainText(entry.key) === key)?.value;
  if (only.kind !== 'read') return undefined;
  const source = stepInto(only.source, key);
  return source && [{ ...only, source, at: placeOf(node) }];
}

function stepInto(source: ReadPart['source'], key: PathStep): ReadPart['source'] | undefined {
  if (source.kind === 'product' || source.kind === 'content')
    return { ...source, path: [...source.path, key] };
  if (source.kind !== 'aux' || source.field !== '' || typeof key === 'number') return undefined;
  return { ...source, field: key };
}

/** `text[:n]`. */
function cut(part: ReadPart, { start_, stop, step: by }: ast.Slice): Parts | undefined {
  const fromStart = start_ === null || (start_.typename === 'Const' && start_.value === 0);
  const length = stop?.typename === 'Const' && typeof stop.value === 'number' ? stop.value : 0;
  if (!fromStart || by !== null || length < 1) return undefined;
  return [{ ...part, transforms: [...part.transforms, { truncate: length }] }];
}

function keyOf(node: Lookup, scope: Scope): PathStep | undefined {
  if (node.typename === 'Getattr') return node.attr;
  if (node.arg.typename === 'Slice') return undefined;
  if (node.arg.typename === 'Const' && typeof node.arg.value === 'number') return node.arg.value;
  return plainText(scope.read(node.arg, scope));
}

/** The value of a source, as it is read first. */
function readOf(source: ReadPart['source'], node: ast.Node): ReadPart {
  return { kind: 'read', source, at: placeOf(node), transforms: [], escapes: new Set() };
}

function attributeAt(
  owner: ast.Expr,
  key: PathStep | undefined,
  node: ast.Node,
): ReadPart | undefined {
  const kind = owner.typename === 'Name' ? attributesBy('name', owner.name)?.source : undefined;
  if (kind === undefined || typeof key !== 'string') return undefined;
  return readOf({ kind, attribute: key }, node);
}

/** `UserAttribute.get('X')` with or without another value. */
function attributeByGet(
  { node: method, args, ...node }: ast.Call,
  scope: Scope,
): ReadPart | undefined {
  const [key, other] = args;
  if (method.typename !== 'Getattr' || method.attr !== 'get' || key === undefined) return undefined;
  const found = attributeAt(method.node, plainText(scope.read(key, scope)), node as ast.Node);
  const text = other && plainText(scope.read(other, scope));
  if (found === undefined || text === undefined) return other === undefined ? found : undefined;
  return {
    ...found,
    fallback: fallbackOf(text, found.source),
  };
}

/** `ProductSet.X`, to be followed by the position of an item. */
function productSet(node: Lookup, scope: Scope): ReadPart | undefined {
  const key = keyOf(node, scope);
  const isSet = node.node.typename === 'Name' && node.node.name === 'ProductSet';
  return isSet && typeof key === 'string'
    ? readOf({ kind: 'product', set: key, path: [] }, node)
    : undefined;
}

/** `ContentApi.X({…})`; its parameters are texts or values of the account. */
function contentCall(node: ast.Call, scope: Scope): ReadPart | undefined {
  const { node: callee, args } = node;
  if (callee.typename !== 'Getattr' && callee.typename !== 'Getitem') return undefined;
  const api = keyOf(callee, scope);
  if (callee.node.typename !== 'Name' || callee.node.name !== 'ContentApi') return undefined;
  if (typeof api !== 'string') return undefined;
  const [given] = args;
  const [mapping] = given === undefined ? [] : scope.read(given, scope);
  if (given !== undefined && mapping?.kind !== 'mapping') return undefined;
  const entries = [
    ...(mapping?.kind === 'mapping' ? mapping.entries : []),
    ...keywordEntries(node, scope),
  ];
  const params = entries.map(({ key, value }) => [plainText(key), sourceOf(value)] as const);
  if (!params.every(isParameter)) return undefined;
  return readOf({ kind: 'content', api, path: [], params }, node);
}

function isParameter(
  pair: readonly [string | undefined, Source | undefined],
): pair is readonly [string, Source] {
  return pair[0] !== undefined && pair[1] !== undefined;
}

/** `key|getAuxData('table')`, to be followed by a column. */
function auxRow(node: ast.Filter, scope: Scope): ReadPart | undefined {
  if (node.name !== 'getAuxData' || node.node === null) return undefined;
  const file = node.args[0] ?? node.kwargs[0]?.value;
  const table = file && plainText(scope.read(file, scope));
  const key = sourceOf(scope.read(node.node, scope));
  return table === undefined || key === undefined
    ? undefined
    : readOf({ kind: 'aux', table, key, field: '' }, node);
}

/** Parts as the source of a field: a value, a literal, or a text of both; undefined where more than that is asked of them. */
export function sourceOf(parts: Parts): Source | undefined {
  const [only] = parts;
  if (parts.length === 1 && only?.kind === 'read') return isWhole(only) ? only.source : undefined;
  const plain = plainText(parts);
  if (plain !== undefined) return { kind: 'value', text: plain };
  const made: (string | Source)[] = [];
  for (const part of parts) {
    if (part.kind === 'text') made.push(part.text);
    else if (part.kind === 'read' && isBare(part)) made.push(part.source);
    else return undefined;
  }
  return { kind: 'text', parts: made.filter((part) => part !== '') };
}

/** Whether nothing is done to a value that a placeholder of a text cannot say. */
function isBare(part: ReadPart): boolean {
  const { transforms, conversion, fallback } = part;
  return (
    isWhole(part) && transforms.length === 0 && conversion === undefined && fallback === undefined
  );
}

/** Whether a value is one that can be read: a product has a position and a field, a row a column. */
function isWhole({ source }: ReadPart): boolean {
  if (source.kind === 'product')
    return typeof source.path[0] === 'number' && source.path.length > 1;
  if (source.kind === 'content') return source.path.length > 0;
  return source.kind !== 'aux' || source.field !== '';
}
