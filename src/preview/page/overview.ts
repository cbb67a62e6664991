import type { PreviewCoverage, PreviewData, PreviewDifference } from '../preview-data.ts';
import type { Actions, View } from './choices.ts';
import { reasonsOf, wordsOf } from './reasons.ts';
import { LACKS } from './user.ts';
import { count, frameView, h, notesList, numbers, type Child } from './views/index.ts';

/** The campaign as a whole: why users are dropped, who lacks what the template reads, what is not known, what nobody shows. */
export function overview(data: PreviewData, view: View, act: Actions): HTMLElement {
  return h(
    'div',
    { class: 'user' },
    h('div', { class: 'user-head' }, h('h2', { id: 'who', tabindex: '-1' }, 'Overview')),
    data.notes.length > 0 && card('campaign-notes', 'About the campaign', notesList(data.notes)),
    reasonsSection(data, act),
    attributesSection(data, act),
    data.worlds && worldsSection(data, data.worlds),
    data.coverage && coverageSection(data.coverage),
    keysSection(view, act),
  );
}

function card(id: string, title: string, ...children: readonly Child[]): HTMLElement {
  return h('section', { class: 'card', 'aria-labelledby': id }, h('h3', { id }, title), children);
}

const KEYS = [
  ['↓ or j', 'next user'],
  ['↑ or k', 'previous user'],
  ['/', 'find'],
  ['Esc', 'back to this overview'],
] as const;

function keysSection(view: View, act: Actions): HTMLElement {
  const box = h('input', {
    type: 'checkbox',
    on: { change: () => act.keep({ keys: box.checked }) },
  });
  box.checked = view.keys;
  return card(
    'keys-title',
    'Keys',
    h(
      'dl',
      { class: 'keys' },
      KEYS.map(([key, what]) => h('div', {}, h('dt', {}, h('kbd', {}, key)), h('dd', {}, what))),
    ),
    h('label', { class: 'check' }, box, ' Single letters and / act as keys'),
  );
}

/** A table whose last columns may hold numbers; `isNumber` names them. */
function headRow(names: readonly string[], isNumber: (name: string) => boolean): HTMLElement {
  const cells = names.map((name) =>
    h('th', { scope: 'col', class: isNumber(name) ? 'number' : undefined }, name),
  );
  return h('thead', {}, h('tr', {}, cells));
}

function showButton(total: number, label: string, show: () => void): HTMLElement {
  return h(
    'button',
    { type: 'button', class: 'plain', 'aria-label': label, on: { click: show } },
    numbers.format(total),
  );
}

function reasonsSection(data: PreviewData, act: Actions): HTMLElement {
  const rows = reasonsOf(data).map((reason) => {
    const words = wordsOf(reason);
    const label = 'Show the ' + count(reason.users, 'user') + ' with ' + words;
    const button = showButton(reason.users, label, () => act.filter({ reason: 'r:' + reason.key }));
    return h(
      'tr',
      {},
      h('td', { class: 'from' }, reason.group),
      h('th', { scope: 'row' }, words),
      h('td', { class: 'number' }, button),
    );
  });
  return card(
    'reasons-title',
    'Dropped, or sent with something to note',
    rows.length === 0
      ? h('p', {}, 'Everyone is sent their message, and there is nothing to note.')
      : h(
          'table',
          { class: 'fields-table' },
          headRow(['Category', 'Reason', 'Users'], (name) => name === 'Users'),
          h('tbody', {}, rows),
        ),
  );
}

function worldsSection(data: PreviewData, worlds: NonNullable<PreviewData['worlds']>): HTMLElement {
  const found = new Map<string, { difference: PreviewDifference; name: string; users: number }>();
  for (const user of data.users)
    for (const difference of user.differences) {
      const known = found.get(difference.about) ?? { difference, name: user.name, users: 0 };
      found.set(difference.about, { ...known, users: known.users + 1 });
    }
  const first = worlds.users < data.users.length ? 'the first ' : '';
  const accounts = count(worlds.count, 'possible account');
  const words = accounts + ' compared for ' + first + count(worlds.users, 'user') + '.';
  const same = found.size === 0 ? ' Every message is the same in all of them.' : '';
  return card(
    'unknown-title',
    'What depends on what is not known of the account',
    h('p', { class: 'aside' }, words + same),
    [...found.values()].map(({ difference, name, users }) =>
      differenceView(difference, count(users, 'user') + ', for example ' + name),
    ),
  );
}

function differenceView(difference: PreviewDifference, who: string): HTMLElement {
  return h(
    'div',
    { class: 'difference' },
    h('p', {}, difference.about),
    h('p', { class: 'aside' }, who),
    h(
      'table',
      { class: 'fields-table' },
      headRow(['If', 'Then'], () => false),
      h(
        'tbody',
        {},
        difference.results.map(({ when, what }) =>
          h('tr', {}, h('th', { scope: 'row' }, when), h('td', { class: 'value' }, what)),
        ),
      ),
    ),
    difference.frame && frameView(difference.frame),
  );
}

function coverageSection({ taken, total, percent, never }: PreviewCoverage): HTMLElement {
  const all = count(
    total,
    'branch, default, guard or field case',
    'branches, defaults, guards and field cases',
  );
  const share = Math.floor(percent) + ' %.';
  return card(
    'coverage-title',
    'What no user shows',
    h(
      'p',
      { class: 'aside' },
      numbers.format(taken) + ' of ' + all + ' are covered by users: ' + share,
    ),
    never.length > 0 &&
      h(
        'details',
        {},
        h('summary', {}, count(never.length, 'is', 'are') + ' covered by nobody'),
        notesList(never),
      ),
  );
}

function attributesSection(data: PreviewData, act: Actions): HTMLElement | null {
  if (data.attributes.length === 0) return null;
  const rows = data.attributes.map((attribute, at) => {
    const { name, kind, lines } = attribute;
    const place = kind + (lines.length === 1 ? ', line ' : ', lines ') + lines.join(', ');
    const cells = LACKS.map((lack) => {
      const users = attribute[lack].length;
      const label = 'Show the ' + count(users, 'user') + ' for whom ' + name + ' is ' + lack;
      const shown =
        users === 0
          ? h('span', { class: 'zero' }, '0')
          : showButton(users, label, () => act.filter({ lacks: at + ':' + lack }));
      return h('td', { class: 'number' }, shown);
    });
    return h('tr', {}, h('th', { scope: 'row' }, name, h('span', { class: 'from' }, place)), cells);
  });
  return card(
    'attributes-title',
    'What the template reads, and who lacks it',
    h(
      'div',
      { class: 'scroll-x', tabindex: '0', role: 'group', 'aria-label': 'Attributes' },
      h(
        'table',
        { class: 'fields-table' },
        headRow(['Attribute', ...LACKS], (name) => name !== 'Attribute'),
        h('tbody', {}, rows),
      ),
    ),
  );
}
