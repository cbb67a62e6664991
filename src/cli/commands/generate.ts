import {
  printable,
  FindingsError,
  SECRET_PLACEHOLDER,
  worstOf,
  type Finding,
} from '../../diagnostics/index.ts';
import {
  checkFixtures,
  compile,
  placeSnippet,
  readFieldMap,
  type Compiled,
  type FieldMap,
  type Placed,
} from '../../compiler/index.ts';
import { CHANNELS, type Channel } from '../../account/index.ts';
import { CAMPAIGN_OPTIONS } from '../campaign-options.ts';
import { EXIT, type Arguments, type Command, type CommandContext } from '../command.ts';
import { version } from '../package.ts';
import { readSecret, requireSecret, SECRET_OPTIONS, secretSource } from '../secret.ts';
import { toJson } from '../terminal.ts';
import { wrongUse } from '../wrong-use.ts';

/** What to do where the command line is wrong in a way of its own. */
const SEE = 'see smartpass generate --help';

/** `smartpass generate`: the snippet of a field map. */
export const command: Command = {
  positionals: {
    map: {
      type: 'string',
      describe: 'The field map: YAML, JSON or the guide’s payload; with --all a folder',
    },
  },
  options: {
    channel: {
      choices: [...CHANNELS.keys()],
      requiresArg: true,
      describe:
        'The channel that the snippet is for (default email; with --all those of the campaigns)',
    },
    output: {
      alias: 'o',
      type: 'string',
      requiresArg: true,
      describe: 'Write to this file, whole or not at all',
    },
    all: {
      type: 'boolean',
      describe: 'Every field map of the folder, each into NAME.CHANNEL.jinja next to it',
    },
    check: {
      type: 'boolean',
      describe: 'Write nothing; fail, with a diff, where a committed file is stale',
    },
    prove: {
      type: 'boolean',
      describe: 'Write nothing; hold every link against the one computed without Jinja',
    },
    users: {
      type: 'string',
      array: true,
      requiresArg: true,
      describe: 'Fixture users of the map; else those of the campaign files next to it',
    },
    profile: {
      type: 'string',
      requiresArg: true,
      describe: 'File of the account profile: --prove then leaves out what it rules out',
    },
    template: {
      type: 'string',
      requiresArg: true,
      describe: 'Put the snippet into this template, at its {# smartpass: fieldmap.yaml #}',
    },
    buttons: { type: 'boolean', describe: 'Add the two Save Pass buttons (email)' },
    button: {
      type: 'string',
      requiresArg: true,
      describe: 'The fixed URL of a message button; the snippet prints what comes after it',
    },
    'project-url': {
      type: 'string',
      requiresArg: true,
      describe: 'The project URL, for a payload as the guide writes it',
    },
    'with-secret': {
      type: 'boolean',
      describe: `Put the project secret in place of ${SECRET_PLACEHOLDER}`,
    },
    ...CAMPAIGN_OPTIONS,
    ...SECRET_OPTIONS,
  },
  examples: [
    ['generate fieldmap.yaml', 'the snippet for an email, to paste into MoEngage'],
    ['generate fieldmap.yaml --channel sms', 'one line that prints the link'],
    ['generate fieldmap.yaml --template mail.html -o out.html', 'the whole email'],
    ['generate fieldmap.yaml -o snippet.jinja --check', 'in CI: is the committed one current?'],
    ['generate --all campaigns --check', 'in CI: are all of them current?'],
    [
      "generate fieldmap.yaml --prove --users 'fixtures/users/*.yaml'",
      'users × accounts × editors',
    ],
    ['generate fieldmap.yaml --secret-file passkit.secret -o s.jinja', 'ready to send'],
  ],
  run: generate,
};

type Made = Compiled & { readonly text: string };

async function generate(args: Arguments, context: CommandContext): Promise<number> {
  refuseMixtures(args);
  if (args.flag('all')) return (await import('../generate-all.ts')).generateAll(args, context);
  const secret = await secretOf(args, context);
  const { map, findings } = await readMap(args, context);
  if (args.flag('prove')) return provedMap({ map, findings }, args, context);
  const made = await make(args, context, map, findings, secret);
  const output = args.text('output');
  if (args.flag('check')) {
    if (output === undefined) throw wrongUse('--check needs --output FILE to compare with', SEE);
    const { checkFiles } = await import('../generate-check.ts');
    return checkFiles([{ path: output, text: made.text, findings: made.findings }], context);
  }
  if (output !== undefined)
    await context.files.write(output, made.text, secret ? { mode: 0o600 } : {});
  const code = context.judge.exit(made.findings);
  if (context.json) {
    const { text, buttons } = made;
    const said = context.files.secrets.hideIn(context.judge.keep(made.findings));
    const ok = code === EXIT.fine;
    await context.output(toJson({ ok, text, ...(buttons && { buttons }), findings: said }));
    return code;
  }
  await context.report(made.findings);
  if (output === undefined) await context.output(made.text);
  else await context.note(`wrote ${printable(output)}`);
  if (secret === undefined)
    await context.note(
      `replace ${SECRET_PLACEHOLDER} by the project secret, or give it by --secret-file`,
    );
  return code;
}

