import { createRenderer, type Renderer } from '../campaign/index.ts';
import { FindingsError } from '../diagnostics/index.ts';
import { Dict, toJs, type Value } from '../jinja/index.ts';
import {
  defaultProfile,
  isChannel,
  profileFromJson,
  type Channel,
  type Failure,
  type MessageOutcome,
  type Profile,
  type Recipient,
} from '../moengage/index.ts';
import { InvalidCaseError, type CaseAnswer, type RenderCase } from './cases.ts';
import { nodeCrypto } from './node-crypto.ts';

/** How many renderers are kept: a stream usually has one template and many users. */
const KEPT = 200;

/** The names of an account that a case's context may hold, and what they fill. */
const SECTIONS: ReadonlyMap<string, Exclude<keyof Recipient, 'user'>> = new Map([
  ['EventAttribute', 'event'],
  ['BusinessEventAttribute', 'businessEvent'],
  ['CampaignAttribute', 'campaign'],
  ['ProductSet', 'productSets'],
]);

/**
 * Renders cases as an account of MoEngage does: the keys of the context are the account's names (`UserAttribute` …), a user
 * who is dropped is an error of type `NotSent` with the failures.
 */
export class MoengageCases {
  readonly #renderers: Map<string, Prepared> = new Map<string, Prepared>();

  /** The answer to one case. Throws an InvalidCaseError where channel, profile or context cannot be. */
  answer(request: RenderCase): CaseAnswer {
    const recipient = recipientOf(request.context, request);
    return answerOf(this.#rendererOf(request).render(recipient));
  }

  #rendererOf({ template, channel = 'email', profile, id }: RenderCase): Prepared {
    const written = profile === undefined ? undefined : toJs(profile);
    const key = JSON.stringify([channel, written, template]);
    const known = this.#renderers.get(key);
    if (known !== undefined) return known;
    if (!isChannel(channel))
      throw new InvalidCaseError(`there is no channel ${JSON.stringify(channel)}`, id);
    const renderer = prepare(template, channel, profileOf(written, channel, id));
    if (this.#renderers.size >= KEPT) this.#renderers.clear();
    this.#renderers.set(key, renderer);
    return renderer;
  }
}

type Prepared = Pick<Renderer, 'render'>;

/** A template that is not accepted drops everybody. */
function prepare(message: string, channel: Channel, profile: Profile): Prepared {
  try {
    return createRenderer({ message, channel, profile }, { hashes: nodeCrypto, clock: Date.now });
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
  if (outcome.sent) return { output: outcome.text };
  const message = outcome.failures.map(reasonOf).join('; ');
  const line = outcome.failures[0]?.line ?? null;
  const failures = outcome.failures.map(({ span: _span, ...failure }) => failure);
  return { error: { type: 'NotSent', message, line, failures } };
}

/** A failure as one phrase: its category, the attribute it is about, and what MoEngage says. */
export function reasonOf({ category, name, message }: Failure): string {
  const about = name === undefined ? category : `${category} '${name}'`;
  return message === '' ? about : `${about}: ${message}`;
}

function profileOf(written: unknown, channel: Channel, id: string): Profile {
  if (written === undefined) return defaultProfile(channel);
  const { profile, findings } = profileFromJson(written, channel);
  if (profile !== undefined) return profile;
  throw new InvalidCaseError(findings.map(({ message }) => message).join('; '), id);
}

/** The recipient whom a context describes by the account's names. Throws an InvalidCaseError where one of them is no object. */
export function recipientOf(
  context: Dict,
  { campaign, id }: { readonly campaign?: Dict | undefined; readonly id: string },
): Recipient {
  const section = (name: string): Dict | undefined => dictOf(context.getString(name), name, id);
  const parts = [...SECTIONS].map(([name, part]) => [part, section(name)] as const);
  return {
    user: section('UserAttribute') ?? new Dict(),
    ...(campaign && { campaign }),
    ...Object.fromEntries(parts.filter(([, value]) => value !== undefined)),
  };
}

function dictOf(value: Value | undefined, name: string, id: string): Dict | undefined {
  if (value === undefined || value === null) return undefined;
  if (value instanceof Dict) return value;
  throw new InvalidCaseError(`"${name}" in the context is an object`, id);
}
