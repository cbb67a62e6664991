import { printable } from '../diagnostics/index.ts';
import { PART_LIMIT, PROBE_PARTS, TEST_SENDS, type ProbePart } from '../account/index.ts';
import type { CommandContext } from './command.ts';
import { counted } from './terminal.ts';

/** A field as it was written, and what was there before. */
export type WrittenField = {
  field: string;
  value: string;
  evidence: string;
  was?: string | undefined;
};

/** What `calibrate --answer` found, and what it could not find out. */
export function summary(
  file: string,
  written: boolean,
  fields: readonly WrittenField[],
  notes: readonly string[],
  { paint }: CommandContext,
): string {
  const width = Math.max(0, ...fields.map(({ field }) => field.length));
  const valueWidth = Math.max(0, ...fields.map(({ value }) => value.length));
  const rows = fields.map(({ field, value, evidence, was }) => {
    const changed = was === undefined || was === value ? '' : ` (was ${printable(was)})`;
    return `  ${field.padEnd(width)}  ${paint.strong(value.padEnd(valueWidth))}  ${printable(evidence)}${changed}`;
  });
  const verb = written ? 'written' : 'found, nothing written';
  const open = TEST_SENDS.filter(({ field }) => !fields.some((one) => one.field.startsWith(field)));
  const sends = open.map(
    ({ number, question }) => `  test send ${number}: ${question} See smartpass calibrate.`,
  );
  return [
    `${printable(file)}: ${counted(fields.length, 'field')} ${verb}`,
    ...rows,
    ...(notes.length > 0 ? ['also seen:', ...notes.map((text) => `  ${text}`)] : []),
    ...(sends.length > 0 ? ['what no text can tell:', ...sends] : []),
    '',
  ].join('\n');
}

/** A part as programs see it. */
export function partJson({ number, title, fields, template, optional, where }: ProbePart): unknown {
  return { number, title, fields, optional, where, length: template.length, template };
}

/** Every template of the probe and every test send, for people. */
export function probeText({ paint }: CommandContext): string {
  const intro = [
    `The probe has ${PROBE_PARTS.length} parts of at most ${PART_LIMIT} characters. It holds no secret and no personal data.`,
    "Send each part, or paste it into MoEngage's test-code page or a preview, as plain text; put all that comes out into one",
    'file, in any order, and give it to: smartpass calibrate --answer FILE. Where MoEngage refuses a part, write its number',
    'and the error there ("Part N: Error in …"). All parts at once: smartpass calibrate --whole.',
  ];
  const parts = PROBE_PARTS.map((part) => {
    const extra = [
      ...(part.where === 'anywhere' ? [] : [`only in the ${part.where}`]),
      ...(part.optional ? ['may be left out'] : []),
    ];
    const title = `${part.title}${extra.length === 0 ? '' : ` (${extra.join(', ')})`}`;
    return `${paint.strong(`Part ${part.number} of ${PROBE_PARTS.length}`)} - ${title}\n\n${part.template}\n`;
  });
  const sends = TEST_SENDS.map(({ number, question, how, template, answers }) => {
    const seen = answers.map((one) => `  - ${one.seen}: smartpass calibrate ${one.option}`);
    const shown = template.replace(/\n$/, ' [line break]');
    return `${paint.strong(`Test send ${number}`)} - ${question}\n\n${shown}\n\n${how}\n${seen.join('\n')}\n`;
  });
  return [intro.join('\n') + '\n', ...parts, ...sends].join('\n');
}
