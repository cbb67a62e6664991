import { fill, h } from '../../preview/page/views/index.ts';

/** A tab: its id, its name, and a sign behind it such as a count. */
export type Tab = {
  readonly id: string;
  readonly label: string;
  readonly sign?: string;
  readonly title?: string;
};

/** A row of tabs, of which the arrow keys choose another one. It is drawn again only where a tab is another one. */
export class Tabs {
  readonly #list: HTMLElement;
  readonly #panel: string;
  readonly #choose: (id: string) => void;
  #drawn = '';

  constructor(list: HTMLElement, panel: string, choose: (id: string) => void) {
    this.#list = list;
    this.#panel = panel;
    this.#choose = choose;
  }

  /** Shows tabs, one of which is chosen. */
  draw(tabs: readonly Tab[], current: string): void {
    const drawn = JSON.stringify([tabs, current]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    const list = this.#list;
    const hadFocus = list.contains(document.activeElement);
    fill(
      list,
      tabs.map((tab) => this.#tab(tab, tab.id === current)),
    );
    const chosen = list.querySelector<HTMLElement>('[aria-selected=true]');
    if (hadFocus) chosen?.focus();
    chosen?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  #tab({ id, label, sign, title }: Tab, isChosen: boolean): HTMLElement {
    return h(
      'button',
      {
        type: 'button',
        role: 'tab',
        id: this.#list.id + '-' + id,
        title,
        class: 'tab',
        'aria-selected': isChosen ? 'true' : 'false',
        'aria-controls': this.#panel,
        tabindex: isChosen ? '0' : '-1',
        on: { click: () => this.#choose(id), keydown: (event) => this.#step(event) },
      },
      label,
      sign !== undefined && h('span', { class: 'sign' }, ' ' + sign),
    );
  }

  #step(event: KeyboardEvent): void {
    const tabs = [...this.#list.querySelectorAll<HTMLElement>('[role=tab]')];
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
}
