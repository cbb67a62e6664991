import { floatText } from './float-text.ts';
import type { JinjaVersion } from './py-object.ts';
import type { Python2 } from './python-rules.ts';
import { keyOrder } from './python2-order.ts';

const FIRST: readonly string[] = ['NoneType', 'int', 'float', 'bool'];

const PYTHON_2: Python2 = {
  floatText: (value) => floatText(value, 'g', 12, { addPoint: true }),
  textRepr,
  intRepr: (value) => (BigInt.asIntN(64, value) === value ? String(value) : `${value}L`),
  keyOrder,
  range: 'xrange',
  compareTypes(one, other) {
    const [a, b] = [rank(one), rank(other)];
    if (a !== b) return a - b;
    return one < other ? -1 : Number(one > other);
  },
};

/**
 * What the Python behind a release does in a way of its own; undefined for Python 3. `bytes` are the texts that a template writes out
 * in lists, tuples and dicts: of two equal texts it cannot be told which one is unicode, both are taken for bytes.
 */
export function python2Of(
  version: JinjaVersion,
  bytes: () => ReadonlySet<string> = () => new Set(),
): Python2 | undefined {
  if (version !== '2.8-python2') return undefined;
  const texts = bytes();
  if (texts.size === 0) return PYTHON_2;
  const ofText = (text: string): string => {
    const unicode = textRepr(text);
    return texts.has(text) ? unicode.slice(1) : unicode;
  };
  return { ...PYTHON_2, textRepr: ofText };
}

function rank(type: string): number {
  const at = FIRST.indexOf(type);
  if (at > 0) return 1;
  return at === 0 ? 0 : 2;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\n', String.raw`\n`],
  ['\r', String.raw`\r`],
  ['\t', String.raw`\t`],
  ['\\', '\\\\'],
]);

/** `repr` of a unicode text: everything that is not ASCII is escaped. */
function textRepr(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let written = '';
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (char === quote) written += `\\${char}`;
    else if (code >= 0x20 && code < 0x7f && char !== '\\') written += char;
    else written += ESCAPES.get(char) ?? escaped(code);
  }
  return `u${quote}${written}${quote}`;
}

function escaped(code: number): string {
  const hex = code.toString(16);
  if (code < 0x100) return `\\x${hex.padStart(2, '0')}`;
  return code < 0x1_00_00 ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}
