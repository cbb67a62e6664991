import { FindingsError, SourceMap, type Finding, type Secrets } from '../diagnostics/index.ts';
import { signingKeyOf, type Analysis, type AttributeUse } from '../analysis/index.ts';
import {
  Accounts,
  worldsOf,
  type CompiledMessage,
  type EmulatorOptions,
  type Worlds,
} from '../emulator/index.ts';
import {
  mainPart,
  type Hashes,
  type MessageOutcome,
  type ProfileField,
  type Recipient,
} from '../account/index.ts';
import { checkLinkIsPrinted, checkNamesRead } from './check-message.ts';
import type { MessagePart } from './load-parts.ts';
import type { Campaign } from './load.ts';
import { RoundCache } from './round-cache.ts';
import { triggerKind } from './read-campaign.ts';

/** What a part of a message gives one user. */
export type RenderedPart = Pick<MessagePart, 'name' | 'label' | 'shape' | 'file'> & {
  readonly outcome: MessageOutcome;
};

/** What a message gives one user: it is sent where every part is; `text` is that of the parts, one below the other. */
export type RenderedMessage = MessageOutcome & { readonly parts: readonly RenderedPart[] };

/**
 * A message that is ready to be rendered for users. `findings` is what the account has against its parts as such: a name
 * that does not exist in the channel, a printed value that may be null.
 */
export type Renderer = {
  readonly findings: readonly Finding[];
  /** What the message reads of the account, with places in the files of its parts. */
  readonly reads: readonly AttributeUse[];
  render(recipient: Recipient): RenderedMessage;
};

/**
 * What is rendered: `parts`, or without them one text. `template` is the file that this one was made of: findings and failures
 * point into it. Where no trigger is known, every name of the channel is there. With `secrets`, which learns what the template
 * signs with, links are signed with `secret` in its place.
 */
export type Message = Pick<Campaign, 'channel' | 'profile'> & {
  readonly message: string | SourceMap;
  readonly template?: Campaign['template'] | undefined;
  readonly parts?: readonly MessagePart[] | undefined;
  readonly trigger?: Campaign['trigger'] | undefined;
  readonly fixtures?: Campaign['fixtures'] | undefined;
  readonly secret?: string | undefined;
  readonly secrets?: Secrets | undefined;
  /** Where they are known, names that the message reads are held against what they and the tests have. */
  readonly users?: Campaign['users'] | undefined;
  readonly tests?: Campaign['tests'] | undefined;
  /** The field map whose snippet is in the message. */
  readonly map?: Campaign['map'] | undefined;
};

/** What a renderer needs of its surroundings: the hashes of the filters, and the time in epoch milliseconds. */
export type Surroundings = { readonly hashes: Hashes; readonly clock: () => number };

/**
 * Makes a message ready to be rendered as its account would. Throws a FindingsError, with places in the files of its parts, where
 * one does not parse or the account refuses it. A `cache` keeps what was compiled for the same surroundings.
 */
export function createRenderer(
  campaign: Message,
  surroundings: Surroundings,
  cache: RoundCache = new RoundCache(),
): Renderer {
  const parts = readParts(campaign, surroundings, cache);
  const compiled = parts.flatMap(({ message }) => message ?? []);
  const findings = [
    ...parts.flatMap(({ findings }) => findings),
    ...messageFindings(parts, campaign, surroundings),
  ];
  if (compiled.length < parts.length) throw new FindingsError(findings);
  return {
    findings: campaign.secrets?.hideIn(findings) ?? findings,
    reads: mergedReads(compiled.flatMap((message) => message.attributes)),
    render: (recipient) => {
      const rendered: RenderedPart[] = [];
      for (const { part, message } of parts) {
        if (message === undefined) continue;
        const { name, label, shape, file } = part;
        rendered.push({ name, label, shape, file, outcome: message.render(recipient) });
      }
      return together(rendered);
    },
  };
}

/** A part of a message as its own account reads it; without a `message` where the account refuses it, for which findings say why. */
type PartRead = {
  readonly part: MessagePart;
  readonly analysis: Analysis | undefined;
  readonly message: CompiledMessage | undefined;
  readonly findings: readonly Finding[];
};

function readParts(
  campaign: Message,
  surroundings: Surroundings,
  cache: RoundCache,
): readonly PartRead[] {
  return partsOf(campaign).map((part) => {
    const own = accountsOf(part, campaign, surroundings, cache).compile(part.message);
    const { message, analysis } = own;
    const findings = own.message === undefined ? own.refusal.findings : own.message.findings;
    return { part, analysis, message, findings };
  });
}

