import type { Finding } from '../../diagnostics/index.ts';
import type { PartAnswer, Place } from './find-answers.ts';
import type { Refusal } from './find-refusals.ts';
import type { PartId, ProbePart } from './parts.ts';
import { readConstruct, readEditor, readLists } from './read-constructs.ts';
import { readBase64, readDates, readHashes, readOffset, readUrldecode } from './read-filters.ts';
import { readLanguage, readMissing } from './read-language.ts';
import type { Digits, Pin, Verdict } from './verdicts.ts';

/** A pin, and the part it was read from. */
export type Decided = Pin & { readonly part: number };

/** What the parts say together. `notes` are worth telling; `findings` are behaviours that no field can hold. */
export type Decision = {
  readonly pins: readonly Decided[];
  readonly notes: readonly string[];
  readonly findings: readonly Finding[];
};

/** Decides every field that the answers and refusals settle; `year` is this year. */
export function decide(
  answers: ReadonlyMap<number, PartAnswer>,
  refusals: ReadonlyMap<number, Refusal>,
  year: number,
): Decision {
  const pins: Decided[] = [];
  const notes: string[] = [];
  const findings: Finding[] = [];
  for (const answer of answers.values()) {
    const { number } = answer.part;
    for (const verdict of verdictsOf(answer, answers, year)) {
      if (verdict.kind === 'pin') pins.push(plain(verdict, number));
      else if (verdict.kind === 'note') notes.push(`part ${number}: ${verdict.message}`);
      else {
        const code =
          verdict.kind === 'odd' ? 'calibrate/third-behaviour' : 'calibrate/contradiction';
        findings.push(finding(code, `part ${number}: ${verdict.message}`, answer));
      }
    }
  }
  for (const refusal of refusals.values()) {
    const { part, changed, wording } = refusal;
    const pinned = changed === undefined ? part.construct : undefined;
    if (pinned === undefined) findings.push(refusedFinding(refusal));
    else
      pins.push({
        field: pinned,
        value: 'refused',
        seen: `${part.title}: refused${wording === '' ? '' : `, ${wording}`}`,
        part: part.number,
      });
  }
  return { pins: pins.sort((one, other) => one.part - other.part), notes, findings };
}

function plain({ field, value, seen }: Pin, part: number): Decided {
  return { field, value, seen, part };
}

/** Who reads the parts that ask for more than whether a construct works. `year` is this year. */
type Reader = (
  digits: Digits,
  answer: PartAnswer,
  all: ReadonlyMap<number, PartAnswer>,
  year: number,
) => Verdict[];

const READERS: ReadonlyMap<PartId, Reader> = new Map<PartId, Reader>([
  ['language', readLanguage],
  ['missing', (digits, _answer, all) => readMissing(digits, languageOf(all))],
  ['hashes', readHashes],
  ['base64', readBase64],
  ['urldecode', readUrldecode],
  ['dates', (digits, _answer, _all, year) => readDates(digits, year)],
  ['offset', readOffset],
  ['lists', readLists],
  ['editor', readEditor],
]);

function verdictsOf(
  answer: PartAnswer,
  all: ReadonlyMap<number, PartAnswer>,
  year: number,
): Verdict[] {
  const reader = READERS.get(answer.part.id);
  return reader === undefined ? readConstruct(answer) : reader(digitsOf(answer), answer, all, year);
}

function languageOf(all: ReadonlyMap<number, PartAnswer>): Digits | undefined {
  const answer = [...all.values()].find(({ part }) => part.id === 'language');
  return answer && digitsOf(answer);
}

function digitsOf({ digits }: PartAnswer): Digits {
  return (key) => digits.get(key) ?? '';
}

function refusedFinding(refusal: Refusal): Finding {
  const { part, changed, wording } = refusal;
  if (changed !== undefined)
    return {
      ...finding(
        'calibrate/changed-template',
        `part ${part.number} was changed before MoEngage read it: it met ${changed}, which no template of the probe holds there`,
        refusal,
      ),
      hint: 'paste the template as plain text (source view, or without formatting) and send it again',
    };
  return finding(
    'calibrate/refused-part',
    `part ${part.number} (${part.title}) was refused${wording === '' ? '' : `: ${wording}`}; ${openFields(part)}`,
    refusal,
  );
}

function openFields({ fields }: ProbePart): string {
  if (fields.length === 0) return 'nothing in the profile depends on it';
  const names = fields.map((field) => `'${field}'`).join(' and ');
  return `${names} ${fields.length === 1 ? 'stays' : 'stay'} open`;
}

function finding(code: string, message: string, { file, span }: Place): Finding {
  return { code, severity: 'error', message, file, span };
}
