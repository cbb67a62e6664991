import { lint, type LintFinding } from '../../lint/index.ts';
import { EXIT, type Arguments, type Command, type CommandContext } from '../command.ts';
import { CAMPAIGN_OPTIONS } from '../campaign-options.ts';
import { CHANNEL_CHOICES, TRIGGER_CHOICES } from '../choices.ts';
import { lintTargets, type LintTarget } from '../lint-targets.ts';
import { nodeCrypto } from '../node-crypto.ts';
import { noteConfig } from '../profile-file.ts';
import { counted } from '../terminal.ts';

/** `smartpass lint`: who would be dropped and what would be mailed wrong, each shown by a user who is hit. */
export const command: Command = {
  positionals: {
    files: {
      type: 'string',
      array: true,
      describe: 'Templates, campaign files or folders; the campaigns of this folder without any',
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
    ...CAMPAIGN_OPTIONS,
  },
  examples: [
    ['lint mail.html', 'a template, without anything set up'],
    ['lint', 'every campaign of this folder'],
    ['lint mail.html --channel in-app --strict', 'in CI: warnings count'],
    ['lint mail.html --json', 'each finding with the user who shows it'],
  ],
  run,
};

async function run(args: Arguments, context: CommandContext): Promise<number> {
  const targets = await lintTargets(args, context);
  const judged = targets.map((target) => ({ target, ...judge(target, context) }));
  const findings = judged.flatMap((one) => one.findings);
  const code = context.judge.exit(findings);
  if (context.json) {
    const files = judged.map(({ target, findings: found, unreached }) => ({
      file: target.file,
      channel: target.channel,
      ...(target.config !== undefined && { config: target.config }),
      findings: context.judge.keep(found),
      unreached,
    }));
    await context.answer({ ok: code === EXIT.fine, files });
    return code;
  }
  await noteConfig(targets, args.text('profile'), context);
  await context.report(findings);
  const kept = context.judge.keep(findings);
  const count = (severity: string): number =>
    kept.filter((finding) => finding.severity === severity).length;
  const sums = [counted(count('error'), 'error'), counted(count('warning'), 'warning')];
  const notes = count('note');
  if (notes > 0) sums.push(counted(notes, 'note'));
  await context.print(`${counted(targets.length, 'template')}: ${sums.join(', ')}\n`);
  return code;
}

function judge(
  { source, findings: around, ...target }: LintTarget,
  { files }: CommandContext,
): { readonly findings: readonly LintFinding[]; readonly unreached: readonly unknown[] } {
  const { findings, unreached } = lint(source, {
    ...target,
    hashes: nodeCrypto,
    clock: Date.now,
  });
  return { findings: [...around, ...files.secrets.hideIn(findings)], unreached };
}
