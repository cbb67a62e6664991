import { jsonIn, isObject, Lines, once, type Finding, type Span } from '../diagnostics/index.ts';
import { readJson, type JsonMember, type JsonReading } from './json-reader.ts';
import { checkEntries, type PayloadEntry, type PayloadOptions } from './payload.ts';

/** Fields as they are in a link, in order. A value is a string where all is well. */
export type PayloadFields = readonly (readonly [name: string, value: unknown])[];

/**
 * What the decoded bytes of a link hold. `payload` is there where the text is a JSON object; `recovered` where it is
 * none, but fields could still be read by mending what is broken.
 */
export type PayloadReading = {
  readonly text: string;
  readonly payload?: PayloadFields;
  readonly recovered?: PayloadFields;
  readonly findings: Finding[];
};

/** Reads the decoded bytes of a link as a payload and says everything that is wrong with it. */
export function readPayload(bytes: Uint8Array, options: PayloadOptions): PayloadReading {
  const { text, findings, wide } = readText(bytes);
  if (wide) return { text, findings };
  const lines = new Lines(text);
  const reading = once(() => readJson(text));
  const minified = minifiedFields(text);
  const valid = minified !== undefined || reading().valid;
  if (minified === undefined && valid && reading().kind === 'other')
    return { text, findings: [...findings, notAnObject(text)] };
  const members = minified ?? reading().members.map(({ name, value }) => [name, value] as const);
  const entries = members.map(
    ([name, value], at) =>
      new PlacedEntry(name, value, { lines, member: () => reading().members[at] }),
  );
  const found = [...findings];
  if (minified === undefined)
    found.push(...syntaxFindings(lines, reading()), ...duplicates(lines, reading().members));
  found.push(...checkEntries(entries, options));
  if (valid && members.length === 0) {
    found.push({
      code: 'link/empty-payload',
      severity: 'warning',
      message: 'the payload has no fields',
    });
  } else if (members.length > 0 && !hasExternalId(entries) && !entries.some(isNested))
    found.push(withoutId());
  const fields: PayloadFields = minified ?? [...new Map(members)];
  if (valid) return { text, payload: fields, findings: found };
  const broken = { text, findings: found };
  return fields.length === 0 ? broken : { ...broken, recovered: fields };
}

/**
 * The fields of an object of strings that is written as `JSON.stringify` writes it, as most payloads are: nothing is wrong with how that
 * is written. Undefined for any other text.
 */
function minifiedFields(text: string): readonly (readonly [string, string])[] | undefined {
  const parsed = jsonIn(text);
  if (!isObject(parsed)) return undefined;
  const fields: (readonly [string, string])[] = [];
  for (const [name, value] of Object.entries(parsed)) {
    if (typeof value !== 'string') return undefined;
    fields.push([name, value]);
  }
  // Only now that nothing is nested: `JSON.stringify` would go into lists in lists by recursion.
  return JSON.stringify(parsed) === text ? fields : undefined;
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function readText(bytes: Uint8Array): { text: string; wide: boolean; findings: Finding[] } {
  const [first = -1, second = -1] = bytes;
  const littleEndian = (first === 0xff && second === 0xfe) || (first !== 0 && second === 0);
  const bigEndian = (first === 0xfe && second === 0xff) || (first === 0 && second !== 0);
  if (littleEndian || bigEndian) {
    const text = new TextDecoder(littleEndian ? 'utf-16le' : 'utf-16be').decode(bytes);
    const message = 'the payload is UTF-16, expected UTF-8';
    return { text, wide: true, findings: [{ code: 'link/not-utf8', severity: 'error', message }] };
  }
  try {
    const text = UTF8.decode(bytes);
    return { text, wide: false, findings: [] };
  } catch {
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    const offset = firstBadByte(bytes);
    const value = (bytes[offset] ?? 0).toString(16).toUpperCase().padStart(2, '0');
    const message = `byte ${offset + 1} of the payload (0x${value}) is not UTF-8`;
    const hint = 'the text was encoded in another character set, or was cut';
    return {
      text,
      wide: false,
      findings: [{ code: 'link/not-utf8', severity: 'error', message, hint }],
    };
  }
}

/** The offset of the first byte that begins no UTF-8 sequence: a true U+FFFD in the text is none. */
function firstBadByte(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at] ?? 0;
    const width = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    try {
      decoder.decode(bytes.subarray(at, at + width));
    } catch {
      return at;
    }
    at += width;
  }
  return bytes.length;
}

