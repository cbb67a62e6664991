import { FindingsError, SourceMap, type Finding } from '../diagnostics/index.ts';
import type { Dict } from '../jinja/index.ts';
import { analyse, checkPrinted, signingKeyOf, type FixtureAdvice } from '../analysis/index.ts';
import {
  checkFixtureNames,
  createEmulator,
  renderWorlds,
  type CompiledMessage,
  type EmulatorOptions,
} from '../emulator/index.ts';
import {
  defaultProfile,
  findConfig,
  forChannel,
  type ReadRecipient,
  type Channel,
  type Profile,
  type Recipient,
  type TriggerKind,
} from '../account/index.ts';
import { readFixtures, type NamedFixtures } from './account-fixtures.ts';
import { clockOf } from './clock.ts';
import { EXIT, type Arguments, type CommandContext } from './command.ts';
import { InvalidCaseError } from './cases.ts';
import { fetchAnswers } from './content-api.ts';
import type { FromConfig } from './profile-file.ts';
import { findingsOf } from './not-sent.ts';
import { recipientOf } from './recipients.ts';
import { nodeCrypto } from './node-crypto.ts';
import { contextOf } from './render-jinja.ts';
import { worldFindings, worldsJson } from './show-worlds.ts';
import { readTemplate } from './other-files.ts';

/**
 * Renders one template for one user as an account does and prints the message as it is. That a user is dropped is an error
 * on stderr; with `--worlds` what depends on the account is a warning there.
 */
export async function renderForUser(args: Arguments, context: CommandContext): Promise<number> {
  const file = args.required('template');
  const source = await readTemplate(file, context.files);
  const { recipient, findings: told } = await readUser(args, context);
  const named = await readFixtures(args, context);
  const { profile, config } = await accountOf(args, context);
  const options = await optionsOf(args, context, { source, recipient, named, profile });
  const { compiled, members } = compile(source, file, { options, recipients: [recipient] });
  const outcome = compiled.render(recipient);
  const report = args.flag('worlds') ? renderWorlds(source, recipient, options) : undefined;
  const differences = report === undefined ? [] : worldFindings(report, file);
  const printed = outcome.sent ? checkPrinted(outcome.text, context.files.secrets, file) : [];
  const findings = context.judge.keep([
    ...told,
    ...named.findings,
    ...compiled.findings,
    ...members,
    ...(await markersLeft(source, file)),
    ...printed,
    ...differences,
  ]);
  const all = findingsOf(findings, outcome, file);
  const code = context.judge.exit(all);
  if (context.json) {
    const worlds = report && { worlds: worldsJson(report) };
    await context.answer({ ok: code === EXIT.fine, config, ...outcome, findings, ...worlds });
    return code;
  }
  await context.report(all);
  for (const { label, texts } of outcome.preview ?? [])
    await context.note(`in MoEngage's preview: ${label}: ${texts.join('; ')}`);
  if (outcome.sent) await context.print(outcome.text);
  return code;
}

const giveFile: FixtureAdvice = ({ section }) => `give a file that has it: --${section}`;

/** The compiled template, and the names in it that nobody has, all of which are told where it cannot be compiled too. */
function compile(
  source: string,
  file: string,
  known: { readonly options: EmulatorOptions; readonly recipients: readonly Recipient[] },
): { readonly compiled: CompiledMessage; readonly members: readonly Finding[] } {
  const { options } = known;
  const analysis = analyse(SourceMap.of(source), { ...options, file });
  const members = checkFixtureNames(analysis, { ...known, advice: giveFile });
  try {
    return { compiled: createEmulator(options).compile(analysis), members };
  } catch (error) {
    if (!(error instanceof FindingsError)) throw error;
    throw new FindingsError([...error.findings, ...members]);
  }
}

/** What is rendered, for whom, and with which fixtures. */
type Rendered = {
  readonly source: string;
  readonly recipient: Recipient;
  readonly named: NamedFixtures;
  readonly profile: Profile;
};

/** What the account is made of. Answers of a live Content API are fetched here, before the render. */
async function optionsOf(
  args: Arguments,
  context: CommandContext,
  { source, recipient, named, profile }: Rendered,
): Promise<EmulatorOptions> {
  const channel = channelOf(args);
  const options: EmulatorOptions = {
    ...named.fixtures,
    profile: withRelease(profile, args.text('jinja')),
    channel,
    trigger: args.text('trigger') as TriggerKind | undefined,
    crypto: nodeCrypto,
    clock: clockOf(args.text('now')),
    mode: args.flag('preview') ? 'preview' : 'send',
    signingKey: signingKeyOf(context.files.secrets),
  };
  if (named.live === undefined) return options;
  const resolver = await fetchAnswers(named.live, (known) => {
    createEmulator({ ...options, contentApi: known })
      .compile(source)
      .render(recipient);
  });
  return { ...options, contentApi: resolver };
}

async function readUser(
  args: Arguments,
  context: CommandContext,
): Promise<Required<ReadRecipient>> {
  const file = args.text('user');
  if (file === undefined) {
    const names = await contextOf(args.text('context'), context);
    return { recipient: fromContext(names, args.text('context')), findings: [] };
  }
  const { readUserFile } = await import('./render-user.ts');
  return readUserFile(file, args.required('template'), context.files);
}

/** The word of a marker, or a comment that ends in the name of a file as a marker does. */
const MARKER = /smartpass:|\.(?:ya?ml|json)\s*(?:-?#\}|-->)/i;

/** Most templates have no marker, and the compiler is loaded for those alone that may have one. */
async function markersLeft(source: string, file: string): Promise<readonly Finding[]> {
  if (!MARKER.test(source)) return [];
  const { markerLeft } = await import('./marker-left.ts');
  return markerLeft(source, file);
}

function fromContext(names: Dict, file: string | undefined): Recipient {
  try {
    return recipientOf(names, { id: 'null' });
  } catch (error) {
    if (!(error instanceof InvalidCaseError)) throw error;
    throw new FindingsError([
      {
        code: 'cli/not-json',
        severity: 'error',
        message: error.message,
        hint: 'write each name with its attributes: { "UserAttribute": { "First Name": "Anna" } }',
        ...(file === undefined ? {} : { file }),
      },
    ]);
  }
}

function channelOf(args: Arguments): Channel {
  return (args.text('channel') ?? 'email') as Channel;
}

/** The account of the profile that is named, or of the configuration above the template, which is told. */
async function accountOf(args: Arguments, context: CommandContext): Promise<FromConfig> {
  const { files } = context;
  const named = args.text('profile');
  const config = named ?? (await findConfig(args.required('template'), files));
  if (config === undefined) return { profile: defaultProfile(channelOf(args)), config };
  // Reading a configuration takes more than most renders do: it is loaded where there is one.
  const { noteConfig, profileIn } = await import('./profile-file.ts');
  const profile = forChannel(profileIn(config, await files.read(config)), channelOf(args));
  await noteConfig([{ profile, config }], named, context);
  return { profile, config };
}

/** An account with the release of Jinja that the command line asks for. */
function withRelease(account: Profile, jinja: string | undefined): Profile {
  if (jinja === undefined) return account;
  const answers = new Map([...account.answers, ['jinja' as const, { value: jinja }]]);
  return { ...account, answers, jinja: jinja as Profile['jinja'] };
}
