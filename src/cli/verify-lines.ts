import type { Readable } from 'node:stream';
import { decode, FindingsError } from '../diagnostics/index.ts';
import { readLink, type ReadOptions } from '../passkit/index.ts';
import { EXIT, type CommandContext } from './command.ts';
import { lineBatches } from './lines.ts';
import { counted } from './terminal.ts';
import { reportJson } from './verify-text.ts';

/** How many characters of answers are written at once. */
const BLOCK = 65_536;

/**
 * Verifies links that are read from a stream, one a line, and answers each with one line of JSON, in order and at the reader's
 * pace: `line` is its number. Empty lines are passed over. The exit code is that of the worst link.
 */
export async function verifyLines(
  stream: Readable,
  options: ReadOptions,
  context: CommandContext,
): Promise<number> {
  let worst: number = EXIT.fine;
  let links = 0;
  let wrong = 0;
  let answers = '';
  const flush = async (): Promise<void> => {
    if (answers !== '') await context.output(answers);
    answers = '';
  };
  for await (const { first, lines } of lineBatches(stream)) {
    for (const [index, bytes] of lines.entries()) {
      const number = first + index;
      const answer = answerOf(bytes, number, options, context);
      if (answer === undefined) continue;
      links += 1;
      if (answer.code !== EXIT.fine) wrong += 1;
      worst = Math.max(worst, answer.code);
      answers += answer.text;
      if (answers.length >= BLOCK) await flush();
    }
    await flush();
  }
  await context.note(`${counted(links, 'link')}, ${wrong} with errors`);
  return worst;
}

/** The answer for one line, or undefined for an empty one. */
function answerOf(
  bytes: Uint8Array,
  line: number,
  options: ReadOptions,
  { judge, files: { secrets } }: CommandContext,
): { readonly text: string; readonly code: number } | undefined {
  const answer = (body: object): string => `${JSON.stringify(secrets.hideIn({ line, ...body }))}\n`;
  let link: string;
  try {
    link = decode(bytes, `line ${line}`).trim();
  } catch (error) {
    if (!(error instanceof FindingsError)) throw error;
    return { text: answer({ ok: false, findings: error.findings }), code: EXIT.findings };
  }
  if (link === '') return undefined;
  const report = readLink(link, { ...options, secrets });
  const findings = judge.keep(report.findings);
  const code = judge.exit(findings);
  return { text: answer(reportJson({ ...report, findings }, code === EXIT.fine)), code };
}
