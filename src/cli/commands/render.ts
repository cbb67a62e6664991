import { FIXTURE_OPTIONS } from '../account-fixtures.ts';
import { CHANNEL_CHOICES, TRIGGER_CHOICES } from '../choices.ts';
import type { CaseRenderer } from '../ndjson.ts';
import { CAMPAIGN_OPTIONS } from '../campaign-options.ts';
import { clockOf } from '../clock.ts';
import { EXIT, type Arguments, type Command, type CommandContext } from '../command.ts';
import { SECRET_OPTIONS } from '../secret.ts';
import { shardOf } from '../shard.ts';
import { wrongUse } from '../wrong-use.ts';

/** What to do where the command line is wrong in a way of its own. */
const SEE = 'see smartpass render --help';

const MODES: readonly string[] = ['moengage', 'jinja'];

/** `smartpass render`: one template for one user, or a stream of cases. */
export const command: Command = {
  positionals: {
    template: {
      type: 'string',
      describe:
        'The file of the template; with --ndjson that of the cases without one, or a campaign or field map whose users are the lines',
    },
  },
  options: {
    user: {
      type: 'string',
      requiresArg: true,
      describe:
        'The fixture user: a file, or a name among the users of the campaign next to the template',
    },
    context: {
      type: 'string',
      requiresArg: true,
      describe: 'JSON file with the names a template can reach',
    },
    mode: {
      choices: MODES,
      requiresArg: true,
      default: 'moengage',
      describe: "moengage: as the account renders it; jinja: stock Jinja with MoEngage's filters",
    },
    jinja: {
      choices: ['3.1', '3.1.6', '2.8', '2.8-python2'],
      requiresArg: true,
      describe: 'The release of Jinja',
    },
    channel: {
      choices: CHANNEL_CHOICES,
      requiresArg: true,
      describe: 'The channel it is sent by (moengage; default email)',
    },
    profile: {
      type: 'string',
      requiresArg: true,
      describe: 'File of the account profile (moengage)',
    },
    trigger: {
      choices: TRIGGER_CHOICES,
      requiresArg: true,
      describe: 'What starts the campaign (moengage; default: not known)',
    },
    ...FIXTURE_OPTIONS,
    preview: {
      type: 'boolean',
      describe: "As MoEngage's preview shows it: a missing attribute is empty (moengage)",
    },
    worlds: {
      type: 'boolean',
      describe: 'Render in every account that fits the profile, and say what depends on it',
    },
    now: {
      type: 'string',
      requiresArg: true,
      describe: 'The present time, such as 2026-01-31T09:00:00Z (default: the clock)',
    },
    ndjson: {
      type: 'boolean',
      describe:
        'Answer cases from standard input, one a line: {id, template, context, env?, templates?}; users where the template is a campaign or a field map',
    },
    links: {
      type: 'boolean',
      describe: 'Only the links of each user, not the message (--ndjson with a campaign)',
    },
    key: {
      type: 'string',
      requiresArg: true,
      describe:
        'The attribute that is the id of a user who has no id (--ndjson with a campaign or field map; default: the first)',
    },
    shard: {
      type: 'string',
      requiresArg: true,
      describe: 'Only the lines of one part of several, such as 3/16 (--ndjson)',
    },
    ...SECRET_OPTIONS,
    ...CAMPAIGN_OPTIONS,
  },
  examples: [
    ['render mail.html.jinja --user fixtures/users/ada.yaml', 'the message that Ada gets'],
    ['render t.jinja --user ada.yaml --worlds', 'what depends on unknown settings of the account'],
    ['render t.jinja --mode jinja --context context.json', 'as Python would render it'],
    ['render --ndjson --mode jinja < cases.jsonl', 'many, for another program'],
    ['render --ndjson --template t.jinja < cases.jsonl', 'one template for all of them'],
    ['render campaign.yaml --ndjson --links < users.jsonl', 'the links of each user, row by row'],
  ],
  run: render,
};

async function render(args: Arguments, context: CommandContext): Promise<number> {
  const isJinja = args.text('mode') === 'jinja';
  checkUse(args, isJinja);
  if (args.flag('ndjson')) {
    const { answerLines, caseAnswerer } = await import('../ndjson.ts');
    const shard = shardOf(args.text('shard'));
    const file = args.text('template');
    const text = file === undefined ? undefined : await context.files.read(file);
    if (!isJinja && file !== undefined && text !== undefined && mayBeRows(file)) {
      const { answerRows } = await import('../row-cases.ts');
      if (await answerRows({ file, text }, args, context, shard)) return EXIT.fine;
    }
    checkCases(args);
    const renderer = isJinja ? await jinjaCases() : await moengageCases(clockOf(args.text('now')));
    await answerLines(context, caseAnswerer(renderer, text), shard);
    return EXIT.fine;
  }
  if (isJinja) {
    const { renderWithJinja } = await import('../render-jinja.ts');
    return renderWithJinja(args, context);
  }
  const { renderForUser } = await import('../render-moengage.ts');
  return renderForUser(args, context);
}

async function jinjaCases(): Promise<CaseRenderer> {
  const { JinjaCases } = await import('../jinja-cases.ts');
  return new JinjaCases();
}

async function moengageCases(clock: () => number): Promise<CaseRenderer> {
  const { MoengageCases } = await import('../moengage-cases.ts');
  return new MoengageCases(clock);
}

/** Campaigns and field maps are YAML or JSON; what else is in such a file is found out once it is read, by code that other renders need not load. */
function mayBeRows(file: string): boolean {
  return /\.(?:ya?ml|json)$/i.test(file);
}

/** Options that are about users as rows. */
const OF_ROWS: readonly string[] = ['key', ...Object.keys(SECRET_OPTIONS)];
const ROW_SWITCHES: readonly string[] = ['links', ...Object.keys(CAMPAIGN_OPTIONS)];

/** Throws where an option is given that only means something for the rows of a campaign. */
function checkCases(args: Arguments): void {
  const given = [
    ...OF_ROWS.filter((name) => args.text(name) !== undefined || args.flag(name)),
    ...ROW_SWITCHES.filter((name) => args.flag(name)),
  ];
  if (given.length > 0)
    throw wrongUse(`--${given[0] ?? ''} is for --ndjson with a campaign or a field map`, SEE);
}

function checkUse(args: Arguments, isJinja: boolean): void {
  const has = (name: string): boolean => args.text(name) !== undefined;
  const ours = ['user', 'channel', 'profile', 'trigger', ...Object.keys(FIXTURE_OPTIONS)];
  if (!args.flag('ndjson')) {
    checkCases(args);
    if (has('shard')) throw wrongUse('--shard is for --ndjson', SEE);
  }
  const switches = ['worlds', 'preview'].filter((name) => args.flag(name));
  const single = [...['context', 'jinja', ...ours].filter(has), ...switches];
  if (args.flag('ndjson') && single.length > 0)
    throw wrongUse(
      `--ndjson takes everything from its cases: ${single[0] ?? ''} cannot be given with it`,
      SEE,
    );
  if (!args.flag('ndjson') && !has('template'))
    throw wrongUse('a template is missing: give its file, or --ndjson', SEE);
  const strangers = isJinja ? [...[...ours, 'now'].filter(has), ...switches] : [];
  if (strangers.length > 0) throw wrongUse(`--${strangers[0] ?? ''} is for --mode moengage`, SEE);
  if (has('user') && has('context')) throw wrongUse('give --user or --context, not both', SEE);
}
