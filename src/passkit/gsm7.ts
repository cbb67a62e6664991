/** The GSM 7-bit default alphabet of 3GPP TS 23.038, section 6.2.1: one septet each. */
const BASIC: ReadonlySet<string> = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);

/** Its extension table, section 6.2.1.1: an escape and a second septet. */
const EXTENSION: ReadonlySet<string> = new Set('\f^{}\\[~]|€');

/** How wide each character of an SMS text is, in the units of the encoding that the text needs. */
export function smsUnits(text: string): {
  readonly encoding: 'GSM-7' | 'UCS-2';
  readonly widths: readonly number[];
  readonly foreign: readonly string[];
} {
  const characters = Array.from(text);
  const foreign = new Set(
    characters.filter((character) => !BASIC.has(character) && !EXTENSION.has(character)),
  );
  const plain = foreign.size === 0;
  return {
    encoding: plain ? 'GSM-7' : 'UCS-2',
    widths: characters.map((character) =>
      plain ? (EXTENSION.has(character) ? 2 : 1) : character.length,
    ),
    foreign: [...foreign],
  };
}