function syntaxFindings(lines: Lines, { valid, kind, defects, members }: JsonReading): Finding[] {
  const { text } = lines;
  if (valid) {
    // Each field has a colon, and a comma or the last brace behind it.
    let compact = Math.max(1, members.length) + 1;
    for (const { nameAt, valueAt } of members)
      compact += nameAt[1] - nameAt[0] + 1 + valueAt[1] - valueAt[0];
    const spare = text.length - compact;
    if (spare === 0) return [];
    const message = `the payload is not minified: ${spare} characters of it are spaces between the fields`;
    return [{ code: 'link/not-minified', severity: 'warning', message }];
  }
  const whole = kind === 'other' ? wholeTextHint(text) : undefined;
  return defects.map(({ start, end, message }) => ({
    code: 'link/not-json',
    severity: 'error',
    message: `the payload is not JSON: ${message}`,
    ...(whole === undefined ? {} : { hint: whole }),
    file: 'payload',
    span: lines.spanOf(start, end),
  }));
}

function wholeTextHint(text: string): string | undefined {
  if (/^eyJ|^ew/.test(text.trim())) return 'the payload was encoded in base64 twice';
  return /^\s*(?:%7B|&#123;)/i.test(text)
    ? 'the payload was escaped before it was encoded'
    : undefined;
}

function notAnObject(text: string): Finding {
  const value: unknown = JSON.parse(text);
  const kind = Array.isArray(value) ? 'a list' : value === null ? 'null' : `a ${typeof value}`;
  const twice = typeof value === 'string' && value.trimStart().startsWith('{');
  return {
    code: 'link/payload-not-object',
    severity: 'error',
    message: `the payload is ${kind}, expected one flat object of fields`,
    ...(twice ? { hint: 'the JSON was put into a JSON string once more' } : {}),
  };
}

function duplicates(lines: Lines, members: readonly JsonMember[]): Finding[] {
  const seen = new Set<string>();
  return members.flatMap(({ name, nameAt }): Finding[] => {
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    return [
      {
        code: 'link/duplicate-field',
        severity: 'error',
        message: `the field ${JSON.stringify(name)} appears more than once in the payload`,
        file: 'payload',
        span: lines.spanOf(...nameAt),
      },
    ];
  });
}

/** The text that a field is in, and how it was read there. */
type Place = { readonly lines: Lines; readonly member: () => JsonMember | undefined };

const NOWHERE: JsonMember['nameAt'] = [0, 0];

/** A field that works its places out when they are asked for: most payloads are right, and nobody does. */
class PlacedEntry implements PayloadEntry {
  readonly name: string;
  readonly value: unknown;
  readonly #place: Place;

  constructor(name: string, value: unknown, place: Place) {
    this.name = name;
    this.value = value;
    this.#place = place;
  }

  get nameSpan(): Span {
    const { lines, member } = this.#place;
    return lines.spanOf(...(member()?.nameAt ?? NOWHERE));
  }

  get valueSpan(): Span {
    const { lines, member } = this.#place;
    return lines.spanOf(...(member()?.valueAt ?? NOWHERE));
  }
}

function hasExternalId(entries: readonly PayloadEntry[]): boolean {
  return entries.some(({ name, value }) => name.endsWith('.externalId') && value !== '');
}

function isNested({ value }: PayloadEntry): boolean {
  return typeof value === 'object' && value !== null;
}

function withoutId(): Finding {
  return {
    code: 'link/no-external-id',
    severity: 'warning',
    message: 'the payload has no external id: every visit to the link creates another pass',
    hint: 'add person.externalId, members.member.externalId or singleUseCoupons.coupon.externalId',
  };
}
