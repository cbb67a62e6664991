import {
  DIALECT_NAMES,
  percentText,
  type AudienceReport,
  type ShardResult,
} from '../../audience/index.ts';
import type { Finding } from '../../diagnostics/index.ts';
import { runAudience } from '../audience-run.ts';
import { checkSqlUse, printQuery, runClasses } from '../audience-sql.ts';
import { requestOf } from '../audience-request.ts';
import { audienceText } from '../audience-text.ts';
import { CAMPAIGN_OPTIONS } from '../campaign-options.ts';
import { EXIT, type Arguments, type Command, type CommandContext } from '../command.ts';
import { spooledInput } from '../audience-input.ts';
import { theCampaign } from '../find-campaigns.ts';
import { noteConfig } from '../profile-file.ts';
import { wrongUse } from '../wrong-use.ts';

/** `smartpass audience`: who of an exported audience is sent a campaign, who is dropped, and why. */
export const command: Command = {
  positionals: {
    campaign: { type: 'string', describe: 'The campaign file, or diff and two of them, or merge' },
    others: {
      type: 'string',
      array: true,
      describe: 'After diff: the campaign files; after merge: the JSON of shards',
    },
  },
  options: {
    users: {
      type: 'string',
      array: true,
      requiresArg: true,
      describe: 'The export: CSV, NDJSON (also .gz) or Parquet, a folder of parts, or - for stdin',
    },
    column: {
      type: 'string',
      array: true,
      requiresArg: true,
      describe: "The attribute that a column is, such as 'Expires=event:Expires At'",
    },
    key: {
      type: 'string',
      requiresArg: true,
      describe: 'The column that users are known by; the first one',
    },
    by: {
      type: 'string',
      array: true,
      requiresArg: true,
      describe: 'A column whose values are compared, such as City',
    },
    'every-user': { type: 'boolean', describe: 'Render every user, not three of each class' },
    sample: {
      type: 'string',
      requiresArg: true,
      describe: 'So many users are rendered to check the classes; 20000',
    },
    seed: {
      type: 'string',
      requiresArg: true,
      describe: 'Take the same random sample as a run before',
    },
    'max-dropped': {
      type: 'string',
      requiresArg: true,
      describe: 'Exit code 1 where more users are dropped: a number, or a share such as 2%',
    },
    resume: {
      type: 'string',
      requiresArg: true,
      describe: 'A file that keeps what was read, to go on from there',
    },
    shard: {
      type: 'string',
      requiresArg: true,
      describe:
        'Read only one of several equal shards of the export, such as 3/16; for merge, with --json',
    },
    html: {
      type: 'string',
      requiresArg: true,
      describe: 'Write one HTML page to this file, or - for stdout',
    },
    sql: {
      choices: DIALECT_NAMES,
      requiresArg: true,
      describe: 'Print the query that groups the users of a table, in place of reading an export',
    },
    table: { type: 'string', requiresArg: true, describe: 'The table of that query; users' },
    absent: {
      type: 'string',
      array: true,
      requiresArg: true,
      describe: 'An attribute that the table has no column of (--sql)',
    },
    'sample-key': {
      type: 'string',
      requiresArg: true,
      describe: 'A column of which the query gives one value for each class (--sql)',
    },
    classes: {
      type: 'string',
      requiresArg: true,
      describe: 'The result of that query, as CSV with its header',
    },
    'show-ids': { type: 'boolean', describe: 'Show keys and values of users; hashed unless given' },
    'no-fixes': { type: 'boolean', describe: 'Do not look for the cheapest fix' },
    profile: { type: 'string', requiresArg: true, describe: 'File of the account profile' },
    ...CAMPAIGN_OPTIONS,
  },
  examples: [
    ['audience campaign.yaml --users export.csv', 'who is sent it, who is dropped, and why'],
    [
      'audience campaign.yaml --users export.csv --by City --html report.html',
      'a page, with the cities that lose most',
    ],
    [
      'audience campaign.yaml --users export.csv.gz --max-dropped 2%',
      'exit code 1 where more are dropped',
    ],
    ['audience campaign.yaml --users - --json < export.csv', 'for another program'],
    ['audience campaign.yaml --sql postgres --table crm.users', 'a query for where the data is'],
    ['audience campaign.yaml --classes result.csv', 'what its result says'],
    ['audience campaign.yaml --users export.csv --shard 1/2 --json > 1.json', 'a half of them'],
    ['audience diff old.yaml new.yaml --users export.csv', 'what another template changes'],
    [
      'audience diff campaign.yaml --users june.csv --users july.csv',
      'what another export changes',
    ],
  ],
  run: audience,
};

