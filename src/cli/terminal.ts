import { drawFinding, type Finding, type Paint } from '../diagnostics/index.ts';

/** Characters that would act on a terminal or turn its lines round: controls and the marks of text direction. */
const ACTING =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** Text from data as a terminal may show it: what would act on the terminal is written as an escape. */
export function printable(text: string): string {
  return text.replaceAll(ACTING, (char) => {
    if (char === '\n') return '\\n';
    if (char === '\t') return '\\t';
    if (char === '\r') return '\\r';
    return `\\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
  });
}

/** What a template hashes with, and what has the form of a PassKit secret: 22 letters and digits in quotes. */
const SECRETS: readonly RegExp[] = [
  /(\bconvertToSHA256\s*\(\s*(?:secret\s*=\s*)?['"])((?:\\.|[^'"\\\n])*)/g,
  /(['"])((?=[A-Za-z]*[0-9])(?=[0-9a-z]*[A-Z])(?=[0-9A-Z]*[a-z])[0-9A-Za-z]{22})(?=['"])/g,
];

/** A text with bullets in place of the secrets that stand in it as literals; columns stay. */
function withoutSecrets(source: string): string {
  return SECRETS.reduce(
    (text, secrets) =>
      text.replaceAll(secrets, (whole, before: string, secret: string) =>
        secret.startsWith('{') ? whole : before + '\u2022'.repeat(secret.length),
      ),
    source,
  );
}

/** A finding drawn with its lines, where they are known; neither its words, its file's name nor its lines can act on the terminal, nor do the lines show a secret. */
export function drawSafely(finding: Finding, source: string | undefined, paint: Paint): string {
  const lines =
    source === undefined
      ? undefined
      : withoutSecrets(source).replaceAll(ACTING, (char) =>
          /[\n\r\t]/.test(char) ? char : '\ufffd',
        );
  const { message, file, hint } = finding;
  const safe = {
    ...finding,
    message: printable(message),
    ...(file !== undefined && { file: printable(file) }),
    ...(hint !== undefined && { hint: printable(hint) }),
  };
  return drawFinding(safe, lines, paint);
}

/** JSON for people and programs; a whole number beyond JavaScript's safe ones is written as text. */
export function toJson(value: unknown): string {
  return `${JSON.stringify(value, plainNumber, 2)}\n`;
}

/** `1 error`, `2 warnings`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function plainNumber(_key: string, item: unknown): unknown {
  return typeof item === 'bigint' ? item.toString() : item;
}
