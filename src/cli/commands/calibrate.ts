import { decode, didYouMean, FindingsError } from '../../diagnostics/index.ts';
import {
  CHANNELS,
  isChannel,
  PART_LIMIT,
  PROBE_PARTS,
  PROFILE_FIELDS,
  CONFIG_FILE,
  readCalibration,
  TEST_SENDS,
  WHOLE_PROBE,
  type Decision,
  type PastedAnswer,
  type ProbePart,
  type ProfileChange,
  type ProfileField,
} from '../../account/index.ts';
import { EXIT, type Arguments, type Command, type CommandContext } from '../command.ts';
import { recordProfile } from '../calibrate-record.ts';
import { partJson, probeText } from '../calibrate-text.ts';
import { LIVE_OPTIONS } from '../live-options.ts';
import { readAll } from '../streams.ts';
import { wrongUse } from '../wrong-use.ts';

/** What to do where the command line is wrong in a way of its own. */
const SEE = 'see smartpass calibrate --help';

const STDIN = 'standard input';

/** `smartpass calibrate`: prints the probe of an account, and reads its answer into the profile. */
export const command: Command = {
  positionals: {},
  options: {
    part: {
      type: 'string',
      requiresArg: true,
      describe: 'Print the template of one part and nothing else',
    },
    whole: {
      type: 'boolean',
      describe: 'Print all parts as one template, for where length does not matter',
    },
    live: {
      type: 'boolean',
      describe: 'Ask the account itself, in one preview request, and name what has changed',
    },
    channel: {
      choices: ['email', 'push', 'sms'],
      requiresArg: true,
      describe: 'The channel whose preview is asked for (--live; default email)',
    },
    answer: {
      type: 'string',
      array: true,
      requiresArg: true,
      describe: 'Read what the parts rendered to from this file (- is standard input)',
    },
    refused: {
      type: 'string',
      array: true,
      requiresArg: true,
      describe: 'Numbers of parts that MoEngage refused, such as 8,12',
    },
    partial: {
      type: 'boolean',
      describe: 'Read what is there, though the answers of some parts are missing',
    },
    null: {
      type: 'string',
      array: true,
      requiresArg: true,
      describe: 'Record test send 1: CHANNEL=drop, CHANNEL=blank or CHANNEL=print',
    },
    set: {
      type: 'string',
      array: true,
      requiresArg: true,
      describe: 'Record another test send: FIELD=VALUE, such as trailingNewline=kept',
    },
    config: {
      type: 'string',
      requiresArg: true,
      describe: `The configuration file whose profile is written (default: the nearest ${CONFIG_FILE} from this folder upwards, else a new one here)`,
    },
    now: {
      type: 'string',
      requiresArg: true,
      describe: 'The date that answers are marked with, such as 2026-01-31 (default: today)',
    },
    'dry-run': { type: 'boolean', describe: 'Say what would be written, and write nothing' },
    ...LIVE_OPTIONS,
  },
  examples: [
    ['calibrate', 'the templates to send, and the questions that no template answers'],
    ['calibrate --whole', 'all in one template, for the test-code page or an email'],
    ['calibrate --answer answer.txt', 'pin the profile in smartpass.config.yaml'],
    ['calibrate --answer answer.txt --refused 12', 'part 12 gave an error and no text'],
    ['calibrate --live', 'ask the account itself: the key is in SMARTPASS_API_KEY'],
    ['calibrate --live --dry-run', 'the same in CI, once a week: exit code 1 names what drifted'],
    ['calibrate --null email=drop --null sms=blank', 'what test sends showed'],
  ],
  run: calibrate,
};

async function calibrate(args: Arguments, context: CommandContext): Promise<number> {
  const reads = ['answer', 'refused', 'null', 'set'].some((name) => args.texts(name).length > 0);
  const prints = args.text('part') !== undefined || args.flag('whole');
  if (reads && prints) throw wrongUse('--part and --whole print templates: give them alone', SEE);
  const isLive = args.flag('live');
  checkLive(args, reads || prints);
  const forReading = ['partial', 'dry-run'].find((name) => args.flag(name));
  if (!reads && !isLive && forReading !== undefined)
    throw wrongUse(`--${forReading} goes with --answer, --refused, --null, --set or --live`, SEE);
  if (args.flag('whole') && args.text('part') !== undefined)
    throw wrongUse('give --part or --whole, not both', SEE);
  if (isLive) {
    const { recordLive } = await import('../calibrate-live.ts');
    return recordLive(args, context, clockOf(args.text('now')));
  }
  return reads ? record(args, context) : printProbe(args, context);
}

/** Throws where `--live` comes with what belongs to pasted answers, or the options of a live account come without it. */
function checkLive(args: Arguments, isPasted: boolean): void {
  if (args.flag('live') && isPasted)
    throw wrongUse(
      '--live asks the account itself: give it without templates, answers and sends',
      SEE,
    );
  if (args.flag('live') && args.flag('partial'))
    throw wrongUse(
      '--partial goes with --answer: an account that is asked answers every part',
      SEE,
    );
  const names = ['channel', ...Object.keys(LIVE_OPTIONS)];
  const stranger = names.find((name) => args.text(name) !== undefined || args.flag(name));
  if (!args.flag('live') && stranger !== undefined)
    throw wrongUse(`--${stranger} goes with --live`, SEE);
}

