import { createRenderer, type Failure, type Rendered, type Renderer } from '../campaign/index.ts';
import { Dict, toJs, type Value } from '../jinja/index.ts';
import {
  defaultProfile,
  isChannel,
  profileFromJson,
  type Channel,
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
  readonly #renderers: Map<string, Renderer> = new Map<string, Renderer>();

  /** The answer to one case. Throws an InvalidCaseError where channel, profile or context cannot be. */
  answer(request: RenderCase): CaseAnswer {
    return answerOf(this.#rendererOf(request).render(recipientOf(request.context, request)));
  }

  #rendererOf({ template, channel = 'email', profile, id }: RenderCase): Renderer {
    const written = profile === undefined ? undefined : toJs(profile);
    const key = JSON.stringify([channel, written, template]);
    const known = this.#renderers.get(key);
    if (known !== undefined) return known;
    if (!isChannel(channel))
      throw new InvalidCaseError(`there is no channel ${JSON.stringify(channel)}`, id);
    const renderer = createRenderer(
      { message: template, channel, profile: profileOf(written, channel, id) },
      { hashes: nodeCrypto, clock: Date.now },
    );
    if (this.#renderers.size >= KEPT) this.#renderers.clear();
    this.#renderers.set(key, renderer);
    return renderer;
  }
}

/** What a rendered message is as an answer. */
export function answerOf(rendered: Rendered): CaseAnswer {
  if (rendered.sent) return { output: rendered.text };
  const { failures } = rendered;
  const message = failures.map(reasonOf).join('; ');
  return { error: { type: 'NotSent', message, line: null, failures } };
}

/** A failure as one phrase: its category and what MoEngage says. */
export function reasonOf({ category, message }: Failure): string {
  return message === '' ? category : `${category}: ${message}`;
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
