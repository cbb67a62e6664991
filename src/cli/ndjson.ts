import {
  answerLine,
  InvalidCaseError,
  readCase,
  type CaseAnswer,
  type CaseMode,
  type RenderCase,
} from './cases.ts';
import { CaseLines } from './case-lines.ts';
import type { CommandContext } from './command.ts';
import { lineBatches } from './lines.ts';

/** So many characters of answers are held before they are written. */
const MOST_HELD = 2 ** 20;

/** What answers cases: one of the two modes. */
export type CaseRenderer = {
  readonly mode: CaseMode;
  answer(request: RenderCase): CaseAnswer;
};

/**
 * Answers a stream of cases, a line each, in order, at the pace of the reader. A line that is no case gets an error of type
 * `InvalidInput` with the number of the line; the rest goes on. Empty lines are passed over. `template` is that of the cases that
 * have none of their own.
 */
export async function answerCases(
  context: CommandContext,
  renderer: CaseRenderer,
  template?: string,
): Promise<void> {
  const reader = new CaseLines();
  const read = (line: Uint8Array): RenderCase =>
    readCase(reader.read(line), renderer.mode, template);
  for await (const { first, lines } of lineBatches(context.streams.stdin)) {
    let answers = '';
    for (const [index, line] of lines.entries()) {
      if (isEmpty(line)) continue;
      const answer = answerOf(line, first + index, read, renderer);
      if (answers.length + answer.length > MOST_HELD) {
        await context.output(answers);
        answers = '';
      }
      answers += answer;
    }
    if (answers !== '') await context.output(answers);
  }
}

function answerOf(
  line: Uint8Array,
  number: number,
  read: (line: Uint8Array) => RenderCase,
  renderer: CaseRenderer,
): string {
  let id = 'null';
  try {
    const request = read(line);
    id = request.id;
    return answerLine(id, renderer.answer(request));
  } catch (error) {
    if (!(error instanceof InvalidCaseError)) throw error;
    const { message } = error;
    return answerLine(error.id, { error: { type: 'InvalidInput', message, line: number } });
  }
}

function isEmpty(line: Uint8Array): boolean {
  return line.every((byte) => byte === 0x20 || byte === 0x0d || byte === 0x09);
}
