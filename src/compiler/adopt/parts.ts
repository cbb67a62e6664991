import type {
  AttributeSource,
  AuxSource,
  ContentSource,
  Conversion,
  ProductSource,
  Source,
  Transform,
} from '../field-map.ts';

/** Offsets of the template's text, the end excluded. */
export type Place = readonly [start: number, end: number];

/** Text as it is written; `offsets` says for each UTF-16 unit of it where it is in the template, if that is known. */
type TextPart = {
  readonly kind: 'text';
  readonly text: string;
  readonly at: Place;
  readonly offsets?: readonly number[];
};

/** What a template does instead where a value is missing: print a text, or drop the user. */
export type Fallback = { readonly text: string } | { readonly drop: string };

/** Something of the account that is read: with what happens where it is missing, and which characters are escaped. */
export type ReadPart = {
  readonly kind: 'read';
  readonly source: AttributeSource | ProductSource | ContentSource | AuxSource;
  readonly at: Place;
  readonly fallback?: Fallback;
  readonly transforms: readonly Transform[];
  readonly conversion?: Conversion;
  readonly escapes: ReadonlySet<string>;
};

/**
 * What a condition asks of one value: whether it is there (a missing, null or empty one is not), or whether it is one of some
 * texts. `unclear` is a condition that was not understood.
 */
export type Atom =
  | { readonly kind: 'present' | 'missing'; readonly source: ReadPart['source'] }
  | {
      readonly kind: 'equals' | 'differs';
      readonly read: ReadPart;
      readonly texts: readonly string[];
    }
  | { readonly kind: 'unclear'; readonly at: Place };

/** A condition holds where all atoms of one of its alternatives hold. */
export type Alternatives = readonly (readonly Atom[])[];

/** One of several contents: that of the first branch whose condition holds, else `otherwise`. */
export type ChoicePart = {
  readonly kind: 'choice';
  readonly branches: readonly { readonly when: Alternatives; readonly parts: Parts }[];
  readonly otherwise: Parts;
  readonly at: Place;
};

/** A value written as JSON, with its quotes: what `tojson` makes of it. */
type JsonPart = { readonly kind: 'json'; readonly of: Parts; readonly at: Place };

/** A list or mapping; a mapping has a key to each item. */
type ListPart = {
  readonly kind: 'list';
  readonly items: readonly Parts[];
  readonly at: Place;
};
export type MappingPart = {
  readonly kind: 'mapping';
  readonly entries: readonly { readonly key: Parts; readonly value: Parts }[];
  readonly at: Place;
};

/** Base64 of something; `replaced` are the characters that were exchanged afterwards (`+`, `/`, `=`). */
export type EncodedPart = {
  readonly kind: 'encoded';
  readonly of: Parts;
  readonly at: Place;
  readonly replaced: ReadonlySet<string>;
};

/** A signature: `secret` is where the secret is as a literal, `padded` whether white space is around it. */
export type HashPart = {
  readonly kind: 'hash';
  readonly of: Parts;
  readonly at: Place;
  readonly secret: Place | undefined;
  readonly padded: boolean;
};

/** A field that is left out of the payload. */
type AbsentPart = { readonly kind: 'absent'; readonly at: Place };

/** Something that was not understood. */
type UnreadPart = { readonly kind: 'unread'; readonly at: Place };

/** What a variable of a template is made of, from left to right. */
export type Part =
  | TextPart
  | ReadPart
  | ChoicePart
  | JsonPart
  | ListPart
  | MappingPart
  | EncodedPart
  | HashPart
  | AbsentPart
  | UnreadPart;
export type Parts = readonly Part[];

/** A user is dropped where `when` holds; `at` is the tag. */
export type Guard = { readonly reason: string; readonly when: Alternatives; readonly at: Place };

/** Whether two sources are the same. */
export function isSameSource(one: Source, other: Source): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The parts that a part is directly made of. */
function inner(part: Part): readonly Parts[] {
  switch (part.kind) {
    case 'encoded':
    case 'hash':
    case 'json':
      return [part.of];
    case 'choice':
      return [...part.branches.map(({ parts }) => parts), part.otherwise];
    case 'list':
      return part.items;
    case 'mapping':
      return part.entries.flatMap(({ key, value }) => [key, value]);
    case 'text':
    case 'read':
    case 'absent':
    case 'unread':
    default:
      return [];
  }
}

/** Everything within some parts, at any depth. */
export function* within(parts: Parts): Generator<Part> {
  for (const part of parts) {
    yield part;
    for (const deeper of inner(part)) yield* within(deeper);
  }
}

/** Everything within some parts that is read of the account. */
export function readsWithin(parts: Parts): readonly ReadPart[] {
  return [...within(parts)].filter((part) => part.kind === 'read');
}

/** The text of parts that are nothing but text; undefined for others. */
export function plainText(parts: Parts): string | undefined {
  let text = '';
  for (const part of parts) {
    if (part.kind !== 'text') return undefined;
    text += part.text;
  }
  return text;
}

/** Parts with each part of text or of a value changed, in every branch of a choice. */
export function mapLeaves(parts: Parts, change: (part: Part) => Parts): Parts {
  return parts.flatMap((part): Parts => {
    if (part.kind !== 'choice') return change(part);
    const branches = part.branches.map(({ when, parts: own }) => ({
      when,
      parts: mapLeaves(own, change),
    }));
    return [{ ...part, branches, otherwise: mapLeaves(part.otherwise, change) }];
  });
}

/** Parts as a text in which everything but text is named: equal for parts that always give the same. */
export function skeleton(parts: Parts): string {
  return parts
    .map((part): string => {
      switch (part.kind) {
        case 'text':
          return part.text;
        case 'read': {
          const { source, fallback = '', transforms, conversion = '' } = part;
          return `\u0000${JSON.stringify([source, fallback, transforms, conversion])}\u0000`;
        }
        case 'encoded':
          return `\u0000b64 ${[...part.replaced].join('')} ${skeleton(part.of)}\u0000`;
        case 'choice': {
          const branches = part.branches.map(
            ({ when, parts: own }) => `${JSON.stringify(when)} ${skeleton(own)}`,
          );
          return `\u0000choice ${branches.join('|')} ${skeleton(part.otherwise)}\u0000`;
        }
        case 'hash':
        case 'json':
          return `\u0000${part.kind} ${skeleton(part.of)}\u0000`;
        case 'list':
        case 'mapping':
        case 'absent':
        case 'unread':
        default:
          return `\u0000${part.kind} ${part.at.join('-')}\u0000`;
      }
    })
    .join('');
}
