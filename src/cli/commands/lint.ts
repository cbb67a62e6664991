import type { Severity, Span } from '../../diagnostics/index.ts';
import { EXIT, type Arguments, type Command, type CommandContext } from '../command.ts';
import { CAMPAIGN_OPTIONS } from '../campaign-options.ts';
import { CHANNEL_CHOICES, TRIGGER_CHOICES } from '../choices.ts';
import { githubAnnotations, junit, LINT_FORMATS, type Judged } from '../lint-formats.ts';
import { withBaseline } from '../lint-baseline.ts';
import { addFixtures } from '../lint-fixtures.ts';
import { checkFixOptions, fixTargets } from '../lint-fix.ts';
import { judgeTarget, type LintTarget } from '../lint-target.ts';
import { inputTarget, lintTargets } from '../lint-targets.ts';
import { version } from '../package.ts';
import { noteConfig } from '../profile-file.ts';
import { sarif } from '../sarif.ts';
import { counted, toJson } from '../terminal.ts';
import { wrongUse } from '../wrong-use.ts';

/** `smartpass lint`: who would be dropped and what would be mailed wrong, each shown by a user who is hit. */
export const command: Command = {
  positionals: {
    files: {
      type: 'string',
      array: true,
      describe:
        'Templates, campaign files, field maps, users or folders; - is standard input; what is below this folder without any',
    },
  },
  options: {
    channel: {
      choices: CHANNEL_CHOICES,
      requiresArg: true,
      describe: 'The channel of a template; else its name or text says it',
    },
    trigger: {
      choices: TRIGGER_CHOICES,
      requiresArg: true,
      describe: 'What sends a template: rules names out that it does not have',
    },
    profile: { type: 'string', requiresArg: true, describe: 'File of the account profile' },
    format: {
      choices: LINT_FORMATS,
      requiresArg: true,
      describe: 'How findings are printed: for people, as SARIF, GitHub annotations or JUnit',
    },
    fix: {
      type: 'boolean',
      describe:
        'Apply the safe fixes to template files: those who were sent the message are sent the same',
    },
    'fix-unsafe': {
      type: 'boolean',
      describe: 'Apply those as well that change what some users are sent',
    },
    'dry-run': { type: 'boolean', describe: 'Print what --fix would change' },
    'add-fixture': {
      type: 'boolean',
      describe: 'Write the users who show findings as fixture users; no file is overwritten',
    },
    fixtures: {
      type: 'string',
      requiresArg: true,
      describe: "The folder for --add-fixture; else that of the campaign's users",
    },
    baseline: {
      type: 'string',
      requiresArg: true,
      describe: 'File of findings that are known: they are left out',
    },
    'update-baseline': {
      type: 'boolean',
      describe: 'Write a first baseline, or take out of it what is no longer found',
    },
    ...CAMPAIGN_OPTIONS,
  },
  examples: [
    ['lint mail.html', 'a template, without anything set up'],
    ['lint', 'every campaign of this folder'],
    ['lint mail.html --channel in-app --strict', 'in CI: warnings count'],
    ['lint --format sarif', 'for code scanning'],
    ['lint mail.html --fix --dry-run', 'what the safe fixes would change'],
    ['lint --baseline lint.json --update-baseline', 'from now on only what is new'],
    [
      'lint mail.html --add-fixture --fixtures fixtures/users',
      'the users who are hit, to preview and test with',
    ],
    ['lint mail.html --json', 'each finding with the user who shows it'],
  ],
  run,
};

async function run(args: Arguments, context: CommandContext): Promise<number> {
  const [unsafe, dryRun] = [args.flag('fix-unsafe'), args.flag('dry-run')];
  const fixes = args.flag('fix') || unsafe;
  checkFixOptions(fixes, { unsafe, dryRun });
  let targets = await targetsOf(args, fixes, context);
  if (fixes) await fixTargets(targets, { unsafe, dryRun }, context);
  if (fixes && dryRun) return EXIT.fine;
  if (fixes) targets = await lintTargets(args, context);
  const format = args.text('format') ?? formatOf(context);
  const withFixes = context.json || format === 'sarif';
  const all = targets.map((target) => judge(target, context, withFixes));
  const judged = await withBaseline(all, args, context);
  await addFixtures(judged, args, context);
  const findings = judged.flatMap((one) => one.findings);
  const isUnread = targets.some((target) => target.isUnread === true);
  const code = isUnread ? EXIT.broken : context.judge.exit(findings);
  if (context.json) {
    const files = judged.map(({ text: _text, users: _users, isData: _isData, ...one }) => one);
    await context.answer({ ok: code === EXIT.fine, files });
    return code;
  }
  if (format !== 'text') await context.print(await formatted(format, judged));
  if (format === 'sarif' || format === 'junit') return code;
  await noteConfig(targets, args.text('profile'), context);
  await context.report(findings);
  await context.print(summaryOf(judged));
  return code;
}

/** What is judged: standard input for `-`, which is alone and cannot be fixed, else what the files hold. */
async function targetsOf(
  args: Arguments,
  fixes: boolean,
  context: CommandContext,
): Promise<readonly LintTarget[]> {
  const files = args.texts('files');
  if (!files.includes('-')) return lintTargets(args, context);
  if (files.length > 1 || fixes) {
    const message = 'standard input is judged alone, and has no file that --fix could change';
    throw wrongUse(message, 'name files, or give - alone and without --fix');
  }
  return [await inputTarget(args, context)];
}

/** On GitHub findings are annotations as well, unless asked otherwise. */
function formatOf({ streams }: CommandContext): string {
  return streams.env['GITHUB_ACTIONS'] === 'true' ? 'github' : 'text';
}

async function formatted(format: string, judged: readonly JudgedTarget[]): Promise<string> {
  if (format === 'sarif') return toJson(sarif(judged, await version()));
  return format === 'junit' ? junit(judged) : githubAnnotations(judged);
}

function summaryOf(judged: readonly JudgedTarget[]): string {
  const isOfTemplates = judged.every(({ isData }) => !isData);
  const findings = judged.flatMap((one) => one.findings);
  const count = (severity: Severity): number =>
    findings.filter((finding) => finding.severity === severity).length;
  const sums = [counted(count('error'), 'error'), counted(count('warning'), 'warning')];
  const notes = count('note');
  if (notes > 0) sums.push(counted(notes, 'note'));
  return `${counted(judged.length, isOfTemplates ? 'template' : 'file')}: ${sums.join(', ')}\n`;
}

type JudgedTarget = Judged & {
  readonly channel: string | undefined;
  readonly config: string | undefined;
  readonly users: string | undefined;
  readonly isData: boolean;
  readonly unreached: readonly Span[];
};

function judge(
  target: LintTarget,
  { files, judge: kept }: CommandContext,
  fixes: boolean,
): JudgedTarget {
  const { findings, suppressed, unreached } = judgeTarget(target, fixes);
  const { file, text, channel, config, users } = target;
  const shown = kept.keep(files.secrets.hideIn(findings));
  const off = files.secrets.hideIn(suppressed);
  return {
    file,
    channel,
    config,
    users,
    isData: target.isData === true,
    text,
    findings: shown,
    suppressed: off,
    unreached,
  };
}
