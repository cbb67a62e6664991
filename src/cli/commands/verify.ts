import { decode, FindingsError } from '../../diagnostics/index.ts';
import { readLink, type ProjectKind, type ReadOptions } from '../../passkit/index.ts';
import { EXIT, type Arguments, type Command, type CommandContext } from '../command.ts';
import { nodeCrypto } from '../node-crypto.ts';
import { readSecret, readSecretFile, SECRET_OPTIONS, secretSource } from '../secret.ts';
import { readAll } from '../streams.ts';
import { verifyLines } from '../verify-lines.ts';
import { reportJson, reportText } from '../verify-text.ts';
import { wrongUse } from '../wrong-use.ts';

/** `smartpass verify`: what a link holds, everything that is wrong with it, and how it should be. */
export const command: Command = {
  positionals: {
    link: {
      type: 'string',
      describe:
        'The link (quote it: it holds & and ?), or - for standard input; with --lines a file of links',
    },
  },
  options: {
    ...SECRET_OPTIONS,
    'key-file': {
      type: 'string',
      requiresArg: true,
      describe: 'File that holds the encryption key of encrypted links: 64 hex digits (chmod 600)',
    },
    kind: {
      choices: ['membership', 'coupon'],
      requiresArg: true,
      describe: 'What the project issues: fields of the other kind are then findings',
    },
    lines: {
      type: 'boolean',
      describe: 'Read many links, one a line, and answer each with a line of JSON (NDJSON)',
    },
  },
  examples: [
    ['verify "https://pub1.pskt.io/c/a4hrop?data=…&sig=…"', 'decode, without the signature'],
    ['verify LINK --secret-file passkit.secret', 'check the signature too'],
    ['verify - --json < link.txt', 'for another program'],
    ['verify - --lines < link.txt', 'any number of links, one a line: a line of JSON each'],
  ],
  run: verify,
};

async function verify(args: Arguments, context: CommandContext): Promise<number> {
  const { streams, files } = context;
  const given = args.text('link');
  const isLines = args.flag('lines');
  if (given === undefined && !isLines)
    throw wrongUse('an argument is missing', 'see smartpass verify --help');
  const isStdin = given === undefined || given === '-';
  if (isStdin && args.flag('secret-stdin'))
    throw wrongUse(
      'link and secret cannot both come from standard input',
      'give the secret by --secret-file FILE or SMARTPASS_SECRET',
    );
  if (isLines) {
    const stream = isStdin ? streams.stdin : await files.stream(given);
    return verifyLines(stream, await optionsOf(args, context), context);
  }
  const text = isStdin ? decode(await readAll(streams.stdin), 'standard input') : given;
  const report = readLink(oneLink(text), await optionsOf(args, context));
  const noUrl = report.findings.find(({ code }) => code === 'link/not-a-url');
  if (noUrl !== undefined) {
    const isFile = !isStdin && (await files.exists(given));
    const hint = isFile
      ? 'verify takes the link itself: for a link in a file smartpass verify - < FILE, for many --lines FILE'
      : 'give the whole link in quotes: it holds & and ?';
    throw new FindingsError([{ ...noUrl, hint }]);
  }
  const shown = { ...report, findings: context.judge.keep(report.findings) };
  const code = context.judge.exit(report.findings);
  const ok = code === EXIT.fine;
  if (context.json) await context.answer(reportJson(shown, ok));
  else await context.print(`${reportText(shown, context)}\n`);
  return code;
}

async function optionsOf(
  args: Arguments,
  { streams, files }: CommandContext,
): Promise<ReadOptions> {
  const secret = await readSecret(secretSource(args), files, streams);
  const keyFile = args.text('key-file');
  const key = keyFile === undefined ? undefined : await readSecretFile(keyFile, files);
  const kind = args.text('kind');
  return {
    crypto: nodeCrypto,
    ...(secret !== undefined && { secret }),
    ...(key !== undefined && { encryptionKey: key }),
    ...(kind !== undefined && { kind: kind as ProjectKind }),
  };
}

function oneLink(text: string): string {
  if (text.trim() === '') throw wrongUse('no link was given', 'see smartpass verify --help');
  if ((text.match(/(?<!\S)https?:\/\//gi) ?? []).length > 1)
    throw wrongUse(
      'more than one link was given',
      'verify one at a time, or one a line by --lines',
    );
  return text;
}
