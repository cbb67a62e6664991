import { h, type Child } from '../../preview/page/views/index.ts';
import type { LoopState, ShownEvent } from '../loop/state.ts';
import type { Actions } from './actions.ts';
import { dayAndTime, timeOfDay } from './clock.ts';

/** How many events the relay has delivered, which wait, and which it gave up. */
export function queueOf({ queue }: LoopState): Child {
  const { waiting, delivered, dead, nextAt } = queue;
  const counts = `${delivered} delivered, ${waiting} waiting, ${dead.length} given up.`;
  const next = nextAt === undefined ? '' : ` Next try: ${dayAndTime(nextAt)}.`;
  return [
    h('p', {}, counts + next),
    dead.length > 0 &&
      h(
        'ul',
        { class: 'dead' },
        dead.map((text) => h('li', {}, text)),
      ),
  ];
}

/** The faults, each with a button that has it happen once more. */
export function faultsOf({ faults }: LoopState, { perform }: Actions): readonly HTMLElement[] {
  return faults.map(({ name, about, left }) => {
    const id = `fault-${name}`;
    const click = (): void => perform({ do: 'fault', fault: name, times: left + 1 });
    const label = left === 0 ? 'Once' : `Once more (${left} to come)`;
    const props = { type: 'button', id, 'aria-describedby': `about-${name}`, on: { click } };
    return h('li', {}, h('span', { id: `about-${name}` }, about), h('button', props, label));
  });
}

/** The events that MoEngage has accepted, the latest first. */
export function eventsOf({ events }: LoopState): readonly HTMLElement[] {
  return events.toReversed().map((event) => {
    const { id, action, isRepeat, customerId, at, attributes } = event;
    const rows = attributes.map(([name, value]) =>
      h('div', {}, h('dt', {}, name), h('dd', {}, value)),
    );
    return h(
      'li',
      { class: 'event' },
      h(
        'p',
        { class: 'entry-head' },
        h('strong', {}, `${id}. ${action}`),
        isRepeat && h('span', { class: 'state' }, 'arrived before'),
      ),
      h('p', { class: 'entry-about' }, `${customerId}, ${timeOfDay(at)}`),
      h('dl', { class: 'event-attributes' }, rows),
      h('p', { class: 'entry-about' }, comesOf(event)),
    );
  });
}

function comesOf({ triggered, strangers }: ShownEvent): string {
  if (triggered.length > 0) return `Triggers ${triggered.join(', ')}.`;
  if (strangers.length === 0) return 'It triggers no campaign.';
  return `Nobody is sent ${strangers.join(', ')}: no fixture user there has this MoEngage ID.`;
}

/** The journal, the latest line first. */
export function journalOf({ journal }: LoopState): readonly HTMLElement[] {
  return journal
    .toReversed()
    .map(({ at, part, text, isTrouble }) =>
      h(
        'li',
        { class: isTrouble ? 'bad' : undefined },
        h('time', { datetime: at }, timeOfDay(at)),
        ' ',
        h('strong', {}, part),
        ` ${text}`,
      ),
    );
}
