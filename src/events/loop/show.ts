import { describeTrigger, type Campaign } from '../../campaign/index.ts';
import { previewData } from '../../preview/index.ts';
import type { ArrivedEvent, SentMessage } from './campaigns.ts';
import { drawPass } from './drawn-pass.ts';
import { actionsFor, type Pass } from './passes.ts';
import type { LoopState, ShownEvent, ShownMessage, ShownPass } from './state.ts';

/** A campaign as the page offers it. */
export function showCampaign({
  file,
  name,
  trigger,
  users,
}: Campaign): LoopState['campaigns'][number] {
  return { file, name, trigger: describeTrigger(trigger), users: users.map((user) => user.name) };
}

/** A message as the outbox shows it. Undefined where a campaign has no such user. */
export function showMessage(
  { campaign, user, outcome }: SentMessage,
  about: Pick<ShownMessage, 'id' | 'at' | 'because'>,
): ShownMessage | undefined {
  const data = previewData({ campaign: { ...campaign, users: [user] }, outcomes: [outcome] });
  const [shown] = data.users;
  if (shown === undefined) return undefined;
  const { shape, channelName } = data;
  const setting = { campaign: campaign.name, liveLinks: false, shape, channelName };
  return { ...about, file: campaign.file, setting, user: shown };
}

/** A pass as it is drawn, with what can be done to it. */
export function showPass(pass: Pass): ShownPass {
  const { id, status, externalId, visits, fields } = pass;
  const actions = actionsFor(status);
  return { id, status, externalId, visits, actions, fields: [...fields], drawn: drawPass(pass) };
}

/** An event that MoEngage has accepted. */
export function showEvent(
  { action, customerId, attributes }: ArrivedEvent,
  about: Pick<ShownEvent, 'id' | 'at' | 'isRepeat' | 'triggered' | 'strangers'>,
): ShownEvent {
  const texts = Object.entries(attributes).map(([name, value]): readonly [string, string] => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  return { ...about, action, customerId, attributes: texts };
}
