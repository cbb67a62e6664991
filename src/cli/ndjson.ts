import type { Dict } from '../jinja/index.ts';
import {
  answerLine,
  InvalidCaseError,
  readCase,
  type CaseAnswer,
  type CaseMode,
  type RowCaseAnswer,
  type RenderCase,
} from './cases.ts';
import { CaseLines } from './case-lines.ts';
import type { CommandContext } from './command.ts';
import { lineBatches } from './lines.ts';
import { isInShard, type Shard } from './shard.ts';

/** So many characters of answers are held before they are written. */
const MOST_HELD = 2 ** 20;

/** What answers cases: one of the two modes. */
export type CaseRenderer = {
  readonly mode: CaseMode;
  answer(request: RenderCase): CaseAnswer;
};

/** Answers the object of a line. Throws an InvalidCaseError for one that is not what it should be. */
export type LineAnswerer = (line: Dict) => {
  readonly id: string;
  readonly answer: CaseAnswer | RowCaseAnswer;
};

/** Answers lines that are cases. `template` is that of the cases that have none of their own. */
export function caseAnswerer(renderer: CaseRenderer, template?: string): LineAnswerer {
  return (line) => {
    const request = readCase(line, renderer.mode, template);
    return { id: request.id, answer: renderer.answer(request) };
  };
}

/**
 * Answers a stream of objects, a line each, in order, at the pace of the reader. A line that is not such an object gets an error of
 * type `InvalidInput` with the number of the line; the rest goes on. Empty lines, and those of other shards, are passed over.
 */
export async function answerLines(
  context: CommandContext,
  answerer: LineAnswerer,
  shard?: Shard,
): Promise<void> {
  const reader = new CaseLines();
  const answer = (line: Uint8Array): string => {
    const { id, answer: made } = answerer(reader.read(line));
    return answerLine(id, made);
  };
  for await (const { first, lines } of lineBatches(context.streams.stdin)) {
    let answers = '';
    for (const [index, line] of lines.entries()) {
      if (isEmpty(line) || !isInShard(first + index, shard)) continue;
      const made = answerOf(line, first + index, answer);
      if (answers.length + made.length > MOST_HELD) {
        await context.output(answers);
        answers = '';
      }
      answers += made;
    }
    if (answers !== '') await context.output(answers);
  }
}

function answerOf(line: Uint8Array, number: number, answer: (line: Uint8Array) => string): string {
  try {
    return answer(line);
  } catch (error) {
    if (!(error instanceof InvalidCaseError)) throw error;
    const { message } = error;
    return answerLine(error.id, { error: { type: 'InvalidInput', message, line: number } });
  }
}

function isEmpty(line: Uint8Array): boolean {
  return line.every((byte) => byte === 0x20 || byte === 0x0d || byte === 0x09);
}
