import type { ast } from '../../jinja/syntax/index.ts';
import { plainText, type Alternatives, type Atom, type Parts, type ReadPart } from './parts.ts';

/** Reads an expression's parts without reporting what is not understood. */
type PartsReader = (node: ast.Expr) => Parts;

/** Where something is in the template. */
type Stretch = { readonly start: number; readonly end: number };

/** More alternatives than this are not followed. */
const MOST = 64;

/** Negations of what asks for presence. */
const ABSENT: ReadonlySet<string> = new Set(['none', 'undefined']);

/** What a condition asks. */
export function conditionOf(node: ast.Expr, read: PartsReader): Alternatives {
  switch (node.typename) {
    case 'Not':
      return negated(conditionOf(node.node, read), node);
    case 'And': {
      const { left, right } = node;
      return both(conditionOf(left, read), conditionOf(right, read), node);
    }
    case 'Or': {
      const { left, right } = node;
      return limited([...conditionOf(left, read), ...conditionOf(right, read)], node);
    }
    case 'Test':
      return tested(node, read);
    case 'Compare':
      return compared(node, read);
    default:
      return truth(node, read);
  }
}

/** The condition that holds where another does not. */
export function negated(condition: Alternatives, node: Stretch): Alternatives {
  return condition.reduce<Alternatives>(
    (made, atoms) =>
      both(
        made,
        atoms.map((atom) => [opposite(atom)]),
        node,
      ),
    [[]],
  );
}

/** The condition that holds where two do. */
export function both(one: Alternatives, other: Alternatives, node: Stretch): Alternatives {
  if (one.length * other.length > MOST) return unclear(node);
  return one.flatMap((atoms) => other.map((more) => [...atoms, ...more]));
}

function limited(condition: Alternatives, node: Stretch): Alternatives {
  return condition.length > MOST ? unclear(node) : condition;
}

function opposite(atom: Atom): Atom {
  switch (atom.kind) {
    case 'present':
      return { ...atom, kind: 'missing' };
    case 'missing':
      return { ...atom, kind: 'present' };
    case 'equals':
      return { ...atom, kind: 'differs' };
    case 'differs':
      return { ...atom, kind: 'equals' };
    case 'unclear':
    default:
      return atom;
  }
}

function unclear({ start, end }: Stretch): Alternatives {
  return [[{ kind: 'unclear', at: [start, end] }]];
}

/** A value as a condition: it is there. A text that is written out is known to be true or false. */
function truth(node: ast.Expr, read: PartsReader): Alternatives {
  if (node.typename === 'Const') return node.value === false || node.value === null ? [] : [[]];
  const value = onlyRead(sizeOf(node) ?? node, read);
  if (value === undefined) return unclear(node);
  return isReplaced(value) ? [[]] : [[{ kind: 'present', source: value.source }]];
}

/** `x` of `x|length`: a size is true where there is something. */
function sizeOf(node: ast.Expr): ast.Expr | undefined {
  const isSize = node.typename === 'Filter' && (node.name === 'length' || node.name === 'count');
  return isSize ? (node.node ?? undefined) : undefined;
}

function tested(node: ast.Test, read: PartsReader): Alternatives {
  const value = onlyRead(node.node, read);
  const { name, args } = node;
  if (value === undefined || isReplaced(value)) return unclear(node);
  if (ABSENT.has(name)) return [[{ kind: 'missing', source: value.source }]];
  if (name === 'defined') return [[{ kind: 'present', source: value.source }]];
  const [other] = args;
  if (other === undefined || !['equalto', 'eq', '==', 'in'].includes(name)) return unclear(node);
  return among(value, other, read) ?? unclear(node);
}

function compared(node: ast.Compare, read: PartsReader): Alternatives {
  const [first, ...more] = node.ops;
  if (first === undefined || more.length > 0) return unclear(node);
  const size = sizeOf(node.expr);
  if (size !== undefined) return comparedSize(node, size, first, read);
  const isSwapped = node.expr.typename === 'Const';
  const value = onlyRead(isSwapped ? first.expr : node.expr, read);
  const other = isSwapped ? node.expr : first.expr;
  if (value === undefined) return unclear(node);
  const asked =
    isSwapped && first.op !== 'eq' && first.op !== 'ne' ? undefined : among(value, other, read);
  if (asked === undefined) return unclear(node);
  if (first.op === 'eq' || first.op === 'in') return asked;
  return first.op === 'ne' || first.op === 'notin' ? negated(asked, node) : unclear(node);
}

/** `x|length > 0`, `x|length == 0`. */
function comparedSize(
  node: ast.Compare,
  of: ast.Expr,
  { op, expr }: ast.Operand,
  read: PartsReader,
): Alternatives {
  const value = onlyRead(of, read);
  const isZero = expr.typename === 'Const' && Number(expr.value) === 0;
  const isOne = expr.typename === 'Const' && Number(expr.value) === 1;
  if (value === undefined || isReplaced(value)) return unclear(node);
  const { source } = value;
  if ((isZero && (op === 'gt' || op === 'ne')) || (isOne && op === 'gteq'))
    return [[{ kind: 'present', source }]];
  if ((isZero && (op === 'eq' || op === 'lteq')) || (isOne && op === 'lt'))
    return [[{ kind: 'missing', source }]];
  return unclear(node);
}

/** A value among those of an expression: a literal, or a list of them. `None` and '' ask whether it is missing. */
function among(value: ReadPart, other: ast.Expr, read: PartsReader): Alternatives | undefined {
  const items = other.typename === 'List' || other.typename === 'Tuple' ? other.items : [other];
  const isNull = items.map((item) => item.typename === 'Const' && item.value === null);
  const texts = items.filter((_, at) => isNull[at] !== true).map((item) => plainText(read(item)));
  if (texts.includes(undefined)) return undefined;
  const written = texts.filter((text): text is string => text !== undefined && text !== '');
  const { fallback } = value;
  const instead = fallback !== undefined && 'text' in fallback ? fallback.text : '';
  const isAbsence = texts.includes(instead) || (instead === '' && isNull.includes(true));
  const asked: Atom[][] = [
    ...(isAbsence ? [[{ kind: 'missing' as const, source: value.source }]] : []),
    ...(written.length > 0 ? [[{ kind: 'equals' as const, read: value, texts: written }]] : []),
  ];
  return asked;
}

/** Whether a value is never missing, because the template has another text in its place. */
function isReplaced({ fallback }: ReadPart): boolean {
  return fallback !== undefined && 'text' in fallback && fallback.text !== '';
}

/** The one value that an expression is. */
function onlyRead(node: ast.Expr, read: PartsReader): ReadPart | undefined {
  const parts = read(node);
  const [only] = parts;
  if (parts.length !== 1 || only?.kind !== 'read') return undefined;
  return only.fallback !== undefined && 'drop' in only.fallback ? undefined : only;
}
