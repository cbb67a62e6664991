import { FindingsError } from './finding.ts';

/** The code of the finding about a file that is not UTF-8 text. */
export const NOT_UTF8 = 'cli/not-utf8';

/** The text of a file's UTF-8 bytes, less a byte order mark. Throws a FindingsError that names the line of the first byte that is not UTF-8 text; a byte of zero is never in one. */
export function decode(bytes: Uint8Array, file: string): string {
  const text = decoded(bytes);
  if (text !== undefined) return text;
  const lenient = new TextDecoder().decode(bytes);
  const line = lenient.slice(0, Math.max(0, lenient.search(/[\uFFFD\0]/))).split('\n').length;
  throw new FindingsError([
    {
      code: NOT_UTF8,
      severity: 'error',
      message: isUtf16(bytes)
        ? 'the file is UTF-16, expected UTF-8 text'
        : `the file is not UTF-8 text (first at line ${line})`,
      hint: 'save it with the encoding UTF-8',
      file,
    },
  ]);
}

/** The same text; undefined for bytes that are not UTF-8 text. */
export function decoded(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return UTF8.decode(bytes);
  } catch {
    return undefined;
  }
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** Whether bytes begin with the mark of UTF-16 or, as text of western letters without one, have a zero in every second place. */
function isUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  return [0, 1].some(
    (from) => bytes.length > from + 2 && bytes.every((byte, at) => at % 2 !== from || byte === 0),
  );
}
