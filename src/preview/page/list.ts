import type { PreviewData, PreviewUser } from '../preview-data.ts';
import type { Actions, Filters } from './choices.ts';
import { reasonKeys, reasonsOf, wordsOf, type Reason } from './reasons.ts';
import { LACKS } from './user.ts';
import { badge, byId, fill, h, icon, numbers, STATUSES } from './views/index.ts';

/** So many rows are made at a time. */
export const STEP = 200;

/** What users are found by: the lower-case text of each, and its reasons, made when they are first asked for. */
export class UserIndex {
  readonly #users: readonly PreviewUser[];
  readonly #texts: Map<number, string> = new Map();
  readonly #reasons: Map<number, readonly string[]> = new Map();

  constructor(users: readonly PreviewUser[]) {
    this.#users = users;
  }

  /** Everything of a user that words are looked for in. */
  text(at: number): string {
    return this.#made(this.#texts, at, searchText);
  }

  /** The keys of a user's reasons. */
  reasons(at: number): readonly string[] {
    return this.#made(this.#reasons, at, reasonKeys);
  }

  #made<Value>(known: Map<number, Value>, at: number, make: (user: PreviewUser) => Value): Value {
    const there = known.get(at);
    if (there !== undefined) return there;
    const made = make(this.#users[at]!);
    known.set(at, made);
    return made;
  }
}

function searchText(user: PreviewUser): string {
  const links = user.links.map(
    ({ link, fields }) => link + ' ' + fields.map(({ value }) => value ?? '').join(' '),
  );
  const parts = (user.parts ?? []).map(({ text }) => text);
  const texts = [user.name, user.file, user.summary, user.text ?? '', ...parts, ...links];
  return texts.join('\n').toLowerCase();
}

/** The positions of the users whom the filters let through, whatever becomes of them. */
export function filtered(
  data: PreviewData,
  { find, reason, lacks }: Filters,
  index: UserIndex,
): readonly number[] {
  const words = find.toLowerCase().split(/\s+/).filter(Boolean);
  const lacking = lacks === '' ? undefined : lacksSet(data, lacks);
  return [...data.users.keys()].filter(
    (at) =>
      lacking?.has(at) !== false &&
      (reason === '' || index.reasons(at).includes(reason)) &&
      words.every((word) => index.text(at).includes(word)),
  );
}

/** The users who lack an attribute. A choice is its position and a way of lacking it, or `any`. */
function lacksSet(data: PreviewData, choice: string): ReadonlySet<number> {
  const [at = '', way = ''] = choice.split(':');
  const attribute = data.attributes[Number(at)];
  if (attribute === undefined) return new Set();
  const ways = LACKS.filter((lack) => way === 'any' || way === lack);
  return new Set(ways.flatMap((lack) => attribute[lack]));
}

/** Draws the buttons of the outcomes, each with how many of these users have it. */
export function fillStatuses(
  data: PreviewData,
  hits: readonly number[],
  chosen: string,
  act: Actions,
): void {
  const focused = document.activeElement?.getAttribute('data-status') ?? null;
  const all = { id: '', label: 'All', icon: '' };
  const chips = [all, ...STATUSES].map((status) => {
    const total = hits.filter((at) => status.id === '' || data.users[at]?.status === status.id);
    return h(
      'button',
      {
        type: 'button',
        class: 'chip ' + status.id,
        'data-status': status.id === '' ? 'all' : status.id,
        'aria-pressed': chosen === status.id ? 'true' : 'false',
        on: { click: () => act.filter({ status: status.id }) },
      },
      status.icon !== '' && icon(status.icon),
      status.label + ' ',
      h('b', {}, numbers.format(total.length)),
    );
  });
  fill(byId('statuses'), chips);
  if (focused === null) return;
  chips.find((chip) => chip.getAttribute('data-status') === focused)?.focus();
}

/** Fills the choice of reasons, by their groups. */
export function fillReasons(data: PreviewData, chosen: string): void {
  const groups = new Map<string, Reason[]>();
  for (const reason of reasonsOf(data))
    groups.set(reason.group, [...(groups.get(reason.group) ?? []), reason]);
  const options = [...groups].map(([group, reasons]) =>
    h(
      'optgroup',
      { label: group },
      h('option', { value: 'g:' + group }, group + ': any'),
      reasons.map((reason) =>
        h('option', { value: 'r:' + reason.key }, wordsOf(reason) + ' (' + reason.users + ')'),
      ),
    ),
  );
  choose(
    byId('reason', HTMLSelectElement),
    [h('option', { value: '' }, 'any'), ...options],
    chosen,
  );
}

/** Fills the choice of what users lack. */
export function fillLacks(data: PreviewData, chosen: string): void {
  const options = data.attributes.flatMap((attribute, at) => {
    const { name } = attribute;
    const ways = LACKS.filter((lack) => attribute[lack].length > 0);
    if (ways.length === 0) return [];
    const total = ways.reduce((sum, lack) => sum + attribute[lack].length, 0);
    return [
      h('option', { value: at + ':any' }, name + ' (' + total + ')'),
      ...ways.map((lack) => {
        const words = name + ': ' + lack + ' (' + attribute[lack].length + ')';
        return h('option', { value: at + ':' + lack }, words);
      }),
    ];
  });
  const none = h('option', { value: '' }, 'nothing in particular');
  choose(byId('lacks', HTMLSelectElement), [none, ...options], chosen);
}

function choose(select: HTMLSelectElement, options: readonly HTMLElement[], value: string): void {
  fill(select, options);
  select.value = value;
  select.disabled = options.length === 1;
}

/** The row of a user. */
export function rowOf(
  user: PreviewUser,
  at: number,
  isCurrent: boolean,
  act: Actions,
): HTMLTableRowElement {
  const link = h(
    'a',
    {
      href: '#user=' + encodeURIComponent(user.name),
      'data-at': at,
      'aria-current': isCurrent ? 'true' : undefined,
    },
    user.name,
  );
  return h(
    'tr',
    {
      class: isCurrent ? 'current' : '',
      'data-row': at,
      on: { click: (event) => act.pick(event, at) },
    },
    h('th', { scope: 'row' }, link),
    h('td', { class: 'outcome' }, badge(user.status)),
    h('td', { class: 'summary' }, h('span', { title: user.summary }, user.summary)),
  );
}
