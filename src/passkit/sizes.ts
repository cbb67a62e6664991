import { smsUnits } from './gsm7.ts';

/** Lengths in characters: from `warn` on a link is reported as long, from `fail` on as too long. */
export type LengthLimits = { readonly warn: number; readonly fail: number };

/** Outlook is reported to cut links at 1,024 or 2,048 characters: warn from 1,000, fail from 2,000. */
export const DEFAULT_LENGTHS: LengthLimits = { warn: 1000, fail: 2000 };

/** How a link of this many characters compares with the limits: `fine`, `long` (from `warn`) or `too-long` (from `fail`). */
export function linkLengthVerdict(
  length: number,
  limits: LengthLimits = DEFAULT_LENGTHS,
): 'fine' | 'long' | 'too-long' {
  if (length >= limits.fail) return 'too-long';
  return length >= limits.warn ? 'long' : 'fine';
}

/** Bytes a QR code of version 1 to 40 holds in byte mode at level L (ISO/IEC 18004, table 7). */
const QR_BYTES_L: readonly number[] = [
  17, 32, 53, 78, 106, 134, 154, 192, 230, 271, 321, 367, 425, 458, 520, 586, 644, 718, 792, 858,
  929, 1003, 1091, 1171, 1273, 1367, 1465, 1528, 1628, 1732, 1840, 1952, 2068, 2188, 2303, 2431,
  2563, 2699, 2809, 2953,
];

/** The most bytes any QR code holds in byte mode: version 40, level L. */
export const QR_MAX_BYTES: number = QR_BYTES_L.at(-1) ?? 0;

/** The smallest QR version (1 to 40) that holds so many bytes at level L, or undefined where none does. */
export function qrVersion(bytes: number): number | undefined {
  const at = QR_BYTES_L.findIndex((capacity) => bytes <= capacity);
  return at < 0 ? undefined : at + 1;
}

/** Modules on each side of that QR code without its quiet zone (476 bytes: 77), or undefined past 2,953 bytes. */
export function qrModules(bytes: number): number | undefined {
  const version = qrVersion(bytes);
  return version === undefined ? undefined : 17 + 4 * version;
}

/**
 * What a text costs as SMS. `units` are septets (GSM-7) or UTF-16 code units (UCS-2); `capacity` is how many of them the
 * `parts` hold together: 160 then 153 a part, or 70 then 67. `foreign` are the characters that force UCS-2.
 */
export type SmsSize = {
  readonly encoding: 'GSM-7' | 'UCS-2';
  readonly units: number;
  readonly parts: number;
  readonly capacity: number;
  readonly foreign: readonly string[];
};

/** Counts the parts of an SMS text (3GPP TS 23.038): no escape pair and no surrogate pair is split. '' is 0 parts. */
export function smsParts(text: string): SmsSize {
  const { encoding, widths, foreign } = smsUnits(text);
  const units = widths.reduce((sum, width) => sum + width, 0);
  const [single, part] = encoding === 'GSM-7' ? [160, 153] : [70, 67];
  if (units <= single) {
    return { encoding, units, parts: units === 0 ? 0 : 1, capacity: single, foreign };
  }
  let parts = 1;
  let used = 0;
  for (const width of widths) {
    if (used + width > part) {
      parts += 1;
      used = 0;
    }
    used += width;
  }
  return { encoding, units, parts, capacity: parts * part, foreign };
}
