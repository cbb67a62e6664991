import { badge, fill, h } from '../../../preview/page/views/index.ts';
import type { StudioState } from '../state.ts';
import type { Studio } from '../studio.ts';
import type { Pane, PaneActions } from './pane.ts';

/** The height of a row, in pixels: `styles.css` has the same. */
const ROW = 36;

/** The rows above and below those in sight that are made too. */
const MARGIN = 8;

/** The users with their values, which can be changed: a cell is what is written in the user's file, as YAML. */
export function usersPane(): Pane {
  let grid: UserGrid | undefined;
  return {
    id: 'users',
    needs: ['users', 'rows', 'selected'],
    draw(box, state, act) {
      if (grid === undefined || !box.contains(grid.node)) {
        grid = new UserGrid(act.studio);
        fill(box, headOf(state, act), grid.node);
      }
      grid.draw(state);
    },
    leave() {
      grid = undefined;
    },
  };
}

function headOf(_state: StudioState, { studio, goTo }: PaneActions): HTMLElement {
  const own = (): StudioState['users']['users'][number] | undefined =>
    studio.state.users.users.find(({ name }) => name === studio.state.selected);
  return h(
    'div',
    { class: 'pane-head' },
    h('h2', {}, 'Users and their values'),
    h(
      'p',
      { class: 'aside' },
      'Arrow keys move, Enter changes a cell, Delete takes the value away. Values are YAML: gold, 12, null, "007".',
    ),
    h(
      'div',
      { class: 'inline' },
      h(
        'button',
        {
          type: 'button',
          on: {
            click: () => {
              const { selected } = studio.state;
              studio.writeUser({ user: selected, as: 'like-' + selected, changes: [] });
            },
          },
        },
        'Copy this user',
      ),
      h(
        'button',
        { type: 'button', on: { click: () => goTo(own()?.file ?? '') } },
        'Open the file of this user',
      ),
    ),
  );
}

/** A table of which only the rows in sight are made. */
class UserGrid {
  readonly node: HTMLElement;
  readonly #studio: Studio;
  readonly #head: HTMLElement = h('div', { role: 'row', class: 'grid-row grid-head' });
  readonly #body: HTMLElement = h('div', { class: 'grid-body', role: 'rowgroup' });
  #state: StudioState | undefined;
  #column = 0;
  #isEditing = false;

