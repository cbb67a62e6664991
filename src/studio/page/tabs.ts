import { fill, h } from '../../preview/page/views/index.ts';

/** A tab: its id, its name, and a sign behind it such as a count. */
export type Tab = {
  readonly id: string;
  readonly label: string;
  readonly sign?: string;
  readonly title?: string;
};

/** Draws tabs, of which the arrow keys choose another one. */
export function drawTabs(
  list: HTMLElement,
  tabs: readonly Tab[],
  current: string,
  panel: string,
  choose: (id: string) => void,
): void {
  const hadFocus = list.contains(document.activeElement);
  fill(
    list,
    tabs.map(({ id, label, sign, title }) =>
      h(
        'button',
        {
          type: 'button',
          role: 'tab',
          id: list.id + '-' + id,
          title,
          class: 'tab',
          'aria-selected': id === current ? 'true' : 'false',
          'aria-controls': panel,
          tabindex: id === current ? '0' : '-1',
          on: { click: () => choose(id), keydown: (event) => step(event, list) },
        },
        label,
        sign !== undefined && h('span', { class: 'sign' }, ' ' + sign),
      ),
    ),
  );
  const chosen = list.querySelector<HTMLElement>('[aria-selected=true]');
  if (hadFocus) chosen?.focus();
  chosen?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

function step(event: KeyboardEvent, list: HTMLElement): void {
  const tabs = [...list.querySelectorAll<HTMLElement>('[role=tab]')];
  const at = tabs.indexOf(event.currentTarget as HTMLElement);
  const next = new Map([
    ['ArrowRight', at + 1],
    ['ArrowLeft', at - 1],
    ['Home', 0],
    ['End', tabs.length - 1],
  ]).get(event.key);
  if (next === undefined) return;
  event.preventDefault();
  const tab = tabs[(next + tabs.length) % tabs.length];
  tab?.focus();
  tab?.click();
}
