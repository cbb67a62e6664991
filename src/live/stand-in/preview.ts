import type { Channel, Recipient } from '../../account/index.ts';
import { Dict } from '../../jinja/index.ts';
import { channelPreviewedAs, type Shown } from '../preview-api.ts';
import { badRequest, fine, type StandInAnswer } from './answers.ts';

/** Whom and by which channel a text is rendered for; `event` is the name of the event where one is given. */
type PreviewedMessage = {
  readonly channel: Channel;
  readonly recipient: Recipient;
  readonly event: string | undefined;
};

/** Renders one text as the account does. */
export type StandInRender = (text: string, message: PreviewedMessage) => Promise<Shown> | Shown;

/** How a stand-in account previews. What a preview shows of a text that fails is not documented: its error in the text's place, or an error for the whole request. */
export type PreviewSettings = {
  readonly render: StandInRender;
  readonly failures?: 'in-place' | 'whole-request';
  /** The users of the account by ID. */
  readonly users?: ReadonlyMap<string, Recipient>;
};

/** The answer to a preview request. */
export async function answerPreview(body: Dict, settings: PreviewSettings): Promise<StandInAnswer> {
  const id = body.getString('request_id');
  const requestId = typeof id === 'string' ? id : '';
  const refuse = (target: string, message: string): StandInAnswer =>
    badRequest('preview', target, message, requestId);
  const missing = ['request_id', 'personalization_content', 'personalization_details'].find(
    (key) => !body.has(key),
  );
  if (missing !== undefined) return refuse(missing, `${missing} key is mandatory field`);
  if (requestId === '') return refuse('request_id', 'request_id is a text');
  const texts = textsOf(body);
  if (texts === undefined) return refuse('payload', 'payload is a mapping of texts');
  const message = messageOf(body, settings);
  if ('problem' in message) return refuse(message.target, message.problem);
  const payload: Record<string, string> = {};
  for (const [key, text] of texts) {
    // oxlint-disable-next-line no-await-in-loop -- one renderer
    const shown = await settings.render(text, message);
    if ('refused' in shown && settings.failures === 'whole-request')
      return refuse(key, shown.refused);
    payload[key] = 'text' in shown ? shown.text : shown.refused;
  }
  return fine({ personalized_content: { payload } });
}

function textsOf(body: Dict): ReadonlyMap<string, string> | undefined {
  const payload = mapping(mapping(body, 'personalization_content'), 'payload');
  if (payload === undefined || payload.size === 0) return undefined;
  const texts = new Map<string, string>();
  for (const [key, text] of payload.entries()) {
    if (typeof key !== 'string' || typeof text !== 'string') return undefined;
    texts.set(key, text);
  }
  return texts;
}

type Wrong = { readonly target: string; readonly problem: string };

function messageOf(body: Dict, { users }: PreviewSettings): PreviewedMessage | Wrong {
  const details = mapping(body, 'personalization_details') ?? new Dict();
  const channel = channelPreviewedAs(details.getString('channel'));
  if (channel === undefined) return { target: 'channel', problem: 'channel is EMAIL, PUSH or SMS' };
  const event = details.getString('event_name');
  const attributes = mapping(details, 'event_attributes');
  if (attributes !== undefined && typeof event !== 'string')
    return { target: 'event_name', problem: 'event_name is mandatory with event_attributes' };
  const given = mapping(details, 'user_attributes');
  const real = given === undefined ? realUser(body, users) : undefined;
  if (real !== undefined && 'problem' in real) return real;
  const recipient = real ?? {
    user: given ?? new Dict(),
    ...(attributes !== undefined && { event: attributes }),
  };
  return { channel, recipient, event: typeof event === 'string' ? event : undefined };
}

/** The user of the account whom a request names; nobody where it names none. */
function realUser(
  body: Dict,
  users: ReadonlyMap<string, Recipient> = new Map(),
): Recipient | Wrong | undefined {
  const details = mapping(body, 'user_details');
  if (details === undefined) return undefined;
  const [kind, id] = ['identifier', 'identifier_value'].map((key) => details.getString(key));
  if (typeof kind !== 'string' || typeof id !== 'string')
    return {
      target: 'user_details',
      problem: 'identifier and identifier_value are mandatory in user_details',
    };
  return users.get(id) ?? { target: 'identifier_value', problem: `no user has the ${kind} ${id}` };
}

function mapping(dict: Dict | undefined, key: string): Dict | undefined {
  const value = dict?.getString(key);
  return value instanceof Dict ? value : undefined;
}
