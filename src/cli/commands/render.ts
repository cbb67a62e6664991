import { FindingsError } from '../../diagnostics/index.ts';
import { FIXTURE_OPTIONS } from '../account-fixtures.ts';
import { CHANNEL_CHOICES, TRIGGER_CHOICES } from '../choices.ts';
import type { CaseRenderer } from '../ndjson.ts';
import { clockOf } from '../clock.ts';
import { EXIT, type Arguments, type Command, type CommandContext } from '../command.ts';

const MODES: readonly string[] = ['moengage', 'jinja'];

/** `smartpass render`: one template for one user, or a stream of cases. */
export const command: Command = {
  positionals: {
    template: {
      type: 'string',
      describe: 'The file of the template; with --ndjson that of the cases without one',
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
        'Answer cases from standard input, one a line: {id, template, context, env?, templates?}',
    },
  },
  examples: [
    ['render mail.html.jinja --user fixtures/users/ada.yaml', 'the message that Ada gets'],
    ['render t.jinja --user ada.yaml --worlds', 'what depends on unknown settings of the account'],
    ['render t.jinja --mode jinja --context context.json', 'as Python would render it'],
    ['render --ndjson --mode jinja < cases.jsonl', 'many, for another program'],
    ['render --ndjson --template t.jinja < users.jsonl', 'one template for all of them'],
  ],
  run: render,
};

async function render(args: Arguments, context: CommandContext): Promise<number> {
  const isJinja = args.text('mode') === 'jinja';
  checkUse(args, isJinja);
  if (args.flag('ndjson')) {
    const { answerCases } = await import('../ndjson.ts');
    const renderer = isJinja ? await jinjaCases() : await moengageCases(clockOf(args.text('now')));
    const file = args.text('template');
    const template = file === undefined ? undefined : await context.files.read(file);
    await answerCases(context, renderer, template);
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

function checkUse(args: Arguments, isJinja: boolean): void {
  const has = (name: string): boolean => args.text(name) !== undefined;
  const ours = ['user', 'channel', 'profile', 'trigger', ...Object.keys(FIXTURE_OPTIONS)];
  const switches = ['worlds', 'preview'].filter((name) => args.flag(name));
  const single = [...['context', 'jinja', ...ours].filter(has), ...switches];
  if (args.flag('ndjson') && single.length > 0)
    throw wrongUse(
      `--ndjson takes everything from its cases: ${single[0] ?? ''} cannot be given with it`,
    );
  if (!args.flag('ndjson') && !has('template'))
    throw wrongUse('a template is missing: give its file, or --ndjson');
  const strangers = isJinja ? [...[...ours, 'now'].filter(has), ...switches] : [];
  if (strangers.length > 0) throw wrongUse(`--${strangers[0] ?? ''} is for --mode moengage`);
  if (has('user') && has('context')) throw wrongUse('give --user or --context, not both');
}

function wrongUse(message: string): FindingsError {
  const hint = 'see smartpass render --help';
  return new FindingsError([{ code: 'cli/usage', severity: 'error', message, hint }]);
}
