import { FindingsError, isObject, type Finding } from '../diagnostics/index.ts';
import { channelLabel, type Channel, type Recipient } from '../account/index.ts';
import type { AccountClient } from './client.ts';
import { ENDPOINTS } from './endpoints.ts';
import { badAnswer, type Problem } from './problems.ts';
import { jsonText, UnsendableError } from './write-json.ts';

/** The channels that the preview API has, by its own names. */
const PREVIEW_CHANNELS: ReadonlyMap<Channel, string> = new Map([
  ['email', 'EMAIL'],
  ['push', 'PUSH'],
  ['sms', 'SMS'],
]);

/**
 * Whom texts are previewed for: attributes that are given, so that no user of the account is looked up, or a real user by ID. An event
 * has a name where its attributes are given.
 */
export type PreviewSubject = GivenAttributes | { readonly asUser: string };

/** Attributes that a request brings along, with the name of the event where some of them are its. */
type GivenAttributes = {
  readonly recipient: Recipient;
  readonly event?: string | undefined;
};

/** Texts to preview, each under a key of its own. */
export type PreviewRequest = {
  readonly id: string;
  readonly channel: Channel;
  readonly texts: ReadonlyMap<string, string>;
  readonly subject: PreviewSubject;
};

/**
 * What the account shows of one text: the text it became, or why it became none. What a preview shows of a message that is not sent
 * is not documented: it may be either.
 */
export type Shown = { readonly text: string } | { readonly refused: string };

/** What the account shows of each text, by key; or the error with which it refused all of them for one of them. */
type PreviewAnswer = { readonly shown: ReadonlyMap<string, Shown> } | { readonly refused: string };

/** The name of a channel in the preview API. Throws a FindingsError for one that it does not have. */
function previewChannel(channel: Channel): string {
  const name = PREVIEW_CHANNELS.get(channel);
  if (name !== undefined) return name;
  const labels = [...PREVIEW_CHANNELS.keys()].map(channelLabel);
  throw new FindingsError([
    {
      code: 'live/no-preview',
      severity: 'error',
      message: `the preview API does not have the channel ${channelLabel(channel)}: only ${labels.join(', ')}`,
      hint: 'what an account does in other channels shows in a test send',
    },
  ]);
}

/** The channel that has a name in the preview API, undefined for any other value. */
export function channelPreviewedAs(name: unknown): Channel | undefined {
  return [...PREVIEW_CHANNELS].find(([, known]) => known === name)?.[0];
}

/** The body of a preview request. Throws a FindingsError for attributes that JSON cannot hold and for other channels. */
function previewBody({ id, channel, texts, subject }: PreviewRequest): string {
  const payload = Object.fromEntries(texts);
  const details = [`"channel":${JSON.stringify(previewChannel(channel))}`];
  if ('recipient' in subject) details.push(...attributesOf(subject));
  const members = [
    `"request_id":${JSON.stringify(id)}`,
    `"personalization_content":${JSON.stringify({ payload })}`,
    `"personalization_details":{${details.join(',')}}`,
  ];
  if ('asUser' in subject) {
    const user = { identifier: 'ID', identifier_value: subject.asUser };
    members.push(`"user_details":${JSON.stringify(user)}`);
  }
  return `{${members.join(',')}}`;
}

function attributesOf({ recipient, event }: GivenAttributes): readonly string[] {
  try {
    const members = [`"user_attributes":${jsonText(recipient.user, 'user')}`];
    if (event !== undefined) {
      members.push(`"event_name":${JSON.stringify(event)}`);
      if (recipient.event !== undefined)
        members.push(`"event_attributes":${jsonText(recipient.event, 'event')}`);
    }
    return members;
  } catch (error) {
    if (!(error instanceof UnsendableError)) throw error;
    throw new FindingsError([unsendable(error)]);
  }
}

function unsendable({ message }: UnsendableError): Finding {
  return {
    code: 'live/unsendable',
    severity: 'error',
    message: `the attribute cannot be sent to the account: ${message}`,
    hint: 'an attribute of MoEngage is a text, a number, true or false, a list or a mapping',
  };
}

/** Asks the account for a preview. Throws a FindingsError for what is not about the texts. */
export async function askPreview(
  client: AccountClient,
  request: PreviewRequest,
): Promise<PreviewAnswer> {
  const answer = await client.ask('preview', previewBody(request), (problem) =>
    refusalOf(problem, request.texts),
  );
  if (answer instanceof Refusal) return { refused: answer.message };
  const content = answer['personalized_content'];
  const payload = isObject(content) ? content['payload'] : undefined;
  if (!isObject(payload))
    throw new FindingsError([
      badAnswer(ENDPOINTS.preview, 'the texts under personalized_content.payload'),
    ]);
  const shown = Array.from(request.texts.keys(), (key) => {
    const text = Object.hasOwn(payload, key) ? payload[key] : undefined;
    return [key, typeof text === 'string' ? { text } : { refused: '' }] as const;
  });
  return { shown: new Map(shown) };
}

/** A refusal of texts, not of the request. */
class Refusal {
  readonly message: string;

  constructor(message: string) {
    this.message = message;
  }
}

/** MoEngage's documented errors about what a text holds. */
const ABOUT_CONTENT =
  /Error in parsing jinja|Unable to resolve personali[sz]ation|expected \w+ object, but got|No matching value|not found\b/i;

/** Whether the account refuses a request for what one of its texts holds: it names the text's key, or uses its words for that. */
function refusalOf(problem: Problem, texts: ReadonlyMap<string, string>): Refusal | undefined {
  if (problem.status !== 400) return undefined;
  const { message, target = '' } = problem;
  const isKey = [...texts.keys()].some((key) => target === key || target.endsWith(`.${key}`));
  return isKey || ABOUT_CONTENT.test(message) ? new Refusal(message) : undefined;
}
