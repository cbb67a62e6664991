import { spanOf, type Span } from '../../diagnostics/index.ts';
import { PROBE_PARTS, type ProbePart } from './parts.ts';
import { BEGIN, checksum, END, FORM, headOf } from './token.ts';
import { lettersAndDigits, unmangle } from './unmangle.ts';

/** A text that was pasted, and the name that findings give it. */
export type PastedAnswer = { readonly text: string; readonly file: string };

/** Where something is in the pasted texts. */
export type Place = { readonly file: string; readonly span: Span };

/** A part's answer: its digits by key, and the answer as it was printed. */
export type PartAnswer = Place & {
  readonly part: ProbePart;
  readonly text: string;
  readonly digits: ReadonlyMap<string, string>;
};

/** Something that begins like an answer and is none; `part` where its number can still be read. */
export type Damage = Place & {
  readonly part?: ProbePart;
  readonly why: 'cut off' | 'damaged' | 'not rendered' | 'unknown part';
};

/** What is in pasted texts. */
type FoundAnswers = {
  readonly answers: readonly PartAnswer[];
  readonly damaged: readonly Damage[];
};

/** Finds every answer in one pasted text, whatever is around it and however it was wrapped, escaped or encoded. */
export function findAnswers(pasted: PastedAnswer): FoundAnswers {
  const decoded = findIn(pasted, true);
  if (decoded.damaged.length === 0) return decoded;
  // Text that is not quoted-printable may hold an equals sign before two digits of an answer: a line break that was lost.
  const plain = findIn(pasted, false);
  const seen = new Set(decoded.answers.map(({ text }) => text));
  const answers = [...decoded.answers, ...plain.answers.filter(({ text }) => !seen.has(text))];
  const good = new Set(answers.map(({ part }) => part.number));
  const damaged = decoded.damaged.filter(
    ({ part }) => part === undefined || !good.has(part.number),
  );
  return { answers, damaged: plain.damaged.length < damaged.length ? plain.damaged : damaged };
}

function findIn({ text, file }: PastedAnswer, escapes: boolean): FoundAnswers {
  const letters = lettersAndDigits(unmangle(text, escapes));
  const answers: PartAnswer[] = [];
  const damaged: Damage[] = [];
  const pattern = new RegExp(`${BEGIN}(.*?)(${END}|(?=${BEGIN})|$)`, 'g');
  for (const match of letters.text.matchAll(pattern)) {
    const [whole, inner = '', end = ''] = match;
    const length = end === '' ? Math.min(whole.length, 60) : whole.length;
    const from = letters.at[match.index] ?? 0;
    const to = (letters.at[match.index + length - 1] ?? from) + 1;
    const place: Place = { file, span: spanOf(text, from, to) };
    const read = end === '' ? undefined : readAnswer(inner);
    if (read === undefined) damaged.push({ ...place, ...diagnose(inner, end === '') });
    else answers.push({ ...place, ...read });
  }
  return { answers, damaged };
}

function readAnswer(inner: string): Omit<PartAnswer, keyof Place> | undefined {
  const match = /^(v\dp(\d\d)((?:[a-jl-y]\d+)+))k(\d+)$/.exec(inner);
  const part = partNumbered(match?.[2]);
  if (match === null || part === undefined) return undefined;
  const [, summed = '', , body = '', sum = ''] = match;
  const digits = new Map<string, string>();
  for (const [, key = '', value = ''] of body.matchAll(/([a-z])(\d+)/g)) digits.set(key, value);
  const { check, keys, number } = part;
  if (!summed.startsWith(headOf(number)) || [...digits.keys()].join('') !== keys) return undefined;
  if (checksum(check === 'sum' ? summed : headOf(number)) !== sum) return undefined;
  if (check === 'twice' && new Set(digits.values()).size > 1) return undefined;
  return { part, text: body, digits };
}

function diagnose(inner: string, isCut: boolean): Pick<Damage, 'why'> & { part?: ProbePart } {
  const [, form, number] = /^(v\d+)p(\d\d)/.exec(inner) ?? [];
  const part = partNumbered(number);
  if (/^(rkrint|v\dp\d\dafilter)/.test(inner))
    return { why: 'not rendered', ...(part && { part }) };
  if (form !== undefined && (form !== FORM || part === undefined)) return { why: 'unknown part' };
  return { why: isCut ? 'cut off' : 'damaged', ...(part && { part }) };
}

function partNumbered(number: string | undefined): ProbePart | undefined {
  return PROBE_PARTS.find((part) => part.number === Number(number));
}