function refuseMixtures(args: Arguments): void {
  if (args.text('map') === undefined && !args.flag('all'))
    throw wrongUse('a field map is missing, or --all', SEE);
  if (args.flag('prove') && (args.flag('check') || args.flag('all')))
    throw wrongUse('--prove is about one field map and writes nothing', SEE);
  const single = ['output', 'template', 'button', 'project-url', 'secret-file'];
  const given = [...single, 'users', 'profile'].filter((name) => args.text(name) !== undefined);
  if (args.flag('buttons')) given.push('buttons');
  if (args.flag('with-secret') || args.flag('secret-stdin')) given.push('with-secret');
  if (args.flag('all') && given.length > 0)
    throw wrongUse(`--all cannot be combined with --${given.join(', --')}`, SEE);
}

function channelOf(args: Arguments): Channel {
  return (args.text('channel') ?? 'email') as Channel;
}

async function provedMap(
  { map, findings: said }: ReadMap,
  args: Arguments,
  context: CommandContext,
): Promise<number> {
  const { proveMap } = await import('../generate-prove.ts');
  const channel = channelOf(args);
  const findings = [...said, ...compile(map, { channel }).findings];
  if (worstOf(findings) === 'error') throw new FindingsError(findings);
  const users = { users: args.texts('users'), allowOutside: args.flag('allow-outside') };
  return proveMap({ map, findings, channel, users, profile: args.text('profile') }, context);
}

type ReadMap = { readonly map: FieldMap; readonly findings: readonly Finding[] };

async function readMap(args: Arguments, { files }: CommandContext): Promise<ReadMap> {
  const mapFile = args.required('map');
  const projectUrl = args.text('project-url');
  const { map, findings } = readFieldMap(await files.read(mapFile), mapFile, {
    projectUrl,
    secrets: files.secrets,
  });
  if (map === undefined) throw new FindingsError(findings);
  const patterns = args.texts('users');
  if (patterns.length === 0) return { map, findings };
  const { usersOfMap } = await import('../map-users.ts');
  const { users } = await usersOfMap(mapFile, { users: patterns }, files);
  const unknown = checkFixtures(
    map,
    users.map(({ recipient }) => recipient),
  );
  return { map, findings: [...findings, ...unknown] };
}

async function make(
  args: Arguments,
  { files }: CommandContext,
  map: FieldMap,
  findings: readonly Finding[],
  secret: string | undefined,
): Promise<Made> {
  const options = {
    channel: channelOf(args),
    tool: { name: 'smartpass', version: await version() },
    secret,
    button: args.text('button'),
  };
  const file = args.text('template');
  const made: Placed =
    file === undefined
      ? compile(map, options)
      : placeSnippet(await templateText(file, files), map, {
          ...options,
          file,
          fieldmap: args.required('map'),
        });
  const all: Finding[] = [...findings, ...made.findings];
  const text = made.template?.text ?? snippetOf(args, made);
  if (worstOf(all) === 'error') throw new FindingsError(all);
  return { ...made, text, findings: all };
}

/** Most runs have no template to put the snippet into, and start without what knows other files. */
async function templateText(file: string, files: CommandContext['files']): Promise<string> {
  const { readTemplate } = await import('../other-files.ts');
  return readTemplate(file, files);
}

function snippetOf(args: Arguments, made: Compiled): string {
  const snippet = made.snippet.endsWith('\n') ? made.snippet : `${made.snippet}\n`;
  const wanted = args.flag('buttons');
  if (wanted && made.buttons === undefined)
    throw wrongUse(
      `--buttons are for email; in ${channelOf(args)} the snippet prints the link`,
      SEE,
    );
  return wanted ? `${snippet}${made.buttons?.both ?? ''}\n` : snippet;
}

async function secretOf(
  args: Arguments,
  { files, streams }: CommandContext,
): Promise<string | undefined> {
  const source = secretSource(args);
  if (args.flag('with-secret')) return requireSecret(source, files, streams);
  if (source.file === undefined && !source.stdin) return undefined;
  return readSecret(source, files, streams);
}
