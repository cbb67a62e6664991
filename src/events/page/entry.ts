import { h, type Child } from '../../preview/page/views/index.ts';

/** An entry of a list that can be chosen: what it is, its state, and a line about it. */
export type Entry = {
  readonly id: string;
  readonly title: string;
  readonly state: Child;
  readonly about: string;
  readonly isChosen: boolean;
  readonly choose: () => void;
};

/** Draws an entry of a list as a button. */
export function entryOf({ id, title, state, about, isChosen, choose }: Entry): HTMLElement {
  const props = { type: 'button', id, class: 'entry', on: { click: choose } };
  return h(
    'li',
    {},
    h(
      'button',
      { ...props, 'aria-current': isChosen ? 'true' : undefined },
      h('span', { class: 'entry-head' }, h('strong', {}, title), state),
      h('span', { class: 'entry-about' }, about),
    ),
  );
}
