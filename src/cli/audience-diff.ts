import { compareReports, numberText, percentText, type Difference } from '../audience/index.ts';
import { printable } from '../diagnostics/index.ts';
import { spooledInput } from './audience-input.ts';
import { requestOf } from './audience-request.ts';
import { runAudience, type AudienceAnswer } from './audience-run.ts';
import { aligned } from './audience-text.ts';
import type { Arguments, CommandContext } from './command.ts';
import { wrongUse } from './wrong-use.ts';

/** `smartpass audience diff`: two campaigns over one export, or one campaign over two exports. */
export async function audienceDiff(args: Arguments, context: CommandContext): Promise<number> {
  const campaigns = args.texts('others');
  const exports = args.texts('users');
  const count = Math.max(campaigns.length, exports.length);
  if (count !== 2 || campaigns.length === 0 || exports.length === 0)
    throw wrongUse(
      'audience diff takes two campaigns and an export, or a campaign and two exports',
      'audience diff old.yaml new.yaml --users export.csv',
    );
  const answers: AudienceAnswer[] = [];
  for (const at of [0, 1]) {
    const campaign = campaigns[at] ?? campaigns[0] ?? '';
    const input = await spooledInput(exports[at] ?? exports[0] ?? '', context);
    try {
      const request = { ...requestOf(args, campaign, input.path), fixes: false, state: undefined };
      answers.push(await runAudience(request, context));
    } finally {
      await input.remove();
    }
  }
  const findings = answers.flatMap((answer) => [...answer.campaign.findings, ...answer.findings]);
  await context.report(findings);
  const [before, after] = answers;
  if (before === undefined || after === undefined) return context.judge.exit(findings);
  const differences = compareReports(before.report, after.report);
  if (context.json)
    await context.answer({ ...differences, before: before.report, after: after.report });
  else {
    const names = campaigns.length === 2 ? campaigns : exports;
    const lines = [
      context.paint.strong(`${printable(names[0] ?? '')} -> ${printable(names[1] ?? '')}`),
      ...rows(differences.totals, after.report.users),
      ...(differences.reasons.length === 0 ? [] : ['', context.paint.strong('Reasons')]),
      ...rows(differences.reasons, after.report.users),
    ];
    await context.print(`${lines.join('\n')}\n`);
  }
  return context.judge.exit(findings);
}

function rows(differences: readonly Difference[], users: number): readonly string[] {
  return aligned(
    differences.map(({ what, before, after }) => [
      printable(what),
      `${numberText(before)} -> ${numberText(after)}`,
      after === before
        ? ''
        : `${after > before ? '+' : '-'}${numberText(Math.abs(after - before))} (${percentText(Math.abs(after - before), users)})`,
    ]),
  );
}
