import { FindingsError } from '../diagnostics/index.ts';

/** The text of UTF-8 bytes, less a byte order mark; a FindingsError that names the offending byte where they are not UTF-8 text; a byte of zero is never in one. */
export function decode(bytes: Uint8Array, path: string): string {
  const zero = bytes.indexOf(0);
  const isWide =
    (zero >= 0 && isEverySecondZero(bytes)) ||
    /^(?:fffe|feff)/.test(Buffer.from(bytes.subarray(0, 2)).toString('hex'));
  try {
    if (zero < 0) return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // What is wrong with it is told below.
  }
  const lenient = new TextDecoder('utf-8').decode(bytes);
  const line = lenient.slice(0, Math.max(0, lenient.search(/[\uFFFD\0]/))).split('\n').length;
  throw new FindingsError([
    {
      code: 'cli/not-utf8',
      severity: 'error',
      message: isWide
        ? 'the file is UTF-16, expected UTF-8 text'
        : `the file is not UTF-8 text (first at line ${line})`,
      hint: 'save it with the encoding UTF-8',
      file: path,
    },
  ]);
}

/** Whether bytes are those of UTF-16 without its mark: in a text of western letters every second one is zero. */
function isEverySecondZero(bytes: Uint8Array): boolean {
  const [even, odd] = [0, 1].map((from) => bytes.filter((_, at) => at % 2 === from));
  return [even, odd].some(
    (half) => half !== undefined && half.length > 1 && half.every((byte) => byte === 0),
  );
}
