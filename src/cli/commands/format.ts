import type { Finding } from '../../diagnostics/index.ts';
import { format } from '../../lint/index.ts';
import { CHANNEL_CHOICES } from '../choices.ts';
import { EXIT, type Arguments, type Command, type CommandContext } from '../command.ts';
import type { LintTarget } from '../lint-target.ts';
import { inputTarget, lintTargets } from '../lint-targets.ts';
import { nodeCrypto } from '../node-crypto.ts';
import { counted } from '../terminal.ts';
import { diffInPlace, unifiedDiff } from '../unified-diff.ts';
import { wrongUse } from '../wrong-use.ts';

/** `smartpass format`: white space inside tags in order, where no message changes by a byte. */
export const command: Command = {
  positionals: {
    files: {
      type: 'string',
      array: true,
      describe:
        'Templates, campaign files or folders; - is standard input; the campaigns and templates of this folder without any',
    },
  },
  options: {
    check: { type: 'boolean', describe: 'Write nothing; exit code 1 where a file is not in order' },
    'dry-run': { type: 'boolean', describe: 'Print what would change' },
    channel: {
      choices: CHANNEL_CHOICES,
      requiresArg: true,
      describe: 'The channel of a template; else its name or text says it',
    },
    profile: { type: 'string', requiresArg: true, describe: 'File of the account profile' },
  },
  examples: [
    ['format mail.html', 'a template, in place'],
    ['format --check', 'in CI: every template of this folder'],
    ['format mail.html --dry-run', 'what would change'],
    ['format - < mail.html', 'from standard input to standard output'],
  ],
  run,
};

/** A template before and after. */
type Made = {
  readonly file: string;
  readonly before: string;
  readonly after: string;
  readonly findings: readonly Finding[];
  readonly isUnread?: boolean;
};

async function run(args: Arguments, context: CommandContext): Promise<number> {
  if (args.texts('files').includes('-')) return formatInput(args, context);
  const [check, dryRun] = [args.flag('check'), args.flag('dry-run')];
  const made: Made[] = [];
  for (const target of await templatesOf(args, context)) made.push(await formatted(target));
  const changed = made.filter(({ before, after }) => before !== after);
  if (!check && !dryRun)
    for (const { file, after } of changed)
      await context.files.write(file, after, { inPlace: true });
  const findings = made.flatMap((one) => one.findings);
  const isFine = context.judge.exit(findings) === EXIT.fine && !(check && changed.length > 0);
  const isUnread = made.some((one) => one.isUnread);
  const code = isUnread ? EXIT.broken : isFine ? EXIT.fine : EXIT.findings;
  const names = changed.map(({ file }) => file);
  if (context.json) {
    await context.answer({ ok: code === EXIT.fine, changed: names, findings });
    return code;
  }
  if (dryRun)
    for (const { file, before, after } of changed)
      await context.print(diffInPlace(context.files, file, before, after));
  await context.report(findings);
  await context.note(summaryOf(made.length, names, check || dryRun));
  return code;
}

function summaryOf(count: number, names: readonly string[], isKept: boolean): string {
  if (names.length === 0) return `${counted(count, 'template')}, nothing to change`;
  return [
    ...names,
    `${isKept ? 'would change' : 'changed'}: ${counted(names.length, 'template')}`,
  ].join('\n');
}

async function formatInput(args: Arguments, context: CommandContext): Promise<number> {
  if (args.texts('files').length > 1)
    throw wrongUse(
      'standard input is formatted alone, and other files are named as well',
      'remove -, or the other files',
    );
  const { before, after, findings } = await formatted(await inputTarget(args, context));
  await context.report(findings);
  const code = context.judge.exit(findings);
  if (args.flag('check')) return code === EXIT.fine && before !== after ? EXIT.findings : code;
  await (args.flag('dry-run')
    ? context.print(unifiedDiff(before, after, '-', '-'))
    : context.output(after));
  return code;
}

/** The template files, each once, those of a folder that cannot be read too; a part that is written in a campaign file is the campaign file's. */
async function templatesOf(
  args: Arguments,
  context: CommandContext,
): Promise<Iterable<LintTarget>> {
  const targets = await lintTargets(args, context);
  const templates = targets.filter(({ read, isUnread }) => read !== undefined || isUnread === true);
  return new Map(templates.map((target) => [target.file, target])).values();
}

async function formatted(target: LintTarget): Promise<Made> {
  const { file, text, read } = target;
  if (target.isUnread)
    return { file, before: text, after: text, findings: target.findings, isUnread: true };
  const { text: after, finding } = await format(
    text,
    { ...target, hashes: nodeCrypto },
    async (other) => (await (read?.(other) ?? target)).source,
  );
  return { file, before: text, after, findings: finding === undefined ? [] : [finding] };
}
