import type { PreviewState, PreviewUser } from '../preview-data.ts';
import { addressOf, defaultView, readAddress } from './address.ts';
import type { Actions, Filters, View } from './choices.ts';
import { fillLacks, fillReasons, fillStatuses, filtered, rowOf, STEP, UserIndex } from './list.ts';
import { drawHead, drawProblem } from './head.ts';
import { listenForKeys } from './keys.ts';
import { overview } from './overview.ts';
import { userView } from './user.ts';
import { byId, count, fill, numbers, type MessageChoices } from './views/index.ts';
import { watchServer } from './watch.ts';

const NO_FILTERS: Filters = { find: '', status: '', reason: '', lacks: '' };

/** The page: what is chosen, the address, and news from the server of a page that is watched. */
export class PreviewApp {
  #state: PreviewState;
  #view: View = defaultView();
  #index: UserIndex;
  /** The positions of the users in the list, of which the first `made` have a row. */
  #shown: readonly number[] = [];
  #made = 0;
  readonly #act: Actions = {
    step: (by) => this.#step(by),
    close: () => this.#close(),
    filter: (next) => this.#filter(next),
    pick: (event, at) => this.#pick(event, at),
    change: (next) => this.#change(next),
    keep: (next) => {
      this.#view = { ...this.#view, ...next };
    },
  };

  constructor(state: PreviewState) {
    this.#state = state;
    this.#index = new UserIndex(state.data.users);
  }

  /** Draws the page and listens. */
  start(): void {
    this.#listen();
    drawHead(this.#state.data);
    drawProblem(this.#state.problem);
    this.#drawFilters();
    this.#drawList();
    this.#drawDetail();
    this.#fromAddress();
    if (this.#state.watching !== true) return;
    watchServer({
      version: () => this.#state.version,
      apply: (next) => this.#apply(next),
      onOpen: () => drawHead(this.#state.data),
    });
  }

  #listen(): void {
    const find = byId('find', HTMLInputElement);
    const reason = byId('reason', HTMLSelectElement);
    const lacks = byId('lacks', HTMLSelectElement);
    find.addEventListener('input', () => this.#filter({ find: find.value }));
    reason.addEventListener('change', () => this.#filter({ reason: reason.value }));
    lacks.addEventListener('change', () => this.#filter({ lacks: lacks.value }));
    byId('clear').addEventListener('click', () => {
      this.#filter(NO_FILTERS);
      find.focus();
    });
    byId('more-button').addEventListener('click', () => this.#makeRows(this.#made + STEP));
    new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) this.#makeRows(this.#made + STEP);
      },
      { rootMargin: '400px' },
    ).observe(byId('more'));
    listenForKeys(this.#act, () => this.#view);
    window.addEventListener('hashchange', () => this.#fromAddress());
  }

  get #user(): PreviewUser | undefined {
    return this.#state.data.users[this.#view.selected];
  }

  #drawFilters(): void {
    fillReasons(this.#state.data, this.#view.reason);
    fillLacks(this.#state.data, this.#view.lacks);
  }

  #drawList(): void {
    const { data } = this.#state;
    const { status } = this.#view;
    const hits = filtered(data, this.#view, this.#index);
    fillStatuses(data, hits, status, this.#act);
    this.#shown = status === '' ? hits : hits.filter((at) => data.users[at]?.status === status);
    const total = count(data.users.length, 'user');
    const isAll = this.#shown.length === data.users.length;
    byId('count').textContent = isAll ? total : numbers.format(this.#shown.length) + ' of ' + total;
    const { find, reason, lacks } = this.#view;
    byId('clear').hidden = find + status + reason + lacks === '';
    byId('users').setAttribute('aria-rowcount', String(this.#shown.length + 1));
    this.#made = 0;
    fill(byId('body'));
    this.#makeRows(STEP);
  }

  #makeRows(upTo: number): void {
    const { users } = this.#state.data;
    const rows = this.#shown.slice(this.#made, upTo).map((at, more) => {
      const row = rowOf(users[at]!, at, at === this.#view.selected, this.#act);
      row.setAttribute('aria-rowindex', String(this.#made + more + 2));
      return row;
    });
    this.#made += rows.length;
    byId('body').append(...rows);
    byId('more').hidden = this.#made >= this.#shown.length;
  }

  #drawDetail(): void {
    const { data } = this.#state;
    const user = this.#user;
    document.body.classList.toggle('open', user !== undefined);
    const detail = byId('detail');
    detail.setAttribute('aria-label', user === undefined ? 'Overview' : 'Details of ' + user.name);
    fill(
      detail,
      user === undefined
        ? overview(data, this.#view, this.#act)
        : userView(user, this.#view.selected, data, this.#view, this.#act),
    );
  }

  #markCurrent(): void {
    for (const row of document.querySelectorAll('tr.current')) {
      row.classList.remove('current');
      row.querySelector('a')?.removeAttribute('aria-current');
    }
    const row = this.#rowAt(this.#view.selected);
    if (row === null) return;
    row.classList.add('current');
    row.querySelector('a')?.setAttribute('aria-current', 'true');
    row.scrollIntoView({ block: 'nearest' });
  }

  #rowAt(at: number): HTMLTableRowElement | null {
    const place = this.#shown.indexOf(at);
    if (place < 0) return null;
    if (place >= this.#made) this.#makeRows(place + STEP);
    return byId('body').querySelector('tr[data-row="' + at + '"]');
  }

  #select(at: number, how: 'push' | 'replace' = 'replace'): void {
    if (at !== this.#view.selected) {
      this.#view = { ...this.#view, selected: at };
      this.#drawDetail();
      byId('detail').scrollTop = 0;
      this.#markCurrent();
    }
    this.#remember(how);
  }

  #remember(how: 'push' | 'replace' = 'replace'): void {
    const address = addressOf(this.#view, this.#user?.name);
    if ((location.hash || '#') === address) return;
    if (how === 'push') history.pushState(null, '', address);
    else history.replaceState(null, '', address);
  }

  #pick(event: MouseEvent, at: number): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.#select(at, 'push');
    if (isNarrow() || event.detail === 0) byId('who').focus({ preventScroll: !isNarrow() });
  }

  #step(by: number): void {
    const last = this.#shown.length - 1;
    if (last < 0) return;
    const place = this.#shown.indexOf(this.#view.selected);
    const start = by > 0 ? 0 : last;
    const next = this.#shown[place < 0 ? start : Math.min(Math.max(place + by, 0), last)]!;
    const active = document.activeElement;
    const wasInList = byId('rows').contains(active) || active === document.body;
    const pressed = active?.getAttribute('aria-label');
    this.#select(next);
    const row = this.#rowAt(next);
    if (wasInList && row !== null && !isNarrow())
      row.querySelector('a')?.focus({ preventScroll: true });
    else if (document.activeElement === null || document.activeElement === document.body) {
      const buttons = byId('detail').querySelectorAll<HTMLElement>('.steps button');
      const again = [...buttons].find((one) => one.getAttribute('aria-label') === pressed);
      (again ?? byId('who')).focus({ preventScroll: true });
    }
  }

  #close(): void {
    const row = this.#rowAt(this.#view.selected);
    this.#select(-1, 'push');
    row?.querySelector('a')?.focus();
  }

  #filter(next: Partial<Filters>): void {
    this.#view = { ...this.#view, ...next };
    this.#showFilters();
    this.#drawList();
    this.#remember();
    if (isNarrow() && this.#view.selected < 0) byId('list-title').scrollIntoView();
  }

  #showFilters(): void {
    byId('find', HTMLInputElement).value = this.#view.find;
    byId('reason', HTMLSelectElement).value = this.#view.reason;
    byId('lacks', HTMLSelectElement).value = this.#view.lacks;
  }

  /** A filter that the page has no choice for is none. */
  #dropUnknownFilters(): void {
    const reason = byId('reason', HTMLSelectElement).value;
    this.#view = { ...this.#view, reason, lacks: byId('lacks', HTMLSelectElement).value };
  }

  #change(next: Partial<MessageChoices>): void {
    const detail = byId('detail');
    const top = detail.scrollTop;
    this.#view = { ...this.#view, ...next };
    this.#drawDetail();
    this.#remember();
    detail.scrollTop = top;
    const name = Object.keys(next)[0] ?? '';
    const chosen = detail.querySelector<HTMLElement>('input[name="' + name + '"]:checked');
    chosen?.focus({ preventScroll: true });
  }

  #fromAddress(): void {
    const read = readAddress(location.hash);
    if (read === undefined) return;
    this.#view = { ...this.#view, ...read.choices };
    this.#showFilters();
    this.#dropUnknownFilters();
    this.#view = { ...this.#view, selected: this.#positionOf(read.userName) };
    this.#drawList();
    this.#drawDetail();
    this.#markCurrent();
  }

  #positionOf(name: string | undefined): number {
    return this.#state.data.users.findIndex((user) => user.name === name);
  }

  #apply(next: PreviewState): void {
    const user = this.#user;
    const isNew = JSON.stringify(next.data) !== JSON.stringify(this.#state.data);
    this.#state = next;
    drawProblem(this.#state.problem);
    if (!isNew) return;
    this.#index = new UserIndex(next.data.users);
    this.#view = { ...this.#view, selected: user ? this.#positionOf(user.name) : -1 };
    const scrolled = [byId('detail'), byId('rows')];
    const tops = scrolled.map((node) => node.scrollTop);
    drawHead(this.#state.data);
    this.#drawFilters();
    this.#dropUnknownFilters();
    this.#drawList();
    this.#drawDetail();
    for (const [at, node] of scrolled.entries()) node.scrollTop = tops[at] ?? 0;
  }
}

/** Whether the page shows the list or the details, not both: the styles say so. */
function isNarrow(): boolean {
  return getComputedStyle(byId('detail')).getPropertyValue('--narrow').trim() === '1';
}
