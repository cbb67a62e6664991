import { count, h, qrCode, segmented, type Child } from '../../preview/page/views/index.ts';
import type { PassLine } from '../loop/drawn-pass.ts';
import type { PassAction } from '../loop/passes.ts';
import type { LoopState, ShownPass } from '../loop/state.ts';
import type { Actions, Chosen } from './actions.ts';
import { entryOf } from './entry.ts';

/** How a pass is drawn. */
export type PassChoices = {
  readonly look: 'apple' | 'google';
  readonly side: 'front' | 'back';
};

const LOOKS = [
  { id: 'apple', label: 'Apple' },
  { id: 'google', label: 'Google' },
] as const;

const SIDES = [
  { id: 'front', label: 'Front' },
  { id: 'back', label: 'Back' },
] as const;

/** What the buttons say, but for updates, which have a form. */
const LABELS: readonly (readonly [action: PassAction, label: string])[] = [
  ['add', 'Add to wallet'],
  ['remove', 'Remove from wallet'],
  ['invalidate', 'Invalidate'],
  ['delete', 'Delete member'],
];

/** The passes, the latest first. */
export function passesOf(
  { passes }: LoopState,
  chosen: Chosen | undefined,
  { choose }: Actions,
): readonly HTMLElement[] {
  return passes.toReversed().map(({ id, status, externalId }) =>
    entryOf({
      id: `choose-${id}`,
      title: id,
      state: h('span', { class: 'state' }, status),
      about: externalId ?? 'no external id: each visit makes another pass',
      isChosen: chosen?.kind === 'pass' && chosen.id === id,
      choose: () => choose({ kind: 'pass', id }),
    }),
  );
}

/** A pass as it is drawn, and what can be done to it. */
export function shownPass(
  pass: ShownPass,
  choices: PassChoices,
  { perform }: Actions,
  change: (next: Partial<PassChoices>) => void,
): Child {
  const { id, status, visits, actions } = pass;
  const buttons = LABELS.map(([action, label]) => {
    const click = (): void => perform({ do: 'act', pass: id, action });
    const disabled = !actions.includes(action);
    return h('button', { type: 'button', id: `act-${action}`, disabled, on: { click } }, label);
  });
  const about = `${status}, opened ${count(visits, 'time')}. A drawing: PassKit makes the real one.`;
  return [
    h('h2', {}, id),
    h('p', { class: 'aside' }, about),
    h(
      'div',
      { class: 'tools' },
      segmented('Look', 'look', LOOKS, choices.look, (look) => change({ look })),
      segmented('Side', 'side', SIDES, choices.side, (side) => change({ side })),
    ),
    drawn(pass, choices),
    h('div', { class: 'pass-actions', role: 'group', 'aria-label': 'The pass' }, buttons),
    actions.includes('update') && updateForm(pass, perform),
  ];
}

function drawn({ drawn: pass, id, status }: ShownPass, { look, side }: PassChoices): HTMLElement {
  const code =
    pass.qr === undefined
      ? h('p', {}, 'Not valid any more')
      : [qrCode(pass.qr, `QR code of ${id}`), h('p', { class: 'pass-id' }, id)];
  const card = h(
    'article',
    { class: `pass ${look} ${status}`, 'aria-label': `${pass.title}, ${side}` },
    h(
      'header',
      { class: 'pass-head' },
      h('span', { class: 'pass-logo', 'aria-hidden': 'true' }),
      pass.title,
    ),
    side === 'back'
      ? lines(pass.back, 'pass-back')
      : [lines(pass.front, 'pass-front'), h('div', { class: 'pass-code' }, code)],
  );
  card.style.setProperty('--pass', pass.background);
  card.style.setProperty('--pass-text', pass.text);
  return card;
}

function lines(shown: readonly PassLine[], name: string): HTMLElement {
  if (shown.length === 0) return h('p', { class: name }, 'Nothing more is on it.');
  const rows = shown.map(({ label, value }) =>
    h('div', {}, h('dt', {}, label), h('dd', {}, value)),
  );
  return h('dl', { class: name }, rows);
}

function updateForm({ id, fields }: ShownPass, perform: Actions['perform']): HTMLElement {
  const names = [...new Set(['members.member.points', ...fields.map(([name]) => name)])];
  const options = names.map((name) => h('option', { value: name }, name));
  const field = h('select', { id: 'update-field' }, options);
  const value = h('input', { type: 'text', id: 'update-value', autocomplete: 'off' });
  const offerValue = (): void => {
    value.value = fields.find(([name]) => name === field.value)?.[1] ?? '';
  };
  field.addEventListener('change', offerValue);
  offerValue();
  const click = (): void =>
    perform({ do: 'act', pass: id, action: 'update', field: field.value, value: value.value });
  return h(
    'div',
    { class: 'send', role: 'group', 'aria-label': 'Update the pass' },
    h('label', { for: 'update-field' }, 'Field'),
    field,
    h('label', { for: 'update-value' }, 'Value'),
    value,
    h('button', { type: 'button', id: 'act-update', on: { click } }, 'Update'),
  );
}
