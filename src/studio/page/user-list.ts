import { badge, fill, h } from '../../preview/page/views/index.ts';
import type { StudioState } from './state.ts';

/** The height of a row, in pixels: `styles.css` has the same. */
const ROW = 44;

/** The rows above and below those in sight that are made too. */
const MARGIN = 6;

/** What the list does. */
type ListActions = {
  readonly select: (name: string) => void;
  readonly look: (from: number, to: number) => void;
};

/** The list of users with what becomes of each, of which only the rows in sight are made. */
export class UserList {
  readonly #box: HTMLElement;
  readonly #act: ListActions;
  readonly #filler: HTMLElement = h('div', { class: 'filler', role: 'presentation' });
  #state: StudioState | undefined;
  /** What is drawn: the users, who is selected, which rows and what is in them. */
  #drawn: readonly unknown[] = [];

  constructor(box: HTMLElement, act: ListActions) {
    this.#box = box;
    this.#act = act;
    box.append(this.#filler);
    box.addEventListener('scroll', () => this.#draw(), { passive: true });
    new ResizeObserver(() => this.#draw()).observe(box);
    box.addEventListener('keydown', (event) => this.#key(event));
  }

  /** Shows what is known now. */
  draw(state: StudioState): void {
    this.#state = state;
    this.#draw();
  }

  /** Brings the selected user into sight. */
  reveal(): void {
    const at = this.#selected();
    if (at < 0) return;
    const [top, bottom] = [at * ROW, (at + 1) * ROW];
    if (top < this.#box.scrollTop) this.#box.scrollTop = top;
    else if (bottom > this.#box.scrollTop + this.#box.clientHeight)
      this.#box.scrollTop = bottom - this.#box.clientHeight;
  }

  #selected(): number {
    const { users, selected } = this.#state ?? { users: { users: [] }, selected: '' };
    return users.users.findIndex(({ name }) => name === selected);
  }

  #draw(): void {
    const state = this.#state;
    if (state === undefined) return;
    const { users } = state.users;
    const { scrollTop, clientHeight } = this.#box;
    const from = Math.max(0, Math.floor(scrollTop / ROW) - MARGIN);
    const to = Math.min(users.length, Math.ceil((scrollTop + clientHeight) / ROW) + MARGIN);
    this.#act.look(from, to);
    const drawn = [users, state.selected, from, to, ...state.rows.slice(from, to)];
    const isSame = drawn.length === this.#drawn.length;
    if (isSame && drawn.every((one, at) => one === this.#drawn[at])) return;
    this.#drawn = drawn;
    const rows = users.slice(from, to).map(({ name }, more) => this.#row(state, name, from + more));
    this.#filler.style.height = users.length * ROW + 'px';
    fill(this.#filler, rows);
    const at = this.#selected();
    if (at >= from && at < to) this.#box.setAttribute('aria-activedescendant', 'user-' + at);
    else this.#box.removeAttribute('aria-activedescendant');
  }

  #row(state: StudioState, name: string, at: number): HTMLElement {
    const row = state.rows[at];
    const node = h(
      'div',
      {
        id: 'user-' + at,
        role: 'option',
        class: 'row',
        'aria-selected': name === state.selected ? 'true' : 'false',
        'aria-setsize': state.users.users.length,
        'aria-posinset': at + 1,
        title: row?.summary,
        on: { click: () => this.#act.select(name) },
      },
      h('span', { class: 'row-name' }, name),
      row ? badge(row.status) : h('span', { class: 'badge wait' }, '…'),
      h('span', { class: 'row-summary' }, row?.summary ?? ''),
    );
    node.style.top = at * ROW + 'px';
    return node;
  }

  #key(event: KeyboardEvent): void {
    const { users } = this.#state?.users ?? { users: [] };
    const page = Math.max(1, Math.floor(this.#box.clientHeight / ROW) - 1);
    const steps = new Map([
      ['ArrowDown', 1],
      ['ArrowUp', -1],
      ['PageDown', page],
      ['PageUp', -page],
      ['Home', -users.length],
      ['End', users.length],
    ]);
    const by = steps.get(event.key);
    if (by === undefined || users.length === 0) return;
    event.preventDefault();
    const next = Math.min(Math.max(this.#selected() + by, 0), users.length - 1);
    this.#act.select(users[next]?.name ?? '');
  }
}
