import { FindingsError, type Finding } from '../diagnostics/index.ts';
import {
  Dict,
  isError,
  LimitError,
  parseJson,
  PyError,
  type JinjaVersion,
  type Value,
} from '../jinja/index.ts';
import { EXIT, type Arguments, type CommandContext } from './command.ts';
import { errorAnswer, makeEnvironment } from './jinja-cases.ts';
import { toJson } from './terminal.ts';

/**
 * Renders one template as stock Jinja does and prints the output as it is. A template that does not
 * parse is broken input: exit code 2. What stops the render is a finding: 1.
 */
export async function renderWithJinja(args: Arguments, context: CommandContext): Promise<number> {
  const file = args.required('template');
  const source = await context.files.read(file);
  const data = await contextOf(args.text('context'), context);
  const version = args.text('jinja') as JinjaVersion | undefined;
  try {
    const environment = makeEnvironment({ version }, new Map());
    const output = environment.compile(source).renderText(data);
    await context.output(context.json ? toJson({ ok: true, output }) : output);
    return EXIT.fine;
  } catch (error) {
    const finding = templateFinding(error, file);
    if (finding === undefined) throw error;
    if (context.json)
      await context.answer({ ok: false, ...errorAnswer(error), findings: [finding] });
    else await context.report([finding]);
    return isError(error, 'TemplateSyntaxError') ? EXIT.broken : EXIT.findings;
  }
}

/** A template's failure as a finding with its place, or undefined for anything else that was thrown. */
function templateFinding(error: unknown, file: string): Finding | undefined {
  if (!(error instanceof PyError || error instanceof LimitError)) return undefined;
  const { line } = error;
  const place = line === undefined ? undefined : { line, column: 1 };
  const span =
    (error instanceof PyError ? error.span : undefined) ?? (place && { start: place, end: place });
  const hint = error instanceof PyError ? error.hint : undefined;
  return {
    code: 'cli/template-fails',
    severity: 'error',
    message: `${error.type}: ${error.message}`,
    file,
    ...(span === undefined ? {} : { span }),
    ...(hint === undefined ? {} : { hint }),
  };
}

/** The names and values of a JSON file, read without loss; none without a file. */
export async function contextOf(file: string | undefined, context: CommandContext): Promise<Dict> {
  if (file === undefined) return new Dict();
  const text = await context.files.read(file);
  let value: Value;
  try {
    value = parseJson(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw notJson(`the file is not JSON: ${why}`, file);
  }
  if (value instanceof Dict) return value;
  throw notJson('the file is JSON but no object', file);
}

function notJson(message: string, file: string): FindingsError {
  const hint = 'write an object of names and values, such as { "name": "Ada" }';
  return new FindingsError([{ code: 'cli/not-json', severity: 'error', message, hint, file }]);
}
