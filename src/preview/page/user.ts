import type { PreviewAttribute, PreviewData, PreviewUser } from '../preview-data.ts';
import { qrOf } from '../qr-code.ts';
import type { Actions, View } from './choices.ts';
import {
  badge,
  count,
  h,
  linkSection,
  messageSection,
  notesList,
  type Child,
} from './views/index.ts';

/** All about one user: why they are dropped, their message, what they have, its links, what is not known. */
export function userView(
  user: PreviewUser,
  index: number,
  data: PreviewData,
  view: View,
  act: Actions,
): HTMLElement {
  const isDropped = user.status === 'dropped';
  const total = user.links.length;
  const width = data.shape === 'html' && view.source === 'shown' ? view.width : 'phone';
  const hasMessage = user.text !== undefined || user.parts !== undefined;
  return h(
    'article',
    { class: 'user', 'aria-labelledby': 'who' },
    headOf(user, act),
    isDropped &&
      h(
        'section',
        { class: 'card', 'aria-labelledby': 'why-title' },
        h('h3', { id: 'why-title' }, 'Why nothing is sent'),
        notesList(user.notes),
      ),
    !isDropped &&
      user.notes.length > 0 &&
      h(
        'section',
        { class: 'card', 'aria-labelledby': 'notes-title' },
        h('h3', { id: 'notes-title' }, 'To note'),
        notesList(user.notes),
      ),
    h(
      'div',
      { class: 'beside ' + width },
      hasMessage && messageSection(user, view, data, act.change),
      attributesCard(user, index, data),
    ),
    !isDropped &&
      data.hasLinks !== false &&
      total === 0 &&
      h(
        'section',
        { class: 'card', 'aria-labelledby': 'no-link' },
        h('h3', { id: 'no-link' }, 'Pass link'),
        h('p', {}, 'The message has no pass link.'),
      ),
    user.links.map((link, at) =>
      linkSection(link, at, total, { liveLinks: data.liveLinks, qr: qrOf(link.link) }),
    ),
    user.differences.length > 0 && unknownLine(user.differences.length, act),
  );
}

function headOf(user: PreviewUser, act: Actions): HTMLElement {
  const stepButton = (label: string, keys: string, by: number, sign: string): HTMLElement =>
    h(
      'button',
      {
        type: 'button',
        'aria-label': label,
        'aria-keyshortcuts': keys,
        on: { click: () => act.step(by) },
      },
      sign,
    );
  return h(
    'div',
    { class: 'user-head' },
    h(
      'button',
      { type: 'button', class: 'back', on: { click: act.close } },
      h('span', { class: 'when-narrow' }, '← All users'),
      h('span', { class: 'when-wide' }, '← Overview'),
    ),
    h(
      'div',
      { class: 'user-title' },
      h('h2', { id: 'who', tabindex: '-1' }, user.name),
      badge(user.status),
    ),
    h(
      'div',
      { class: 'steps' },
      stepButton('Previous user', 'k ArrowUp', -1, '↑'),
      stepButton('Next user', 'j ArrowDown', 1, '↓'),
    ),
    h('p', { class: 'path' }, user.file),
  );
}

function unknownLine(total: number, act: Actions): HTMLElement {
  const things = count(total, 'thing that is', 'things that are');
  return h(
    'p',
    { class: 'aside' },
    'This message depends on ' + things + ' not known of the account: ',
    h('button', { type: 'button', class: 'plain', on: { click: act.close } }, 'see the overview'),
    '.',
  );
}

/** The ways in which an attribute can be lacking, as `PreviewAttribute` counts them. */
export const LACKS = ['missing', 'null', 'empty', 'blank'] as const;

function attributesCard(
  user: PreviewUser,
  index: number,
  data: Pick<PreviewData, 'attributes'>,
): HTMLElement | null {
  const read = new Set(data.attributes.map(({ kind, name }) => kind + ' ' + name));
  const lacking = data.attributes.flatMap((attribute) => lackRow(attribute, index));
  const own = (user.attributes ?? [])
    .map(({ section, name, value }) => {
      const kind = section.replace('-', ' ') + ' attribute';
      return { name, value, kind, isRead: read.has(kind + ' ' + name) };
    })
    .filter(({ isRead, value }) => !(isRead && value === 'None'));
  const rows = (isRead: boolean): HTMLElement[] =>
    own
      .filter((one) => one.isRead === isRead)
      .map(({ name, kind, value }) => attributeRow(name, kind, valueText(value)));
  if (lacking.length + own.length === 0) return null;
  const used = [...lacking, ...rows(true)];
  const others = rows(false);
  const words = count(others.length, 'attribute is', 'attributes are') + ' not read';
  return h(
    'section',
    { class: 'card attributes', 'aria-labelledby': 'has-title' },
    h('h3', { id: 'has-title' }, 'Attributes'),
    used.length > 0 && h('dl', {}, used),
    others.length > 0 &&
      h('details', { open: used.length === 0 }, h('summary', {}, words), h('dl', {}, others)),
  );
}

function lackRow(attribute: PreviewAttribute, index: number): HTMLElement[] {
  const lack = LACKS.find((one) => attribute[one].includes(index));
  if (lack !== 'missing' && lack !== 'null') return [];
  return [attributeRow(attribute.name, attribute.kind, h('strong', { class: 'lack' }, lack))];
}

function attributeRow(name: string, kind: string, value: Child): HTMLElement {
  const other = kind !== 'user attribute' && ' ' + kind.replace(' attribute', '');
  return h(
    'div',
    {},
    h('dt', {}, name, other !== false && h('span', { class: 'from' }, other)),
    h('dd', {}, value),
  );
}

function valueText(value: string): Child {
  if (value === '') return h('strong', { class: 'lack' }, 'empty');
  return value.trim() === '' ? h('strong', { class: 'lack' }, 'blank') : value;
}
