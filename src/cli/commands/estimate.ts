import { evaluate, expectedLink, readFieldMap } from '../../compiler/index.ts';
import {
  FindingsError,
  printable,
  SECRET_PLACEHOLDER,
  type Finding,
} from '../../diagnostics/index.ts';
import {
  DEFAULT_LENGTHS,
  linkLengthVerdict,
  qrModules,
  smsParts,
  type LengthLimits,
  type SmsSize,
} from '../../passkit/index.ts';
import { CAMPAIGN_OPTIONS } from '../campaign-options.ts';
import { EXIT, type Arguments, type Command, type CommandContext } from '../command.ts';
import { refuseNoUsers, usersOfMap } from '../map-users.ts';
import { fittedTable } from '../fitted-table.ts';
import { counted } from '../terminal.ts';
import { wrongUse } from '../wrong-use.ts';

/** `smartpass estimate`: how long links get, and what follows from it. */
export const command: Command = {
  positionals: { file: { type: 'string', describe: 'A campaign file or a field map' } },
  options: {
    ...CAMPAIGN_OPTIONS,
    users: {
      type: 'string',
      array: true,
      requiresArg: true,
      describe: 'Fixture users of a field map; else those of the campaign files next to it',
    },
    warn: {
      type: 'string',
      requiresArg: true,
      describe: 'Links from this length on are long (1000)',
    },
    fail: {
      type: 'string',
      requiresArg: true,
      describe: 'Links from this length on are too long (2000)',
    },
  },
  examples: [
    ['estimate campaigns/loyalty-card/campaign.yaml', 'the links of every fixture user'],
    ["estimate fieldmap.yaml --users 'fixtures/users/*.yaml'", 'without a campaign'],
    ['estimate campaign.yaml --fail 1024', 'with a limit of your own'],
  ],
  run: estimate,
};

/** One user's link; `sms` is the whole message in an SMS campaign, else the link alone. */
type Estimated = {
  readonly user: string;
  readonly length?: number;
  readonly verdict?: 'fine' | 'long' | 'too-long';
  readonly qr?: number;
  readonly sms?: Pick<SmsSize, 'encoding' | 'parts'>;
};

/** What every user's link comes to, and what was found in the files on the way. */
type Estimate = { readonly users: readonly Estimated[]; readonly findings: readonly Finding[] };

async function estimate(args: Arguments, context: CommandContext): Promise<number> {
  const limits = { warn: limitOf(args, 'warn'), fail: limitOf(args, 'fail') };
  const file = args.required('file');
  const text = await context.files.read(file);
  const isCampaign = /^[ \t{]*["']?campaign["']?[ \t]*:/m.test(text);
  const { users, findings: said } = isCampaign
    ? await ofCampaign(file, args, limits, context)
    : await ofMap(file, text, args, limits, context);
  const findings = context.judge.keep([...said, ...lengthFindings(users, limits)]);
  const code = context.judge.exit(findings);
  if (context.json) await context.answer({ ok: code === EXIT.fine, limits, users, findings });
  else {
    await context.report(said);
    await context.print(`${drawn(users, limits, context)}\n`);
  }
  return code;
}

/** The users' links that are long or too long, in the words of `verify`. The table shows them in a column of its own. */
function lengthFindings(users: readonly Estimated[], { warn, fail }: LengthLimits): Finding[] {
  return users.flatMap(({ user, length, verdict }) => {
    if (verdict === undefined || verdict === 'fine') return [];
    const isLong = verdict === 'long';
    const message = `the link of ${user} has ${length} characters, expected fewer than ${isLong ? warn : fail}`;
    return [{ code: `link/${verdict}`, severity: isLong ? 'warning' : 'error', message }];
  });
}

function limitOf(args: Arguments, name: 'warn' | 'fail'): number {
  const given = args.text(name);
  if (given === undefined) return DEFAULT_LENGTHS[name];
  if (/^[1-9]\d{0,6}$/.test(given)) return Number(given);
  throw wrongUse(
    `--${name} takes a number of characters, not '${given}'`,
    `write --${name} ${DEFAULT_LENGTHS[name]}, for example`,
  );
}

/** What renders messages is loaded for campaigns alone: of a field map the links are built without it. */
async function ofCampaign(
  file: string,
  args: Arguments,
  limits: LengthLimits,
  context: CommandContext,
): Promise<Estimate> {
  const { campaignLinks } = await import('../campaign-links.ts');
  const { links, findings } = await campaignLinks(file, args, context);
  const users = links.map(({ user, link, sms }) =>
    link === undefined ? { user } : measured(user, link, limits, sms),
  );
  return { users, findings };
}

async function ofMap(
  file: string,
  text: string,
  args: Arguments,
  limits: LengthLimits,
  { files }: CommandContext,
): Promise<Estimate> {
  const { map, findings } = readFieldMap(text, file, { secrets: files.secrets });
  if (map === undefined) throw new FindingsError(findings);
  const wanted = { users: args.texts('users'), allowOutside: args.flag('allow-outside') };
  const found = await usersOfMap(file, wanted, files);
  const { users, findings: about } = found;
  if (users.length === 0)
    refuseNoUsers(found, {
      code: 'cli/usage',
      severity: 'error',
      message: 'there are no fixture users, and no campaign file next to the field map names any',
      hint: "name them: --users 'fixtures/users/*.yaml'",
    });
  const all = users.map(({ name, recipient }) => {
    const result = evaluate(map, recipient);
    if (!('payload' in result)) return { user: name };
    return measured(name, expectedLink(map, result.payload, SECRET_PLACEHOLDER), limits);
  });
  return { users: all, findings: [...findings, ...about] };
}

function measured(user: string, link: string, limits: LengthLimits, sms = link): Estimated {
  const { encoding, parts } = smsParts(sms);
  const qr = qrModules(new TextEncoder().encode(link).length);
  return {
    user,
    length: link.length,
    verdict: linkLengthVerdict(link.length, limits),
    ...(qr !== undefined && { qr }),
    sms: { encoding, parts },
  };
}

function drawn(
  all: readonly Estimated[],
  { warn, fail }: LengthLimits,
  context: CommandContext,
): string {
  const { paint } = context;
  const rows = all.map(({ user, length, verdict, qr, sms }) => {
    if (length === undefined) return [printable(user), 'no link', '', '', ''];
    const words = {
      fine: 'fine',
      long: paint.warning('long'),
      'too-long': paint.error('too long'),
    };
    return [
      printable(user),
      String(length),
      qr === undefined ? paint.error('none holds it') : `${qr} × ${qr}`,
      sms === undefined ? '' : `${sms.parts} (${sms.encoding})`,
      verdict === undefined ? '' : words[verdict],
    ];
  });
  const lengths = all.flatMap(({ length }) => length ?? []);
  const longest = lengths.length === 0 ? 'no links' : `longest link ${Math.max(...lengths)}`;
  return [
    fittedTable(['user', 'link', 'QR code', 'SMS parts', 'in mail programs'], rows, context),
    `${counted(all.length, 'user')}, ${longest}; long from ${warn}, too long from ${fail} characters`,
  ].join('\n');
}
