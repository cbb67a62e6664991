import { readJson } from '../../passkit/index.ts';
import { type Part, type Parts, type Place } from './parts.ts';
import { valueOver, variantsOf, type Variant } from './variants.ts';

/** A field as the template fills it. */
export type AdoptedField = {
  readonly name: string;
  readonly value: Parts;
  /** Where the name is in the template. */
  readonly at: Place;
};

/** What keeps the payload from being JSON, and where that is in the template. */
type PayloadDefect = { readonly message: string; readonly at: Place };

/** The fields of a payload, and its defects. */
export type AdoptedPayload = {
  readonly fields: readonly AdoptedField[];
  readonly defects: readonly PayloadDefect[];
};

/** The first of the private characters that take the place of what is no text. */
const FIRST = 0xf_00_00;
const MARK = /[\u{f0000}-\u{ffffd}]/gu;

/** Reads the JSON that some parts make, as well as it can be read, in every way that conditions can make it. */
export function readAdopted(parts: Parts): AdoptedPayload {
  const variants = variantsOf(parts);
  const readings = variants.map(readVariant);
  const names = new Map<string, Place>();
  for (const { fields } of readings)
    for (const { name, at } of fields) if (!names.has(name)) names.set(name, at);
  const fields = [...names].map(([name, at]) => {
    const values = readings.map(
      (one) => one.fields.findLast((field) => field.name === name)?.value,
    );
    return { name, at, value: valueOver(variants, values) };
  });
  const defects = new Map<string, PayloadDefect>();
  for (const reading of readings)
    for (const defect of reading.defects)
      if (!defects.has(defect.message)) defects.set(defect.message, defect);
  return { fields, defects: [...defects.values()] };
}

function readVariant({ parts }: Variant): AdoptedPayload {
  const text = new PayloadText(parts);
  const { members, defects } = readJson(text.json);
  return {
    fields: members.map(({ name, value, nameAt }) => ({
      name,
      value: text.piecesOf(typeof value === 'string' ? value : (JSON.stringify(value) ?? '')),
      at: text.placeOf(...nameAt),
    })),
    defects: defects.map(({ start, end, message }) => ({ message, at: text.placeOf(start, end) })),
  };
}

/** Parts as one text, with a private character for each that is no text; it knows where everything came from. */
class PayloadText {
  readonly json: string;
  readonly #parts: Parts;
  readonly #places: Place[] = [];

  constructor(parts: Parts) {
    this.#parts = parts;
    this.json = parts.map((part, at) => this.#write(part, at)).join('');
  }

  /** Where a stretch of the text is in the template. */
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
      if (part !== undefined) pieces.push(...unwrapped(part));
      from = index + mark.length;
    }
    if (from < value.length || pieces.length === 0) pieces.push(textPart(value.slice(from)));
    return pieces;
  }

  #write(part: Part, at: number): string {
    if (part.kind !== 'text') {
      const mark = String.fromCodePoint(FIRST + at);
      const written = part.kind === 'json' ? `"${mark}"` : mark;
      for (let unit = 0; unit < written.length; unit += 1) this.#places.push(part.at);
      return written;
    }
    for (let unit = 0; unit < part.text.length; unit += 1) {
      const start = part.offsets?.[unit];
      this.#places.push(start === undefined ? part.at : [start, start + 1]);
    }
    return part.text;
  }
}

/** What `tojson` was given: its quotes and backslashes are escaped. */
function unwrapped(part: Part): Parts {
  if (part.kind !== 'json') return [part];
  return part.of.map((inner) =>
    inner.kind === 'read' ? { ...inner, escapes: new Set([...inner.escapes, '"', '\\']) } : inner,
  );
}

function textPart(text: string): Part {
  return { kind: 'text', text, at: [0, 0] };
}
