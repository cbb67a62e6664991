import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { normalised } from './answers.ts';
import type { RealJinja } from './python.ts';

const FOLDER = fileURLToPath(new URL('../../../../fixtures/jinja/templates/', import.meta.url));

/** Everything of a line up to its recorded answer. */
const CASE = /^(\{.*?)(?:, "expect": \{.*\})?\}$/s;

/**
 * Renders the recorded cases anew and writes their answers: a case is a line {id, template, context?, env?, templates?}, and
 * its answer becomes its last field, `expect`. All of fixtures/jinja/templates, or the files named.
 */
export async function record(real: RealJinja, names: readonly string[]): Promise<number> {
  const files = names.length > 0 ? names : readdirSync(FOLDER).map((name) => FOLDER + name);
  let changed = 0;
  for (const file of files) {
    const lines = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '');
    // oxlint-disable-next-line no-await-in-loop -- one process answers one file after the other
    const answers = await real.answer(lines);
    const written = lines.map((line, index) => {
      const head = CASE.exec(line)?.[1] ?? '';
      return `${head}, "expect": ${JSON.stringify(normalised(answers[index] ?? { output: '' }))}}`;
    });
    changed += written.filter((line, index) => line !== lines[index]).length;
    writeFileSync(file, `${written.join('\n')}\n`);
  }
  real.stop();
  console.log(`${files.length} files recorded, ${changed} answers changed`);
  return 0;
}