async function printProbe(args: Arguments, context: CommandContext): Promise<number> {
  const number = args.text('part');
  const parts = number === undefined ? PROBE_PARTS : [partNumbered(number)];
  if (context.json) {
    const whole = args.flag('whole') ? { whole: WHOLE_PROBE } : {};
    const sends = number === undefined ? { testSends: TEST_SENDS } : {};
    await context.answer({
      ok: true,
      limit: PART_LIMIT,
      ...whole,
      parts: parts.map(partJson),
      ...sends,
    });
  } else if (args.flag('whole')) await context.print(`${WHOLE_PROBE}\n`);
  else if (number === undefined) await context.print(probeText(context));
  else await context.print(`${parts[0]?.template ?? ''}\n`);
  return EXIT.fine;
}

async function record(args: Arguments, context: CommandContext): Promise<number> {
  const now = clockOf(args.text('now'));
  const date = new Date(now).toISOString().slice(0, 10);
  const said = [...args.texts('null').map(nullChange), ...args.texts('set').map(setChange)];
  const { decision, parts } = await readAnswers(args, context, now);
  const decided = (decision?.pins ?? []).map(({ field, value, seen, part }) => ({
    field,
    value,
    evidence: `calibrate, part ${part}: ${seen}`,
  }));
  const both = said.find((one) => decided.some(({ field }) => field === one.field));
  if (both !== undefined)
    throw wrongUse(
      `--set ${both.field} and the answer both speak of '${both.field}': give one`,
      SEE,
    );
  const changes: ProfileChange[] = [...decided, ...said].map((change) => ({
    field: change.field,
    ...('channel' in change && change.channel !== undefined && { channel: change.channel }),
    answer: { value: change.value, date, evidence: change.evidence },
  }));
  const { notes = [], findings = [] } = decision ?? {};
  return recordProfile({ changes, notes, findings, parts }, args, context);
}

async function readAnswers(
  args: Arguments,
  context: CommandContext,
  now: number,
): Promise<{ decision?: Decision; parts: readonly number[] }> {
  const refused = args
    .texts('refused')
    .flatMap((text) => text.split(/[, ]+/))
    .map((text) => partNumbered(text).number);
  const names = args.texts('answer');
  if (names.length === 0 && refused.length > 0)
    throw wrongUse(
      '--refused goes with --answer: a refusal means something only together with answers',
      SEE,
    );
  if (names.length === 0) return { parts: [] };
  const pasted: PastedAnswer[] = [];
  for (const name of names)
    // oxlint-disable-next-line no-await-in-loop -- standard input is one stream
    pasted.push(name === '-' ? await fromStdin(context) : await fromFile(name, context));
  const options = { now, refused, partial: args.flag('partial') };
  const { decision, parts, findings } = readCalibration(pasted, options);
  if (decision === undefined) throw new FindingsError(findings);
  return { decision, parts };
}

async function fromStdin({ streams, files }: CommandContext): Promise<PastedAnswer> {
  const text = decode(await readAll(streams.stdin), STDIN);
  files.sources.set(STDIN, text);
  return { text, file: STDIN };
}

async function fromFile(file: string, { files }: CommandContext): Promise<PastedAnswer> {
  return { text: await files.read(file), file };
}

type Said = Pick<ProfileChange, 'field' | 'channel'> & { value: string; evidence: string };

function nullChange(text: string): Said {
  const [channel = '', value = ''] = text.split('=', 2);
  if (!isChannel(channel))
    throw wrongUse(
      `--null takes CHANNEL=ANSWER: '${channel}' is no channel`,
      didYouMean(channel, CHANNELS.keys()) ?? `the channels are ${[...CHANNELS.keys()].join(', ')}`,
    );
  checkValue('null', value);
  return { field: 'null', channel, value, evidence: evidenceOf('null', value) };
}

function setChange(text: string): Said {
  const [name = '', value = ''] = text.split('=', 2);
  const field = [...PROFILE_FIELDS.keys()].find((one) => one === name);
  if (field === 'null')
    throw wrongUse('an answer for null holds in one channel: --null sms=blank', SEE);
  if (field === undefined)
    throw wrongUse(
      `--set takes FIELD=VALUE: the profile has no field '${name}'`,
      didYouMean(name, PROFILE_FIELDS.keys()) ?? SEE,
    );
  checkValue(field, value);
  return { field, value, evidence: evidenceOf(field, value) };
}

function evidenceOf(field: ProfileField, value: string): string {
  const send = TEST_SENDS.find((one) => one.field === field);
  const seen = send?.answers.find(({ option }) => option.endsWith(`=${value}`))?.seen;
  if (send === undefined || seen === undefined) return 'set by hand with calibrate --set';
  return `test send ${send.number}: ${seen}`;
}

function checkValue(field: ProfileField, value: string): void {
  const values = [...(PROFILE_FIELDS.get(field)?.values.keys() ?? [])].map(String);
  if (!values.includes(value))
    throw wrongUse(
      `'${field}' is ${values.slice(0, -1).join(', ')} or ${values.at(-1) ?? ''}, not '${value}'`,
      didYouMean(value, values) ?? SEE,
    );
}

function partNumbered(text: string): ProbePart {
  const part = PROBE_PARTS.find(({ number }) => String(number) === text);
  if (part !== undefined) return part;
  throw wrongUse(
    `the parts have the numbers 1 to ${PROBE_PARTS.length}, there is no '${text}'`,
    SEE,
  );
}

function clockOf(text: string | undefined): number {
  const instant = text === undefined ? Date.now() : Date.parse(text);
  const isDate = text === undefined || /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d))?$/.test(text);
  if (!isDate || Number.isNaN(instant))
    throw wrongUse('--now takes a date such as 2026-01-31 or 2026-01-31T08:00:00Z', SEE);
  return instant;
}
