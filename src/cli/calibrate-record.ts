import { FindingsError, type Finding } from '../diagnostics/index.ts';
import {
  CONFIG_FILE,
  editProfile,
  findConfig,
  PROFILE_FIELDS,
  type ProfileChange,
} from '../account/index.ts';
import { summary } from './calibrate-text.ts';
import { EXIT, type Arguments, type CommandContext } from './command.ts';

/** What was found out of an account: answers to write down, notes, what no field can hold, and the parts that spoke. */
type FoundOut = {
  readonly changes: readonly ProfileChange[];
  readonly notes: readonly string[];
  readonly findings: readonly Finding[];
  readonly parts: readonly number[];
};

/** The configuration file that a calibration is about: the one that is named, else the nearest, else a new one. */
export async function configOf(args: Arguments, { files }: CommandContext): Promise<string> {
  return args.text('config') ?? (await findConfig(CONFIG_FILE, files)) ?? CONFIG_FILE;
}

/**
 * Writes what was found out into the configuration, says so, and gives the exit code. With `namesDrift`, an answer that is another
 * one than the configuration has is an error; where nothing is written, so is one that differs from the default.
 */
export async function recordProfile(
  { changes, notes, findings: said, parts }: FoundOut,
  args: Arguments,
  context: CommandContext,
  { namesDrift }: { readonly namesDrift: boolean } = { namesDrift: false },
): Promise<number> {
  const file = await configOf(args, context);
  const isDry = args.flag('dry-run');
  const before = await write(file, changes, isDry, context);
  const drift = namesDrift
    ? changes.flatMap((change, at) => driftOf(change, before[at], { file, isDry }) ?? [])
    : [];
  const findings = context.judge.keep([...said, ...drift]);
  const code = context.judge.exit(findings);
  const fields = changes.map(({ field, channel, answer }, index) => ({
    field: channel === undefined ? field : `${field}.${channel}`,
    ...answer,
    ...(before[index] !== undefined && { was: before[index] }),
  }));
  const written = fields.length > 0 && !isDry;
  if (context.json)
    await context.answer({ ok: code === EXIT.fine, file, written, parts, fields, notes, findings });
  else {
    await context.print(summary(file, written, fields, notes, context));
    await context.report(findings);
  }
  return code;
}

async function write(
  file: string,
  changes: readonly ProfileChange[],
  isDry: boolean,
  { files }: CommandContext,
): Promise<readonly (string | undefined)[]> {
  const old = (await files.exists(file)) ? await files.read(file) : '';
  const { text, before, findings } = editProfile(old, file, changes);
  if (text === undefined) throw new FindingsError(findings);
  if (!isDry && changes.length > 0) await files.write(file, text, { inPlace: true });
  return before;
}

function driftOf(
  { field, answer }: ProfileChange,
  before: string | undefined,
  { file, isDry }: { readonly file: string; readonly isDry: boolean },
): Finding | undefined {
  const assumed = before ?? (isDry ? PROFILE_FIELDS.get(field)?.default : undefined);
  if (assumed === undefined || assumed === answer.value) return undefined;
  const has = before === undefined ? `assumes ${assumed}, its default` : `has ${assumed}`;
  return {
    code: 'calibrate/drift',
    severity: 'error',
    message: `'${field}' is ${answer.value} in the account, and the configuration ${has}`,
    hint: isDry
      ? 'run it without --dry-run to write it down, then preview and test what is live'
      : 'it is written down now: preview and test what is live',
    file,
  };
}
