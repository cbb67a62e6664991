import { isError, raise } from '../../errors.ts';

/** How Python names the encodings that templates can use. */
export type CodecName =
  | 'ascii'
  | 'latin-1'
  | 'utf-8'
  | 'utf-8-sig'
  | 'utf-16'
  | 'utf-16-be'
  | 'utf-16-le'
  | 'utf-32'
  | 'utf-32-be'
  | 'utf-32-le';

/** What each may be called, as Python normalises a name. Source: Python's `encodings/aliases.py`. */
const NAMES: ReadonlyMap<CodecName, string> = new Map([
  [
    'ascii',
    'ascii 646 ansi_x3_4_1968 cp367 csascii ibm367 iso646_us iso_646_irv_1991 iso_ir_6 us us_ascii',
  ],
  [
    'latin-1',
    'latin_1 8859 cp819 csisolatin1 ibm819 iso8859 iso8859_1 iso_8859_1 iso_8859_1_1987 iso_ir_100 l1 latin latin1',
  ],
  ['utf-8', 'utf_8 u8 utf utf8 utf8_ucs2 utf8_ucs4 cp65001'],
  ['utf-8-sig', 'utf_8_sig'],
  ['utf-16', 'utf_16 u16 utf16'],
  ['utf-16-be', 'utf_16_be unicodebigunmarked utf_16be'],
  ['utf-16-le', 'utf_16_le unicodelittleunmarked utf_16le'],
  ['utf-32', 'utf_32 u32 utf32'],
  ['utf-32-be', 'utf_32_be utf_32be'],
  ['utf-32-le', 'utf_32_le utf_32le'],
]);

const CODECS: ReadonlyMap<string, CodecName> = new Map(
  [...NAMES].flatMap(([name, aliases]) => aliases.split(' ').map((alias) => [alias, name])),
);

/** Codecs of Python that are not between text and bytes. */
const NO_TEXT: ReadonlySet<string> = new Set(
  'base64 base64_codec base_64 bz2 bz2_codec hex hex_codec quopri quopri_codec quoted_printable quotedprintable rot13 rot_13 uu uu_codec zip zip_codec zlib zlib_codec'.split(
    ' ',
  ),
);

function normalised(encoding: string): string {
  return encoding
    .toLowerCase()
    .replaceAll(/[^\0-\x7f]/g, '')
    .replaceAll(/[^0-9a-z.]+/g, '_')
    .replaceAll(/^_|_$/g, '');
}

/** The encoding of that name; raises LookupError for one that is not there. */
export function codecOf(encoding: string, use: 'encode' | 'decode'): CodecName {
  const name = normalised(encoding);
  const codec = CODECS.get(name);
  if (codec !== undefined) return codec;
  if (!NO_TEXT.has(name)) throw raise('LookupError', `unknown encoding: ${encoding}`);
  throw raise(
    'LookupError',
    `'${encoding}' is not a text encoding; use codecs.${use}() to handle arbitrary codecs`,
  );
}

/** The names whose encodings Python has built in. */
const BUILT_IN = /^(?:utf_?(?:8|16|32)|ascii|us_ascii|latin_?1|iso_?8859_1)$/;

/** What an error handler raised, as Python shows it: with the name of the encoding, unless that is one of its own. */
export function codecError(error: unknown, use: 'encod' | 'decod', encoding: string): unknown {
  if (BUILT_IN.test(normalised(encoding))) return error;
  const type = (['TypeError', 'LookupError'] as const).find((name) => isError(error, name));
  if (type === undefined) return error;
  const { message } = error as Error;
  return raise(type, `${use}ing with '${encoding}' codec failed (${type}: ${message})`);
}
