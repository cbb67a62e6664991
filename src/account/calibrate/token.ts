/** What every rendered part begins with. Neither mark can occur inside one: answers hold none of the letters q, x, z. */
export const BEGIN = 'qzx';
/** What every rendered part ends with. */
export const END = 'xzq';
/** The form of the answers; a reader of another form cannot read them. */
export const FORM = 'v1';

const MODULUS = 99_991n;

/** `v1p07`: form and number of a part, as its answer begins. */
export function headOf(part: number): string {
  return `${FORM}p${String(part).padStart(2, '0')}`;
}

/** The template of a part's end: prints what `r` holds between the marks, and its checksum after `k`. */
export const PRINT_R: string = `${BEGIN}{{ r }}k{{ r|int(0, 36) % ${MODULUS} }}${END}`;

/** `int(text, 36) % 99991`: what the template computes of its own answer. The text holds digits and small letters. */
export function checksum(text: string): string {
  let sum = 0n;
  for (const char of text) sum = (sum * 36n + BigInt(Number.parseInt(char, 36))) % MODULUS;
  return sum.toString();
}