  constructor(studio: Studio) {
    this.#studio = studio;
    this.node = h(
      'div',
      { class: 'grid', role: 'grid', 'aria-label': 'Users and their values', tabindex: '-1' },
      h('div', { role: 'rowgroup', class: 'grid-top' }, this.#head),
      this.#body,
    );
    this.node.addEventListener('scroll', () => this.#draw(), { passive: true });
    this.node.addEventListener('keydown', (event) => this.#key(event));
    new ResizeObserver(() => this.#draw()).observe(this.node);
  }

  draw(state: StudioState): void {
    const isFirst = (this.#state?.users.users.length ?? 0) === 0;
    this.#state = state;
    this.#draw();
    if (isFirst) this.#reveal(this.#at());
  }

  #draw(): void {
    const state = this.#state;
    if (state === undefined || this.#isEditing) return;
    const hadFocus = this.#body.contains(document.activeElement);
    const { users, columns } = state.users;
    this.node.setAttribute('aria-rowcount', String(users.length + 1));
    this.node.setAttribute('aria-colcount', String(columns.length + 2));
    this.node.style.setProperty('--columns', String(columns.length));
    fill(
      this.#head,
      ['User', 'Outcome'].map((label) => headCell(label, '')),
      columns.map(({ section, name }) => headCell(name, section === 'user' ? '' : section)),
    );
    const { scrollTop, clientHeight } = this.node;
    const from = Math.max(0, Math.floor(scrollTop / ROW) - MARGIN);
    const to = Math.min(users.length, Math.ceil((scrollTop + clientHeight) / ROW) + MARGIN);
    this.#body.style.height = users.length * ROW + 'px';
    const rows = users.slice(from, to).map((_, more) => this.#row(state, from + more));
    fill(this.#body, rows);
    const chosen = this.#body.querySelector<HTMLElement>('[tabindex="0"]');
    if (chosen === null) this.#body.querySelector('.cell')?.setAttribute('tabindex', '0');
    if (hadFocus) chosen?.focus({ preventScroll: true });
  }

  #row(state: StudioState, at: number): HTMLElement {
    const { users, columns } = state.users;
    const user = users[at];
    const isSelected = user?.name === state.selected;
    const row = state.rows[at];
    const cell = (column: number, ...content: Parameters<typeof h>[2][]): HTMLElement =>
      h(
        'div',
        {
          role: column === 0 ? 'rowheader' : 'gridcell',
          class: 'cell',
          'data-column': column,
          'aria-colindex': column + 1,
          tabindex: isSelected && column === this.#column ? '0' : '-1',
          'aria-readonly': column < 2 || user?.isEditable !== true ? 'true' : undefined,
          on: {
            click: () => this.#choose(at, column),
            dblclick: () => this.#edit(at, column),
          },
        },
        content,
      );
    const node = h(
      'div',
      {
        role: 'row',
        class: 'grid-row',
        'aria-rowindex': at + 2,
        'aria-selected': isSelected ? 'true' : 'false',
      },
      cell(0, user?.name ?? ''),
      cell(1, row ? badge(row.status) : '…'),
      columns.map((_, more) => {
        const value = user?.cells[more];
        return cell(more + 2, value ?? h('span', { class: 'absent' }, 'missing'));
      }),
    );
    node.style.top = at * ROW + 'px';
    return node;
  }

  #choose(at: number, column: number): void {
    this.#column = column;
    this.#studio.select(this.#state?.users.users[at]?.name ?? '');
    this.#draw();
    const cell = this.#cell(at, column);
    cell?.focus({ preventScroll: true });
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  #cell(at: number, column: number): HTMLElement | null {
    return this.#body.querySelector(`[aria-rowindex="${at + 2}"] [data-column="${column}"]`);
  }

  #at(): number {
    const { users, selected } = this.#state ?? { users: { users: [] }, selected: '' };
    return Math.max(
      0,
      users.users.findIndex(({ name }) => name === selected),
    );
  }

  #key(event: KeyboardEvent): void {
    if (this.#isEditing || this.#state === undefined) return;
    const { users, columns } = this.#state.users;
    const at = this.#at();
    const moves = new Map<string, readonly [down: number, right: number]>([
      ['ArrowDown', [1, 0]],
      ['ArrowUp', [-1, 0]],
      ['ArrowRight', [0, 1]],
      ['ArrowLeft', [0, -1]],
      ['PageDown', [10, 0]],
      ['PageUp', [-10, 0]],
      ['Home', [0, -columns.length - 2]],
      ['End', [0, columns.length + 2]],
    ]);
    const move = moves.get(event.key);
    if (move !== undefined) {
      event.preventDefault();
      const row = Math.min(Math.max(at + move[0], 0), users.length - 1);
      const column = Math.min(Math.max(this.#column + move[1], 0), columns.length + 1);
      this.#reveal(row);
      return this.#choose(row, column);
    }
    if (event.key === 'Enter' || event.key === 'F2') {
      event.preventDefault();
      this.#edit(at, this.#column);
    }
    if (event.key === 'Delete') this.#write(at, this.#column, null);
    return undefined;
  }

  #reveal(at: number): void {
    const { node } = this;
    const top = at * ROW;
    const space = node.clientHeight - 2 * ROW;
    if (top < node.scrollTop) node.scrollTop = top;
    else if (top > node.scrollTop + space) node.scrollTop = top - space;
    this.#draw();
  }

  #edit(at: number, column: number): void {
    const user = this.#state?.users.users[at];
    const cell = this.#cell(at, column);
    if (user?.isEditable !== true || column < 2 || cell === null) return;
    const before = user.cells[column - 2] ?? '';
    const input = h('input', {
      type: 'text',
      class: 'cell-input',
      'aria-label': 'Value',
      spellcheck: 'false',
    });
    input.value = before;
    this.#isEditing = true;
    const end = (value: string | undefined): void => {
      if (!this.#isEditing) return;
      this.#isEditing = false;
      if (value !== undefined && value !== before) this.#write(at, column, value);
      this.#draw();
      this.#cell(at, column)?.focus();
    };
    input.addEventListener('keydown', (event) => {
      event.stopPropagation();
      if (event.key === 'Enter') end(input.value);
      if (event.key === 'Escape') end(undefined);
    });
    input.addEventListener('blur', () => end(input.value));
    fill(cell, input);
    input.select();
    input.focus();
  }

  #write(at: number, column: number, value: string | null): void {
    const user = this.#state?.users.users[at];
    const attribute = this.#state?.users.columns[column - 2];
    if (user?.isEditable !== true || attribute === undefined) return;
    this.#studio.writeUser({ user: user.name, changes: [{ ...attribute, value }] });
  }
}

function headCell(label: string, section: string): HTMLElement {
  return h(
    'div',
    { role: 'columnheader', class: 'cell' },
    label,
    section !== '' && h('span', { class: 'from' }, ' ' + section),
  );
}
