import { readJson } from '../../passkit/index.ts';
import type { Source, Transform } from '../field-map.ts';
import type { Part, Parts, Place, ReadPart } from './parts.ts';

/** A field as the template fills it, with everything that is read for it. */
export type AdoptedField = {
  readonly name: string;
  readonly source: Source;
  readonly reads: readonly ReadPart[];
  readonly transforms: readonly Transform[];
  /** Where the name stands in the template. */
  readonly at: Place;
};

/** What keeps the payload from being JSON, and where that stands in the template. */
export type PayloadDefect = { readonly message: string; readonly at: Place };

/** The fields of a payload, and its defects. */
export type AdoptedPayload = {
  readonly fields: readonly AdoptedField[];
  readonly defects: readonly PayloadDefect[];
};

/** The first of the private characters that stand for what is no text. */
const FIRST = 0xf_00_00;
const MARK = /[\u{f0000}-\u{ffffd}]/gu;

/** Reads the JSON that some parts make, as well as it can be read. */
export function readAdopted(parts: Parts): AdoptedPayload {
  const text = new PayloadText(parts);
  const { members, defects } = readJson(text.json);
  const fields = members.map(({ name, value, nameAt }): AdoptedField => {
    const pieces = text.piecesOf(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
    const reads = pieces.flatMap((piece) => (piece.kind === 'read' ? [piece] : []));
    const [first] = pieces;
    const only = pieces.length === 1 && first?.kind === 'read' ? first : undefined;
    return {
      name,
      source: only === undefined ? sourceOf(pieces) : only.source,
      reads,
      transforms: only?.transforms ?? [],
      at: text.placeOf(...nameAt),
    };
  });
  return {
    fields,
    defects: defects.map(({ start, end, message }) => ({ message, at: text.placeOf(start, end) })),
  };
}

function sourceOf(pieces: Parts): Source {
  const parts = pieces.flatMap((piece): (string | Source)[] => {
    if (piece.kind === 'text') return piece.text === '' ? [] : [piece.text];
    return piece.kind === 'read' ? [piece.source] : [];
  });
  if (parts.every((part) => typeof part === 'string'))
    return { kind: 'value', text: parts.join('') };
  return { kind: 'text', parts };
}

/** Parts as one text, with a private character for each that is no text; it knows where everything came from. */
class PayloadText {
  readonly json: string;
  readonly #parts: Parts;
  readonly #places: Place[] = [];

  constructor(parts: Parts) {
    this.#parts = parts;
    this.json = parts
      .map((part, at) => {
        if (part.kind !== 'text') {
          this.#places.push(part.at, part.at);
          return String.fromCodePoint(FIRST + at);
        }
        for (let unit = 0; unit < part.text.length; unit += 1) {
          const start = part.offsets?.[unit];
          this.#places.push(start === undefined ? part.at : [start, start + 1]);
        }
        return part.text;
      })
      .join('');
  }

  /** Where a stretch of the text stands in the template. */
  placeOf(start: number, end: number): Place {
    const last = this.#places.length - 1;
    const first = this.#places[Math.min(start, last)] ?? [0, 0];
    const final = this.#places[Math.min(Math.max(start, end - 1), last)] ?? first;
    return [first[0], Math.max(first[0], final[1])];
  }

  /** A value of the JSON taken apart again. */
  piecesOf(value: string): Parts {
    const pieces: Part[] = [];
    let from = 0;
    for (const { index, 0: mark } of value.matchAll(MARK)) {
      if (index > from) pieces.push(textPart(value.slice(from, index)));
      const part = this.#parts[(mark.codePointAt(0) ?? 0) - FIRST];
      if (part !== undefined) pieces.push(part);
      from = index + mark.length;
    }
    if (from < value.length || pieces.length === 0) pieces.push(textPart(value.slice(from)));
    return pieces;
  }
}

function textPart(text: string): Part {
  return { kind: 'text', text, at: [0, 0] };
}
