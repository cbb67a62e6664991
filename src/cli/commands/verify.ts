import { drawFinding, FindingsError, printable } from '../../diagnostics/index.ts';
import { readLink, type LinkReport, type ProjectKind } from '../../passkit/index.ts';
import { EXIT, type Arguments, type Command, type CommandContext } from '../command.ts';
import { decode } from '../files.ts';
import { nodeCrypto } from '../node-crypto.ts';
import { readSecret, readSecretFile, SECRET_OPTIONS, secretSource } from '../secret.ts';
import { table } from '../show.ts';
import { readAll } from '../streams.ts';
import { counted } from '../terminal.ts';

/** `smartpass verify`: what a link holds and everything that is wrong with it. */
export const command: Command = {
  positionals: {
    link: {
      type: 'string',
      describe: 'The link, or - to read it from standard input (quote it: it holds & and ?)',
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
  },
  examples: [
    ['verify "https://pub1.pskt.io/c/a4hrop?data=…&sig=…"', 'decode, without the signature'],
    ['verify LINK --secret-file passkit.secret', 'check the signature too'],
    ['verify - --json < link.txt', 'for another program'],
  ],
  run: verify,
};

async function verify(args: Arguments, context: CommandContext): Promise<number> {
  const link = await linkOf(args, context);
  const secret = await readSecret(secretSource(args), context.files, context.streams);
  const keyFile = args.text('key-file');
  const key = keyFile === undefined ? undefined : await readSecretFile(keyFile, context.files);
  const kind = args.text('kind');
  const report = readLink(link, {
    crypto: nodeCrypto,
    ...(secret !== undefined && { secret }),
    ...(key !== undefined && { encryptionKey: key }),
    ...(kind !== undefined && { kind: kind as ProjectKind }),
  });
  if (context.json) await context.answer(asJson(report));
  else await context.print(`${asText(report, context)}\n`);
  return report.findings.length === 0 ? EXIT.fine : EXIT.findings;
}

async function linkOf(args: Arguments, context: CommandContext): Promise<string> {
  const link = await textOf(args, context);
  if (link.trim() === '') throw wrongUse('no link was given', 'see smartpass verify --help');
  if (/\shttps?:\/\//i.test(link.trim()))
    throw wrongUse('more than one link was given', 'verify one at a time');
  return link;
}

async function textOf(args: Arguments, { streams }: CommandContext): Promise<string> {
  const given = args.required('link');
  if (given !== '-') return given;
  if (args.flag('secret-stdin'))
    throw wrongUse(
      'link and secret cannot both come from standard input',
      'give the secret by --secret-file FILE or SMARTPASS_SECRET',
    );
  return decode(await readAll(streams.stdin), 'standard input');
}

function wrongUse(message: string, hint: string): FindingsError {
  return new FindingsError([{ code: 'cli/usage', severity: 'error', message, hint }]);
}

function asJson(report: LinkReport): unknown {
  const { payload, recovered, query, ...rest } = report;
  return {
    ok: report.findings.length === 0,
    ...rest,
    ...(payload && { payload: Object.fromEntries(payload) }),
    ...(recovered && { recovered: Object.fromEntries(recovered) }),
    query: Object.fromEntries(query),
  };
}

function asText(report: LinkReport, { paint }: CommandContext): string {
  const lines: [string, string][] = [
    ['family', report.family],
    ['project', printable(report.projectUrl)],
    ['signature', signatureText(report)],
    ['length', counted(report.length, 'character')],
  ];
  if (report.base64 !== undefined) lines.push(['base64', report.base64]);
  for (const [name, value] of report.query)
    lines.push(['query', `${printable(name)}=${printable(value)} (not signed)`]);
  const head = lines.map(([name, text]) => `${paint.dim(name.padEnd(10))} ${text}`).join('\n');
  return [head, payloadText(report, paint), findingsText(report, paint)]
    .filter((part) => part !== '')
    .join('\n\n');
}

function signatureText({ signature }: LinkReport): string {
  const { verdict, algorithm, form } = signature;
  const names = { 'hmac-sha256': 'HMAC-SHA256', 'hmac-sha1': 'HMAC-SHA1' };
  const details = [algorithm && names[algorithm], form].filter(Boolean).join(', ');
  return details === '' ? verdict : `${verdict} (${details})`;
}

function payloadText(report: LinkReport, paint: CommandContext['paint']): string {
  const fields = report.payload ?? report.recovered;
  if (fields === undefined || fields.length === 0) return '';
  const rows = fields.map(([name, value]) => [
    printable(name),
    printable(typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))),
  ]);
  const title = report.payload === undefined ? 'field (recovered from broken JSON)' : 'field';
  return table([title, 'value'], rows, paint, { dense: true });
}

function findingsText(
  { findings, link, payloadText }: LinkReport,
  paint: CommandContext['paint'],
): string {
  if (findings.length === 0) return 'nothing is wrong with it';
  const sources = new Map<string | undefined, string | undefined>([
    ['link', link],
    ['payload', payloadText],
  ]);
  const drawn = findings.map((finding) => drawFinding(finding, sources.get(finding.file), paint));
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const summary = [
    ...(errors > 0 ? [counted(errors, 'error')] : []),
    ...(errors < findings.length ? [counted(findings.length - errors, 'warning')] : []),
  ].join(', ');
  return [...drawn, summary].join('\n');
}