/** What is wrong with the parts of a message in their campaign, as far as they parse. */
function messageFindings(
  parts: readonly PartRead[],
  { users, tests = [], fixtures = { auxTables: new Map() }, ...campaign }: Message,
  surroundings: Surroundings,
): readonly Finding[] {
  const options = emulatorOptions({ ...campaign, fixtures }, surroundings);
  const read = parts.flatMap(({ part, analysis }) => (analysis ? [{ part, analysis }] : []));
  const names = read.flatMap(({ analysis }) =>
    users === undefined ? [] : checkNamesRead(analysis, options, { users, tests, fixtures }),
  );
  return read.length < parts.length ? names : [...names, ...checkLinkIsPrinted(read, campaign)];
}

/** A part of a message as its own account compiles it. */
export type CompiledPart = { readonly part: MessagePart; readonly compiled: CompiledMessage };

/** The parts of a message as its own account compiles them; throws as `createRenderer`, for all parts together. */
export function compiledParts(
  campaign: Message,
  surroundings: Surroundings,
  cache: RoundCache,
): readonly CompiledPart[] {
  const parts = readParts(campaign, surroundings, cache);
  const refused = parts.filter(({ message }) => message === undefined);
  if (refused.length > 0) throw new FindingsError(refused.flatMap(({ findings }) => findings));
  return parts.flatMap(({ part, message }) => (message ? [{ part, compiled: message }] : []));
}

/** Each part of a message in every account that fits. */
export type PartWorlds = { readonly part: MessagePart; readonly worlds: Worlds };

/**
 * Each part of a message in every account that fits what its profile pins, less the fields of `ignored`; places are those of the
 * part. Throws as `createRenderer`.
 */
export function partWorlds(
  campaign: Message,
  surroundings: Surroundings,
  ignored: readonly ProfileField[] = [],
  cache: RoundCache = new RoundCache(),
): readonly PartWorlds[] {
  return partsOf(campaign).map((part) => {
    const accounts = accountsOf(part, campaign, surroundings, cache);
    const options = emulatorOptions(campaign, surroundings);
    return { part, worlds: worldsOf(part.message, options, ignored, accounts) };
  });
}

/** `partWorlds` of a message's main part. */
export function messageWorlds(
  campaign: Message,
  surroundings: Surroundings,
  ignored: readonly ProfileField[] = [],
  cache: RoundCache = new RoundCache(),
): Worlds {
  const main = mainPart(campaign.channel).name;
  const all = partWorlds(campaign, surroundings, ignored, cache);
  const found = all.find(({ part }) => part.name === main) ?? all[0];
  if (found === undefined) throw new FindingsError([]);
  return found.worlds;
}

/** The parts of a message; one text is its main part. */
function partsOf({ parts, channel, message, template }: Message): readonly MessagePart[] {
  if (parts !== undefined) return parts;
  const own = SourceMap.of(message);
  const { name, label, shape } = mainPart(channel);
  const source = template?.source ?? own.source.text;
  return [{ name, label, shape, file: template?.file ?? '', source, own, message: own }];
}

function accountsOf(
  part: MessagePart,
  campaign: Message,
  surroundings: Surroundings,
  cache: RoundCache,
): Accounts {
  const { channel, trigger, profile, fixtures, secret, secrets } = campaign;
  const { name, shape, file } = part;
  const { text, source } = part.message;
  const account = [channel, trigger, profile, fixtures, secret, secrets];
  const named = { file: file === '' ? undefined : file, link: shape === 'address' };
  return cache.recall(
    `accounts ${name}`,
    [text, source.text, file, shape, surroundings.clock(), ...account],
    () => new Accounts(emulatorOptions(campaign, surroundings), named),
  );
}

/** What the parts come to: a failure in any of them drops the message, and is told with its part where there are several. */
function together(parts: readonly RenderedPart[]): RenderedMessage {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return { parts, ...only.outcome };
  const text = parts.map(({ outcome }) => outcome.text).join('\n');
  const failures = parts.flatMap(({ name, file, outcome }) =>
    outcome.sent ? [] : outcome.failures.map((failure) => ({ ...failure, part: name, file })),
  );
  if (failures.length > 0) return { sent: false, failures, text, parts };
  const warnings = parts.flatMap(({ outcome }) => (outcome.sent ? outcome.warnings : []));
  return { sent: true, text, warnings, parts };
}

/** What several parts read of the account, each name once. */
function mergedReads(reads: readonly AttributeUse[]): readonly AttributeUse[] {
  const byName = new Map<string, AttributeUse>();
  for (const use of reads) {
    const key = `${use.kind} ${use.name}`;
    const known = byName.get(key);
    byName.set(key, known ? { ...known, spans: [...known.spans, ...use.spans] } : use);
  }
  return [...byName.values()];
}

/** The account that a message is sent by, as an emulator is told of it. */
export function emulatorOptions(
  { channel, profile, trigger, fixtures, secret, secrets }: Message,
  { hashes, clock }: Surroundings,
): EmulatorOptions {
  return {
    ...fixtures,
    profile,
    channel,
    trigger: trigger && triggerKind(trigger),
    crypto: hashes,
    clock,
    ...(secrets && { signingKey: signingKeyOf(secrets, secret) }),
  };
}
