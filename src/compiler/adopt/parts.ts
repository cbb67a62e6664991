import type { AttributeSource, Transform } from '../field-map.ts';

/** Offsets of the template's text, the end excluded. */
export type Place = readonly [start: number, end: number];

/** Text as it is written; `offsets` says for each UTF-16 unit of it where it stands in the template, if that is known. */
export type TextPart = {
  readonly kind: 'text';
  readonly text: string;
  readonly at: Place;
  readonly offsets?: readonly number[];
};

/** An attribute that is read: with what happens where it is missing, and which characters are escaped. */
export type ReadPart = {
  readonly kind: 'read';
  readonly source: AttributeSource;
  readonly at: Place;
  readonly fallback?: string;
  readonly transforms: readonly Transform[];
  readonly escapes: ReadonlySet<string>;
};

/** Base64 of something; `replaced` are the characters that were exchanged afterwards (`+`, `/`, `=`). */
export type EncodedPart = {
  readonly kind: 'encoded';
  readonly of: Parts;
  readonly at: Place;
  readonly replaced: ReadonlySet<string>;
};

/** A signature: `secret` is where the secret stands as a literal. */
export type HashPart = {
  readonly kind: 'hash';
  readonly of: Parts;
  readonly at: Place;
  readonly secret: Place | undefined;
};

/** Something that was not understood. */
export type UnreadPart = { readonly kind: 'unread'; readonly at: Place };

/** What a variable of a template is made of, from left to right. */
export type Part = TextPart | ReadPart | EncodedPart | HashPart | UnreadPart;
export type Parts = readonly Part[];

/** A user is dropped where one of these attributes is missing. */
export type Guard = { readonly reason: string; readonly sources: readonly AttributeSource[] };

/** Whether two attributes are the same. */
export function isSameSource(one: AttributeSource, other: AttributeSource): boolean {
  return one.kind === other.kind && one.attribute === other.attribute;
}

/** Everything within some parts, what is encoded and hashed in it too. */
export function* within(parts: Parts): Generator<Part> {
  for (const part of parts) {
    yield part;
    if (part.kind === 'encoded' || part.kind === 'hash') yield* within(part.of);
  }
}

/** Parts as a text in which everything but text is named: equal for parts that always give the same. */
export function skeleton(parts: Parts): string {
  return parts
    .map((part) => {
      if (part.kind === 'text') return part.text;
      if (part.kind === 'read') {
        const { source, fallback = '', transforms } = part;
        return `\u0000${JSON.stringify([source, fallback, transforms])}\u0000`;
      }
      if (part.kind === 'encoded')
        return `\u0000b64 ${[...part.replaced].join('')} ${skeleton(part.of)}\u0000`;
      return part.kind === 'hash' ? `\u0000hash ${skeleton(part.of)}\u0000` : '\u0000?\u0000';
    })
    .join('');
}
