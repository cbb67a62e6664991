import type { ast } from '../../jinja/syntax/index.ts';
import type { Conversion, Transform } from '../field-map.ts';
import { choose, fallbackOf } from './choices.ts';
import {
  mapLeaves,
  plainText,
  type ChoicePart,
  type Part,
  type Parts,
  type Place,
} from './parts.ts';
import { placeOf, unread, type Scope } from './scope.ts';
import { braceFormat, percentFormat } from './text-formats.ts';

/** A filter or a method that is applied to parts. */
type Applied = ast.Filter | ast.Call;

/** Filters and methods that change a text as a transform of a field map does. */
const TRANSFORMS: ReadonlyMap<string, Transform> = new Map<string, Transform>([
  ['trim', 'trim'],
  ['strip', 'trim'],
  ['lower', 'lower'],
  ['upper', 'upper'],
  ['title', 'title'],
]);

/** Filters that leave the text as it is, as far as a link is concerned. */
const NEUTRAL: ReadonlySet<string> = new Set(['string', 'safe', 'e', 'escape', 'forceescape']);

/** The formats of MoEngage's date filters that give what a conversion of a field map gives. */
const DATES: ReadonlyMap<string, Conversion> = new Map<string, Conversion>([
  ['%Y-%m-%d', { to: 'date', order: 'ymd' }],
  ['%Y-%m-%dT%H:%M:%SZ', { to: 'datetime', order: 'ymd', offset: '+00:00', time: '00:00:00' }],
  ['%Y-%m-%dT%H:%M:%S+00:00', { to: 'datetime', order: 'ymd', offset: '+00:00', time: '00:00:00' }],
]);

type Reader = (parts: Parts, node: Applied, scope: Scope) => Parts | undefined;

/** Filters and methods that have a reading of their own; undefined from one means that it was not understood. */
const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['base64encode', (of, node) => [{ kind: 'encoded', of, at: placeOf(node), replaced: new Set() }]],
  ['convertToSHA256', hashed],
  ['get', got],
  ['default', defaulted],
  ['d', defaulted],
  ['replace', replacedText],
  ['tojson', (of, node) => jsonOf(of, node)],
  ['join', joined],
  ['format', formatted],
  ['int', (of) => converted(of, { to: 'integer', round: 'down' }, '0')],
  ['truncate', truncated],
  ['dateFormatter', dated],
  ['dateTimeFormatter', dated],
]);

/** What a filter, or a method of the same name, makes of parts. */
export function filtered(name: string, parts: Parts, node: Applied, scope: Scope): Parts {
  if (NEUTRAL.has(name)) return parts;
  const transform = TRANSFORMS.get(name);
  if (transform !== undefined && node.args.length === 0) return transformed(parts, transform, node);
  return READERS.get(name)?.(parts, node, scope) ?? unread(node);
}

function transformed(parts: Parts, transform: Transform, node: Applied): Parts {
  const isClear = parts.every(
    ({ kind }) => kind === 'read' || kind === 'choice' || kind === 'text',
  );
  if (!isClear) return unread(node);
  return mapLeaves(parts, (part): Parts => {
    if (part.kind === 'text')
      return [{ kind: 'text', text: changed(part.text, transform), at: part.at }];
    if (part.kind !== 'read' || part.conversion !== undefined) return unread(node);
    return [{ ...part, transforms: [...part.transforms, transform] }];
  });
}