async function audience(args: Arguments, context: CommandContext): Promise<number> {
  if (args.text('campaign') === 'diff')
    return (await import('../audience-diff.ts')).audienceDiff(args, context);
  if (args.text('campaign') === 'merge') return presentMerged(args, context);
  checkSqlUse(args);
  if (args.text('sql') !== undefined)
    return printQuery(await theCampaign(args.text('campaign'), context), args, context);
  const classes = args.text('classes');
  if (classes !== undefined) return presentClasses(classes, args, context);
  const [users, ...more] = args.texts('users');
  if (users === undefined || more.length > 0)
    throw wrongUse(
      'give one export with --users',
      'such as --users export.parquet; - is standard input',
    );
  const limit = limitOf(args.text('max-dropped'));
  const campaign = await theCampaign(args.text('campaign'), context);
  const input = await spooledInput(users, context);
  try {
    const request = requestOf(args, campaign, input.path);
    if (request.shard !== undefined && request.state !== undefined)
      throw wrongUse(
        '--shard and --resume cannot both be given',
        'a shard that was stopped is read again',
      );
    const answer = await runAudience(request, context);
    const { report, findings, isStopped } = answer;
    await noteConfig([answer.campaign], args.text('profile'), context);
    const all: readonly Finding[] = [...answer.campaign.findings, ...findings];
    await context.report(all);
    if (isStopped)
      await context.note(
        request.state === undefined
          ? 'stopped: this is what was read; with --resume FILE a run goes on later\n'
          : `stopped: this is what was read; the same command goes on from ${request.state}\n`,
      );
    const name = users === '-' ? 'standard input' : users;
    await present(args, context, { report, name, shard: answer.shard });
    return await gate(args, context, { report, limit, all });
  } finally {
    await input.remove();
  }
}

/** The report of shards that were read by several runs. */
async function presentMerged(args: Arguments, context: CommandContext): Promise<number> {
  const limit = limitOf(args.text('max-dropped'));
  const { runMerge } = await import('../audience-merge.ts');
  const { report, findings } = await runMerge(args, context);
  await context.report(findings);
  const count = args.texts('others').length;
  await present(args, context, { report, name: `${count} ${count === 1 ? 'shard' : 'shards'}` });
  return gate(args, context, { report, limit, all: findings });
}

async function presentClasses(
  classes: string,
  args: Arguments,
  context: CommandContext,
): Promise<number> {
  const limit = limitOf(args.text('max-dropped'));
  const file = await theCampaign(args.text('campaign'), context);
  const { report, campaign, findings } = await runClasses(file, classes, args, context);
  await noteConfig([campaign], args.text('profile'), context);
  const all: readonly Finding[] = [...campaign.findings, ...findings];
  await context.report(all);
  await present(args, context, { report, name: classes });
  return gate(args, context, { report, limit, all });
}

/** The exit code of a report, with what is said where too many are dropped. */
async function gate(
  args: Arguments,
  context: CommandContext,
  {
    report,
    limit,
    all,
  }: {
    readonly report: AudienceReport;
    readonly limit: ((users: number) => number) | undefined;
    readonly all: readonly Finding[];
  },
): Promise<number> {
  if (limit === undefined || report.dropped <= limit(report.users)) return context.judge.exit(all);
  await context.report([tooMany(report.dropped, report.users, args.text('max-dropped') ?? '')]);
  return EXIT.findings;
}

async function present(
  args: Arguments,
  context: CommandContext,
  {
    report,
    name,
    shard,
  }: {
    readonly report: AudienceReport;
    readonly name: string;
    readonly shard?: ShardResult | undefined;
  },
): Promise<void> {
  const html = args.text('html');
  if (html !== undefined) {
    const { audiencePage } = await import('../../audience/index.ts');
    const page = context.files.secrets.hide(audiencePage(report, name));
    if (html === '-') return context.output(page);
    await context.files.write(html, page);
    await context.note(`wrote ${html}\n`);
  }
  if (context.json) return context.answer(shard === undefined ? report : { ...report, shard });
  if (html === undefined)
    await context.print(
      `${audienceText(report, { paint: context.paint, width: context.screen.width, export: name })}\n`,
    );
}

/** How many users may be dropped, by how many there are. */
function limitOf(text: string | undefined): ((users: number) => number) | undefined {
  if (text === undefined) return undefined;
  const [, digits, sign] = /^(\d+(?:\.\d+)?)\s*(%?)$/.exec(text.trim()) ?? [];
  if (digits === undefined)
    throw wrongUse(
      `'${text}' is not a number of users`,
      '--max-dropped takes a number, or a share such as 2%',
    );
  return (users) => (sign === '%' ? (users * Number(digits)) / 100 : Number(digits));
}

function tooMany(dropped: number, users: number, limit: string): Finding {
  return {
    code: 'audience/too-many-dropped',
    severity: 'error',
    message: `${percentText(dropped, users)} of the users are dropped, expected at most ${limit}`,
    hint: 'the report names the reasons: give those fields a default, or allow more with --max-dropped',
  };
}
