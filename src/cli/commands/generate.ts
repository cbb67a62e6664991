import { FindingsError, type Finding } from '../../diagnostics/index.ts';
import {
  compile,
  expandMarker,
  readFieldMap,
  SECRET_PLACEHOLDER,
  type Channel,
  type Compiled,
} from '../../compiler/index.ts';
import { EXIT, type Arguments, type Command, type CommandContext } from '../command.ts';
import { version } from '../package.ts';
import { readSecret, requireSecret, SECRET_OPTIONS, secretSource } from '../secret.ts';
import { toJson } from '../terminal.ts';

/** `smartpass generate`: the snippet of a field map. */
export const command: Command = {
  positionals: {
    map: { type: 'string', describe: 'The field map: YAML, JSON or the guide’s payload' },
  },
  options: {
    channel: {
      choices: ['email', 'push', 'sms', 'whatsapp', 'in-app', 'osm', 'cards', 'connector'],
      default: 'email',
      requiresArg: true,
      describe: 'The channel that the snippet is for',
    },
    output: {
      alias: 'o',
      type: 'string',
      requiresArg: true,
      describe: 'Write to this file, whole or not at all',
    },
    check: { type: 'boolean', describe: 'Write nothing; fail where the --output file is stale' },
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
    ...SECRET_OPTIONS,
  },
  examples: [
    ['generate fieldmap.yaml', 'the snippet for an email, to paste into MoEngage'],
    ['generate fieldmap.yaml --channel sms', 'one line that prints the link'],
    ['generate fieldmap.yaml --template mail.html -o out.html', 'the whole email'],
    ['generate fieldmap.yaml -o snippet.jinja --check', 'in CI: is the committed one current?'],
    ['generate fieldmap.yaml --secret-file passkit.secret -o s.jinja', 'ready to send'],
  ],
  run: generate,
};

type Made = Compiled & { readonly text: string };

async function generate(args: Arguments, context: CommandContext): Promise<number> {
  const secret = await secretOf(args, context);
  const made = await make(args, context, secret);
  const output = args.text('output');
  if (args.flag('check')) return check(made, output, context);
  if (output !== undefined) await context.files.write(output, made.text, secret ? 0o600 : 0o666);
  if (context.json) {
    const { text, findings, buttons } = made;
    await context.print(toJson({ ok: true, text, ...(buttons && { buttons }), findings }));
    return EXIT.fine;
  }
  await context.report(made.findings);
  if (output === undefined) await context.print(made.text);
  else await context.note(`wrote ${output}`);
  if (secret === undefined)
    await context.note(
      `put the project secret where ${SECRET_PLACEHOLDER} stands, or give it by --secret-file`,
    );
  return EXIT.fine;
}

async function make(
  args: Arguments,
  { files }: CommandContext,
  secret: string | undefined,
): Promise<Made> {
  const mapFile = args.required('map');
  const projectUrl = args.text('project-url');
  const { map, findings } = readFieldMap(await files.read(mapFile), mapFile, { projectUrl });
  if (map === undefined) throw new FindingsError(findings);
  const made = compile(map, {
    channel: args.text('channel') as Channel,
    tool: { name: 'smartpass', version: await version() },
    secret,
    button: args.text('button'),
  });
  const all: Finding[] = [...findings, ...made.findings];
  const { text, problems } = await place(args, made, files);
  all.push(...problems);
  if (all.some(({ severity }) => severity === 'error')) throw new FindingsError(all);
  return { ...made, text, findings: all };
}

async function place(
  args: Arguments,
  made: Compiled,
  files: CommandContext['files'],
): Promise<{ readonly text: string; readonly problems: readonly Finding[] }> {
  const file = args.text('template');
  if (file !== undefined) {
    const fieldmap = args.required('map');
    const { template, findings } = expandMarker(await files.read(file), made.snippet, {
      file,
      fieldmap,
    });
    return { text: template ?? '', problems: findings };
  }
  const snippet = made.snippet.endsWith('\n') ? made.snippet : `${made.snippet}\n`;
  const wanted = args.flag('buttons');
  if (wanted && made.buttons === undefined)
    throw wrongUse(
      `--buttons are for email; in ${args.text('channel') ?? ''} the snippet prints the link`,
    );
  return { text: wanted ? `${snippet}${made.buttons?.both ?? ''}\n` : snippet, problems: [] };
}

async function check(
  made: Made,
  output: string | undefined,
  context: CommandContext,
): Promise<number> {
  if (output === undefined) throw wrongUse('--check needs --output FILE to compare with');
  const isCurrent = (await context.files.read(output)) === made.text;
  if (context.json) await context.print(toJson({ ok: isCurrent, findings: made.findings }));
  else if (isCurrent) await context.note(`${output} is current`);
  else await context.report([stale(output)]);
  return isCurrent ? EXIT.fine : EXIT.findings;
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

function stale(file: string): Finding {
  return {
    code: 'cli/stale',
    severity: 'error',
    message: 'the file is not what the field map gives now',
    hint: 'generate it again, without --check',
    file,
  };
}

function wrongUse(message: string): FindingsError {
  const hint = 'see smartpass generate --help';
  return new FindingsError([{ code: 'cli/usage', severity: 'error', message, hint }]);
}