function changed(text: string, transform: Transform): string {
  if (transform === 'lower') return text.toLowerCase();
  if (transform === 'upper') return text.toUpperCase();
  if (transform === 'trim') return text.trim();
  return text.replaceAll(
    /\p{L}+/gu,
    (word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase(),
  );
}

function argument(node: Applied, scope: Scope, at: number, name: string): Parts | undefined {
  const given = node.args[at] ?? node.kwargs.find(({ key }) => key === name)?.value;
  return given && scope.read(given, scope);
}

function hashed(of: Parts, node: Applied, scope: Scope): Parts {
  const given = node.args[0] ?? node.kwargs[0]?.value;
  const secret = argument(node, scope, 0, 'secret') ?? [];
  const text = plainText(secret);
  const isLiteral = given !== undefined && text !== undefined && text !== '';
  return [
    {
      kind: 'hash',
      of,
      at: placeOf(node),
      secret: isLiteral ? (secret[0]?.at ?? placeOf(given)) : undefined,
      padded: text !== undefined && text !== text.trim(),
    },
  ];
}

/** `default('x')`, also with `true`; without an argument it is ''. */
function defaulted(parts: Parts, node: Applied, scope: Scope): Parts | undefined {
  const other = argument(node, scope, 0, 'default_value') ?? [];
  const [only] = parts;
  if (parts.length !== 1 || only === undefined) return undefined;
  if (only.kind === 'choice') return defaultedChoice(only, other);
  if (only.kind !== 'read') return undefined;
  if (only.fallback !== undefined) return parts;
  const text = plainText(other);
  const { source } = only;
  if (text !== undefined) return [{ ...only, fallback: fallbackOf(text, source) }];
  const when = [[{ kind: 'present' as const, source: only.source }]];
  return choose([{ when, parts }], other, placeOf(node));
}

/** A text in the place of each value of a choice that is missing, and of the choice where none of its branches holds. */
function defaultedChoice(choice: ChoicePart, other: Parts): Parts | undefined {
  const text = plainText(other);
  if (text === undefined) return undefined;
  let isClear = true;
  const made = mapLeaves([choice], (part): Parts => {
    if (part.kind === 'read')
      return [
        part.fallback === undefined ? { ...part, fallback: fallbackOf(text, part.source) } : part,
      ];
    if (part.kind !== 'text') isClear = false;
    return [part];
  });
  const [only] = made;
  if (!isClear || only?.kind !== 'choice') return undefined;
  return [only.otherwise.length === 0 ? { ...only, otherwise: other } : only];
}

/** `{'gold': 'T1'}.get(x, 'T0')` of a value. */
function got(parts: Parts, node: Applied, scope: Scope): Parts | undefined {
  const [key, other] = node.args;
  if (node.typename !== 'Call' || key === undefined || other === undefined) return undefined;
  return lookUp(parts, scope.read(key, scope), scope.read(other, scope), placeOf(node));
}

/** The entry of a mapping whose key is the text of a value, else another. */
export function lookUp(
  [mapping, ...more]: Parts,
  [key, ...others]: Parts,
  otherwise: Parts,
  at: Place,
): Parts | undefined {
  if (mapping?.kind !== 'mapping' || key?.kind !== 'read' || more.length + others.length > 0)
    return undefined;
  const branches = mapping.entries.map(({ key: name, value }) => {
    const text = plainText(name);
    const when = [[{ kind: 'equals' as const, read: key, texts: [text ?? ''] }]];
    return text === undefined || text === '' ? undefined : { when, parts: value };
  });
  const known = branches.filter((branch) => branch !== undefined);
  return known.length < branches.length ? undefined : choose(known, otherwise, at);
}

function replacedText(parts: Parts, node: Applied, scope: Scope): Parts | undefined {
  const from = plainText(argument(node, scope, 0, 'old') ?? []) ?? '';
  const to = plainText(argument(node, scope, 1, 'new') ?? []) ?? '';
  if (from === '') return undefined;
  let isClear = true;
  const made = mapLeaves(parts, (part): Parts => {
    const one = replaced(part, from, to);
    if (one === undefined) isClear = false;
    return [one ?? part];
  });
  return isClear ? made : undefined;
}

function replaced(part: Part, from: string, to: string): Part | undefined {
  if (part.kind === 'text')
    return { kind: 'text', text: part.text.replaceAll(from, to), at: part.at };
  if (part.kind === 'encoded' && '+/=\r\n'.includes(from))
    return { ...part, replaced: new Set([...part.replaced, from]) };
  if (part.kind === 'hash') return part;
  const escapes = part.kind === 'read' && to.startsWith('\\') && to.length > from.length;
  return escapes ? { ...part, escapes: new Set([...part.escapes, from]) } : undefined;
}

/** What `tojson` writes: of a mapping its members, of a text the text in quotes, of a value the value in quotes. */
function jsonOf(parts: Parts, node: Applied): Parts | undefined {
  const at = placeOf(node);
  const [only] = parts;
  const text = plainText(parts);
  if (text !== undefined) return [{ kind: 'text', text: JSON.stringify(text), at }];
  if (parts.length !== 1 || only?.kind !== 'mapping') return [{ kind: 'json', of: parts, at }];
  const members: Part[] = [];
  for (const [index, { key, value }] of only.entries.entries()) {
    const name = plainText(key);
    const written = jsonOf(value, node);
    if (name === undefined || written === undefined) return undefined;
    const place = key[0]?.at ?? at;
    members.push({
      kind: 'text',
      text: `${index === 0 ? '' : ', '}${JSON.stringify(name)}: `,
      at: place,
    });
    members.push(...written);
  }
  return [{ kind: 'text', text: '{', at }, ...members, { kind: 'text', text: '}', at }];
}

/** `[a, b]|join(' ')` and `' '.join([a, b])`. */
function joined(parts: Parts, node: Applied, scope: Scope): Parts | undefined {
  const other = argument(node, scope, 0, 'd') ?? [];
  const [list, separator] = node.typename === 'Call' ? [other, parts] : [parts, other];
  const [only] = list;
  if (list.length !== 1 || only?.kind !== 'list') return undefined;
  return only.items.flatMap((item, at) => (at === 0 ? item : [...separator, ...item]));
}

function formatted(parts: Parts, node: Applied, scope: Scope): Parts | undefined {
  if (node.dyn_args !== null || node.dyn_kwargs !== null) return undefined;
  const values = node.args.map((arg) => scope.read(arg, scope));
  const named = new Map(node.kwargs.map(({ key, value }) => [key, scope.read(value, scope)]));
  if (node.typename === 'Filter') return named.size > 0 ? undefined : percentFormat(parts, values);
  return braceFormat(parts, values, named);
}

function converted(
  parts: Parts,
  conversion: Conversion,
  otherwise: string | undefined,
): Parts | undefined {
  const [only] = parts;
  if (parts.length !== 1 || only?.kind !== 'read' || only.conversion !== undefined)
    return undefined;
  const fallback = only.fallback ?? (otherwise === undefined ? undefined : { text: otherwise });
  return [{ ...only, conversion, ...(fallback !== undefined && { fallback }) }];
}

/** `truncate(n, true, '', 0)`: so many characters and no dots. Without the 0 Jinja leaves texts of five more as they are. */
function truncated(parts: Parts, node: Applied, scope: Scope): Parts | undefined {
  const [only] = parts;
  const length = Number(plainText(argument(node, scope, 0, 'length') ?? []) ?? 0);
  const kills = node.args[1] ?? node.kwargs.find(({ key }) => key === 'killwords')?.value;
  const end = plainText(argument(node, scope, 2, 'end') ?? [{ kind: 'unread', at: placeOf(node) }]);
  const leeway = plainText(argument(node, scope, 3, 'leeway') ?? []);
  const isCut = kills?.typename === 'Const' && kills.value === true && end === '' && leeway === '0';
  if (parts.length !== 1 || only?.kind !== 'read' || !isCut || length < 1) return undefined;
  return [{ ...only, transforms: [...only.transforms, { truncate: length }] }];
}

function dated(parts: Parts, node: Applied, scope: Scope): Parts | undefined {
  const format = plainText(argument(node, scope, 0, 'toFormat') ?? []);
  const conversion = format === undefined ? undefined : DATES.get(format);
  const others = node.kwargs.some(({ key }) => key !== 'toFormat') || node.args.length > 1;
  return conversion === undefined || others ? undefined : converted(parts, conversion, undefined);
}
