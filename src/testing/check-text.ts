import { isOf, type Outcome, type TextExpectation } from '../campaign/index.ts';
import type { Span } from '../diagnostics/index.ts';
import { findPattern, type FindPattern } from './find-pattern.ts';
import type { Problem } from './problem.ts';

/** What is not as expected of a message's text, and of the texts of its parts. */
export function checkTexts(
  { text, parts }: Pick<Outcome & { sent: true }, 'text' | 'parts'>,
  expected: TextExpectation,
  spanOf: (...path: string[]) => Span,
  find: FindPattern = findPattern,
): readonly Problem[] {
  const ofParts = (expected.parts ?? []).flatMap(([name, wanted]) => {
    const inPart = parts.filter((part) => isOf(part.name, name)).map((part) => part.text);
    return checkText(inPart.join('\n'), wanted, (...path) => spanOf(name, ...path), find).map(
      (problem) => ({ ...problem, message: `${name}: ${problem.message}` }),
    );
  });
  return [...checkText(text, expected, spanOf, find), ...ofParts];
}

/** What is not as expected of a text. `spanOf` gives the place of a part of the expectation, `find` searches. */
export function checkText(
  text: string,
  expected: TextExpectation,
  spanOf: (...path: string[]) => Span,
  find: FindPattern = findPattern,
): readonly Problem[] {
  const problems: Problem[] = [];
  const { equals, contains, matches, notContains, notMatches } = expected;
  if (equals !== undefined && text !== equals)
    problems.push({
      message: 'the message is another text',
      span: spanOf('equals'),
      compared: { expected: equals, actual: text },
    });
  for (const part of contains)
    if (!text.includes(part))
      problems.push({
        message: `the message does not contain ${quoted(part)}${nearby(text, part)}`,
        span: spanOf('contains'),
      });
  for (const pattern of matches) {
    const found = find(pattern, text);
    if (typeof found === 'number') continue;
    const message =
      found === 'too-slow' ? slow(pattern) : `the message does not match /${pattern}/`;
    problems.push({ message, span: spanOf('matches') });
  }
  for (const part of notContains)
    if (text.includes(part))
      problems.push({
        message: `the message contains ${quoted(part)}${placeOf(text, text.indexOf(part))}`,
        span: spanOf('not', 'contains'),
      });
  for (const pattern of notMatches) {
    const found = find(pattern, text);
    if (found === undefined) continue;
    const message =
      found === 'too-slow'
        ? slow(pattern)
        : `the message matches /${pattern}/${placeOf(text, found)}`;
    problems.push({ message, span: spanOf('not', 'matches') });
  }
  return problems;
}

function slow(pattern: string): string {
  return `the search for /${pattern}/ was given up after a second: it tries too many ways to match the message (a repetition inside a repetition, such as (a+)+)`;
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 79)}…` : text);
}

/** `, in line 3: Dear Ada,` */
function placeOf(text: string, at: number): string {
  const before = text.slice(0, at).split('\n');
  return `, in line ${before.length}: ${lineAt(text, before.length - 1)}`;
}

/** The line of the message that begins as the wanted text does, which is likely the one that is meant. */
function nearby(text: string, part: string): string {
  const start = /^\s*\S+/.exec(part)?.[0].trim();
  if (start === undefined || start === part) return '';
  const at = text.indexOf(start);
  return at < 0 ? '' : `; it has${placeOf(text, at).slice(1)}`;
}

function lineAt(text: string, index: number): string {
  const line = (text.split('\n')[index] ?? '').trim();
  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
}
