import { CHANNELS, defaultProfile, type Channel } from '../../account/index.ts';
import { analyse } from '../../analysis/index.ts';
import { adopt } from '../../compiler/index.ts';
import { printable, FindingsError, SourceMap } from '../../diagnostics/index.ts';
import { CAMPAIGN_OPTIONS } from '../campaign-options.ts';
import { EXIT, type Arguments, type Command, type CommandContext } from '../command.ts';
import { changeOf, checkWrite, showChange } from '../adopt-write.ts';
import { counted } from '../terminal.ts';
import { readTemplate } from '../other-files.ts';
import { wrongUse } from '../wrong-use.ts';

/** `smartpass adopt`: the field map that a hand-written template amounts to, and the defects of the template. */
export const command: Command = {
  positionals: {
    template: { type: 'string', describe: 'A hand-written template in the style of the guide' },
  },
  options: {
    ...CAMPAIGN_OPTIONS,
    output: {
      alias: 'o',
      type: 'string',
      requiresArg: true,
      describe: 'Write the field map to this file, whole or not at all',
    },
    link: {
      type: 'number',
      requiresArg: true,
      describe:
        'Which link of a template that builds several, counted from 1; the last one unless given',
    },
    write: {
      type: 'boolean',
      describe:
        'Put the marker of the field map into the template, in place of what built the link',
    },
    channel: {
      choices: [...CHANNELS.keys()],
      requiresArg: true,
      describe: 'The channel that the template is for (default email)',
    },
    users: {
      type: 'string',
      array: true,
      requiresArg: true,
      describe:
        'Fixture users whose passes are compared before and after; without them users are made of the map',
    },
  },
  examples: [
    ['adopt old-mail.html', 'the field map on stdout, the defects of the template on stderr'],
    ['adopt old-mail.html -o fieldmap.yaml', 'the field map as a file'],
    [
      'adopt old-mail.html -o fieldmap.yaml --write',
      'both files, and what changes for the fixture users',
    ],
    ['adopt old-mail.html --json', 'for another program'],
  ],
  run: adoptTemplate,
};

async function adoptTemplate(args: Arguments, context: CommandContext): Promise<number> {
  const file = args.required('template');
  const template = await readTemplate(file, context.files);
  const channel = (args.text('channel') ?? 'email') as Channel;
  const source = SourceMap.of(template);
  const analysis = analyse(source, { profile: defaultProfile(channel), channel, file });
  const adopted = adopt(analysis, { link: linkNumber(args) });
  const { findings, map } = adopted;
  if (adopted.text === undefined) throw new FindingsError(findings);
  const text = context.files.secrets.hide(adopted.text);
  const output = args.text('output');
  checkWrite(args, file, map, findings);
  const change =
    map &&
    (await changeOf({ file, analysis, adopted: { ...adopted, map }, channel, args }, context));
  const written = args.flag('write') ? change?.template : undefined;
  if (output !== undefined) await context.files.write(output, text);
  if (written !== undefined) await context.files.write(file, written, { inPlace: true });
  const code = context.judge.exit(findings);
  if (context.json) {
    const kept = context.judge.keep(findings);
    const differences = change && { differences: change.differences };
    await context.answer({ ok: code === EXIT.fine, text, findings: kept, ...differences });
    return code;
  }
  await context.report(findings);
  if (output === undefined) await context.print(text);
  else await context.note(`wrote ${printable(output)}`);
  if (written !== undefined)
    await context.note(`wrote ${printable(file)}: the marker has the place of what built the link`);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  if (findings.length > 0)
    await context.note(
      `${counted(findings.length, 'finding')} in the template, ${counted(errors, 'error')}; the field map has none of them`,
    );
  if (change !== undefined) await showChange(change, context);
  return code;
}

function linkNumber(args: Arguments): number | undefined {
  const given = args.text('link');
  if (given === undefined) return undefined;
  const link = Number(given);
  if (Number.isSafeInteger(link) && link > 0) return link;
  const message = `--link is '${given}', expected the number of a link of the template, counted from 1`;
  throw wrongUse(message, 'write --link 1 for the first one');
}
