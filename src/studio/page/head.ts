import { byId, count, fill, h, numbers, STATUSES } from '../../preview/page/views/index.ts';
import { allFindings } from './panes/findings.ts';
import type { StudioState } from './state.ts';
import type { Studio } from './studio.ts';

const IN_WORDS = {
  sent: 'sent',
  warning: 'with a warning',
  broken: 'with an error',
  dropped: 'dropped',
};

/** The campaign, the state that it is in, and how many users have which outcome. */
export function drawHead(state: StudioState): void {
  const { about, rows, users, isDone, isRefused } = state;
  const title = about?.about.campaign ?? state.campaign;
  byId('title').textContent = title;
  document.title = title + ' · studio';
  const channel = about === undefined ? '' : about.about.channelName + ', ' + about.about.trigger;
  const last = about === undefined ? 'see the findings' : 'showing the last good results';
  byId('state-line').textContent = isRefused
    ? 'Not rendered: ' + last
    : state.isConnected
      ? channel
      : 'The server has stopped: nothing can be saved';
  document.body.classList.toggle('refused-state', isRefused || !state.isConnected);
  const numberOf = new Map<string, number>();
  for (const row of rows) if (row) numberOf.set(row.status, (numberOf.get(row.status) ?? 0) + 1);
  const counts = STATUSES.map(({ id }) => {
    const number = numberOf.get(id) ?? 0;
    return number === 0 ? undefined : numbers.format(number) + ' ' + IN_WORDS[id];
  }).filter((words) => words !== undefined);
  const wait = isDone ? '' : ' …';
  const words = [count(users.users.length, 'user'), counts.join(', ')].filter((one) => one !== '');
  byId('counts').textContent = about === undefined ? '' : words.join(': ') + wait;
}

/** What has come out, for those who do not see it. */
export function summaryOf(state: StudioState): string {
  const found = allFindings(state);
  const errors = found.filter(({ finding }) => finding.severity === 'error').length;
  const words =
    found.length === 0
      ? 'No findings'
      : count(found.length, 'finding') + ', ' + count(errors, 'error');
  if (state.isRefused) return 'Not rendered. ' + words + '.';
  return words + '. ' + (byId('counts').textContent ?? '');
}

/** The buttons of a narrow window, which shows one part at a time. */
export function drawParts({ part }: StudioState, studio: Studio): void {
  document.body.dataset['part'] = part;
  const parts = [
    ['editor', 'Files'],
    ['list', 'Users'],
    ['pane', 'Results'],
  ] as const;
  fill(
    byId('parts'),
    parts.map(([id, label]) =>
      h(
        'button',
        {
          type: 'button',
          'aria-pressed': id === part ? 'true' : 'false',
          on: { click: () => studio.set({ part: id }) },
        },
        label,
      ),
    ),
  );
}

/** What the page says of itself. */
export function drawNotice(words: string): void {
  const notice = byId('notice');
  notice.hidden = words === '';
  notice.textContent = words;
}
