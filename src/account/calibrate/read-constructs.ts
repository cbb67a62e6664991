import type { PartAnswer } from './find-answers.ts';
import type { ProbePart } from './parts.ts';
import { note, odd, pin, type Digits, type Verdict } from './verdicts.ts';

/** What the parts with a construct of their own answer where it works. */
const WORKS: ReadonlyMap<NonNullable<ProbePart['construct']>, string> = new Map([
  ['raw', '4'],
  ['whitespaceControl', '2'],
  ['macros', '37'],
  ['blockSet', '37'],
  ['do', '137'],
]);

/** A part that is on its own because its construct may be refused, and was not. */
export function readConstruct({ part, digits }: PartAnswer): Verdict[] {
  const { construct, title } = part;
  if (construct === undefined) return [];
  if (digits.get('a') === WORKS.get(construct))
    return [
      pin(construct, 'works', `${title}: the template parses and does what it does in Jinja`),
    ];
  return [
    odd(
      `${title}: the template parses, but does something else than in Jinja (${digits.get('a') ?? ''} instead of ${WORKS.get(construct) ?? ''}): '${construct}' stays open`,
    ),
  ];
}

/** Part 13: MoEngage documents break and the list filters. */
export function readLists(digits: Digits): Verdict[] {
  const expected = { a: '2', b: '1', c: '1', d: '6' };
  const wrong = Object.entries(expected).filter(([key, value]) => digits(key) !== value);
  return wrong.length === 0
    ? [note('break and the list filters count, index and pop answer as documented')]
    : [odd('break or one of the list filters count, index, pop does not answer as documented')];
}

/** Part 14: how long three signs are that the rich-text editor saved. */
export function readEditor(digits: Digits): Verdict[] {
  const length = digits('a');
  if (length === '3')
    return [pin('editorEntities', 'kept', 'three signs come out of the editor as three')];
  if (length === '13')
    return [
      pin('editorEntities', 'escaped', 'three signs come out of the editor as 13 characters'),
    ];
  return [
    odd(
      `three signs come out of the editor as ${length} characters: not all of them become entities, so 'editorEntities' stays open`,
    ),
  ];
}
