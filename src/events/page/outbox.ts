import {
  badge,
  h,
  linkSection,
  messageSection,
  notesList,
  type Child,
  type MessageChoices,
} from '../../preview/page/views/index.ts';
import type { LoopState, ShownMessage } from '../loop/state.ts';
import type { Actions, Chosen } from './actions.ts';
import { timeOfDay } from './clock.ts';
import { entryOf } from './entry.ts';

/** The fields that send a campaign to one of its users. */
export function sendForm({ campaigns }: LoopState, { perform }: Actions): Child {
  const campaign = h(
    'select',
    { id: 'send-campaign' },
    campaigns.map(({ file, name, trigger }) =>
      h('option', { value: file }, `${name} (${trigger})`),
    ),
  );
  const user = h('select', { id: 'send-user' });
  const offerUsers = (): void => {
    const { users = [] } = campaigns.find(({ file }) => file === campaign.value) ?? {};
    user.replaceChildren(...users.map((name) => h('option', { value: name }, name)));
  };
  campaign.addEventListener('change', offerUsers);
  offerUsers();
  const send = (): void => perform({ do: 'send', file: campaign.value, user: user.value });
  return [
    h('label', { for: 'send-campaign' }, 'Campaign'),
    campaign,
    h('label', { for: 'send-user' }, 'User'),
    user,
    h('button', { type: 'button', id: 'send-button', on: { click: send } }, 'Send'),
  ];
}

/** The messages, the latest first. */
export function messagesOf(
  { messages }: LoopState,
  chosen: Chosen | undefined,
  { choose }: Actions,
): readonly HTMLElement[] {
  return messages.toReversed().map(({ id, at, setting, user, because }) => {
    const trigger = because === undefined ? '' : `, by event ${because}`;
    return entryOf({
      id: `message-${id}`,
      title: setting.campaign,
      state: badge(user.status),
      about: `${setting.channelName} to ${user.name}, ${timeOfDay(at)}${trigger}`,
      isChosen: chosen?.kind === 'message' && chosen.id === String(id),
      choose: () => choose({ kind: 'message', id: String(id) }),
    });
  });
}

/** A message as its reader sees it, with its pass links to open. */
export function shownMessage(
  { setting, user, at }: ShownMessage,
  choices: MessageChoices,
  change: (next: Partial<MessageChoices>) => void,
): Child {
  const { links, notes } = user;
  const open = links.map(({ link }, index) =>
    h(
      'a',
      { class: 'button', id: `open-${index}`, href: onThisServer(link) },
      links.length > 1 ? `Open pass link ${index + 1}` : 'Open the pass',
    ),
  );
  return [
    h('h2', {}, `${setting.campaign} to ${user.name}`),
    h('p', { class: 'aside' }, `${setting.channelName}, ${timeOfDay(at)} UTC. ${user.summary}`),
    notes.length > 0 && notesList(notes),
    open.length > 0 && h('p', { class: 'open' }, open),
    messageSection(user, choices, setting, change),
    links.map((link, index) => linkSection(link, index, links.length)),
  ];
}

/** A pass link at the landing page of the loop. */
function onThisServer(link: string): string {
  return link.replace(/^https?:\/\/[^/?#]*\//i, './');
}
