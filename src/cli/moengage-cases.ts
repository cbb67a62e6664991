import { checkPrinted, learnSecrets } from '../analysis/index.ts';
import { Cache, FindingsError, Secrets } from '../diagnostics/index.ts';
import { toJs } from '../jinja/index.ts';
import {
  createEmulator,
  type CompiledMessage,
  type ContentApiResolver,
  type EmulatorOptions,
} from '../emulator/index.ts';
import {
  ACCOUNT_SOURCES,
  CAMPAIGN_ATTRIBUTES,
  defaultProfile,
  isChannel,
  profileFromJson,
  type AuxTable,
  type Channel,
  type MessageOutcome,
  type Profile,
  type Failure,
} from '../account/index.ts';
import {
  auxTablesOf,
  campaignOf,
  contentApiOf,
  contentBlocksOf,
  triggerOf,
} from './case-fixtures.ts';
import { checkKeys, InvalidCaseError, type CaseAnswer, type RenderCase } from './cases.ts';
import { nodeCrypto } from './node-crypto.ts';
import { reasonOf, recipientOf } from './recipients.ts';

/** How many accounts are kept, and messages of each: a stream usually has one template and many users. */
const KEPT_ACCOUNTS = 20;
const KEPT = 100;

/** The names that the context of a case may hold. */
const CONTEXT_KEYS: readonly string[] = [
  ...ACCOUNT_SOURCES.map(({ name }) => name),
  'ContentBlock',
];

/** The keys that the campaign of a case may hold. */
const CAMPAIGN_KEYS: readonly string[] = ['trigger', ...CAMPAIGN_ATTRIBUTES];

/** A compiled template, and the secrets that it holds. */
type Prepared = Pick<CompiledMessage, 'render'> & { readonly secrets: Secrets };

/**
 * Renders cases as an account of MoEngage does: the keys of the context are the account's names (`UserAttribute` …), a user
 * who is dropped is an error of type `NotSent` with the failures. Templates are compiled once for each account.
 */
export class MoengageCases {
  readonly mode = 'moengage';
  /** By account, then by template. */
  readonly #messages: Cache<Cache<Prepared>> = new Cache(KEPT_ACCOUNTS);
  readonly #clock: () => number;
  /** The fixtures of the case that is rendered now. */
  #contentApi: ContentApiResolver = () => 'unknown';
  readonly #auxTables: Map<string, AuxTable> = new Map<string, AuxTable>();
  /** What was signed with since the last case. */
  readonly #handed: Set<string> = new Set<string>();

  constructor(clock: () => number = Date.now) {
    this.#clock = clock;
  }

  /** The answer to one case. Throws an InvalidCaseError where channel, campaign, profile, fixtures or context cannot be. */
  answer(request: RenderCase): CaseAnswer {
    const { context, campaign, id } = request;
    checkKeys(context, CONTEXT_KEYS, '"context"', id);
    if (campaign !== undefined) checkKeys(campaign, CAMPAIGN_KEYS, '"campaign"', id);
    const recipient = recipientOf(context, { campaign: campaignOf(request), id });
    this.#handed.clear();
    const message = this.#messageOf(request);
    this.#contentApi = contentApiOf(request);
    this.#auxTables.clear();
    for (const [file, table] of auxTablesOf(request)) this.#auxTables.set(file, table);
    this.#handed.clear();
    const answer = answerOf(message.render(recipient));
    const secrets = this.#secretsOf(message);
    if (!('output' in answer)) return secrets.hideIn(answer);
    const output = secrets.hide(answer.output);
    if (output === answer.output) return answer;
    const findings = checkPrinted(answer.output, secrets);
    return { output, ...(findings.length > 0 && { findings }) };
  }

  /** The secrets of a message, and those that it signed with for this user alone. */
  #secretsOf({ secrets }: Prepared): Secrets {
    const own: string[] = [];
    for (const secret of this.#handed)
      if (secrets.has(secret)) secrets.add(secret);
      else own.push(secret);
    if (own.length === 0) return secrets;
    const all = new Secrets(own);
    all.addAll(secrets);
    return all;
  }

  #messageOf(request: RenderCase): Prepared {
    const { template, channel = 'email', profile, id } = request;
    const written = profile === undefined ? undefined : toJs(profile);
    const trigger = triggerOf(request);
    const contentBlocks = contentBlocksOf(request);
    const isPlain = written === undefined && contentBlocks.size === 0;
    const account = isPlain
      ? `${channel} ${trigger}`
      : JSON.stringify([channel, trigger, written, [...contentBlocks]]);
    const messages = this.#messages.recall(account, () => new Cache(KEPT));
    return messages.recall(template, () => {
      if (!isChannel(channel))
        throw new InvalidCaseError(`there is no channel ${JSON.stringify(channel)}`, id);
      const message = prepare(template, {
        profile: profileOf(written, channel, id),
        channel,
        trigger,
        contentBlocks,
        crypto: nodeCrypto,
        clock: this.#clock,
        contentApi: (call) => this.#contentApi(call),
        auxTables: this.#auxTables,
        signingKey: (given) => {
          this.#handed.add(given);
          return given;
        },
      });
      // Constants are signed when the template is compiled.
      const secrets = new Secrets(this.#handed);
      for (const text of [template, ...[...contentBlocks.values()].map(({ content }) => content)])
        learnSecrets(text, secrets);
      return { ...message, secrets };
    });
  }
}

/** A template that is not accepted drops everybody. */
function prepare(source: string, options: EmulatorOptions): Pick<CompiledMessage, 'render'> {
  try {
    const message = createEmulator(options).compile(source);
    return { render: (recipient) => message.render(recipient) };
  } catch (error) {
    if (!(error instanceof FindingsError)) throw error;
    const failures = error.findings
      .filter(({ severity }) => severity === 'error')
      .map(({ message, span }): Failure => {
        const failure: Failure = { category: 'Unknown', message };
        return span === undefined ? failure : { ...failure, span, line: span.start.line };
      });
    return { render: () => ({ sent: false, failures, text: '' }) };
  }
}

function answerOf(outcome: MessageOutcome): CaseAnswer {
  return outcome.sent ? { output: outcome.text } : notSent(outcome.failures);
}

/** The answer for a user who is dropped. */
export function notSent(all: readonly Failure[]): Extract<CaseAnswer, { readonly error: unknown }> {
  const message = all.map(reasonOf).join('; ');
  const line = all[0]?.line ?? null;
  const failures = all.map(({ span, also, ...failure }) => ({
    ...failure,
    ...(span && { column: span.start.column }),
    ...(also && { also: also.map(({ start }) => start) }),
  }));
  return { error: { type: 'NotSent', message, line, failures } };
}

function profileOf(written: unknown, channel: Channel, id: string): Profile {
  if (written === undefined) return defaultProfile(channel);
  const { profile, findings } = profileFromJson(written, channel);
  if (profile !== undefined) return profile;
  throw new InvalidCaseError(findings.map(({ message }) => message).join('; '), id);
}
