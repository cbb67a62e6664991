import { count, fill, h } from '../../../preview/page/views/index.ts';
import type { StudioAccount, TriedAccount } from '../../protocol.ts';
import type { Pane, PaneActions } from './pane.ts';

/** What is not known of the account: a control for each field, and who is hit by each of its values. */
export const accountsPane: Pane = {
  id: 'accounts',
  needs: ['accounts', 'account', 'about'],
  draw(box, { accounts, account, about }, act) {
    const top = box.scrollTop;
    const focused = document.activeElement?.id ?? '';
    const tried = Object.keys(account).length;
    fill(
      box,
      h(
        'div',
        { class: 'pane-head' },
        h('h2', {}, 'What is not known of the account'),
        h(
          'p',
          { class: 'aside' },
          'The profile is ' +
            (about?.config ?? 'the default one') +
            '. A value that you choose is tried here, and written nowhere.',
        ),
        tried > 0 &&
          h(
            'button',
            { type: 'button', id: 'account-reset', on: { click: () => reset(act) } },
            'Go back to the profile (' + count(tried, 'field') + ' tried)',
          ),
      ),
      accounts === undefined
        ? h('p', { class: 'aside' }, 'The accounts are still compared.')
        : [...accounts]
            .sort((a, b) => hitBy(b) - hitBy(a))
            .map((one) => accountField(one, about?.account, account, act)),
    );
    box.scrollTop = top;
    if (focused !== '') document.getElementById(focused)?.focus();
  },
};

function reset({ studio }: PaneActions): void {
  studio.set({ account: {} });
  studio.render();
}

/** How many users get another message with some value of a field. */
function hitBy({ values }: StudioAccount): number {
  return new Set(values.flatMap(({ changed }) => changed)).size;
}

function accountField(
  { field, unknown, values }: StudioAccount,
  own: Readonly<Record<string, string>> | undefined,
  tried: TriedAccount,
  { studio }: PaneActions,
): HTMLElement {
  const current = tried[field] ?? own?.[field] ?? '';
  const hit = hitBy({ field, unknown, values });
  return h(
    'fieldset',
    { class: 'card account' + (hit === 0 ? ' quiet' : '') },
    h(
      'legend',
      {},
      field,
      h('span', { class: 'aside' }, hit === 0 ? ' makes no difference' : ' makes a difference'),
    ),
    h('p', { class: 'aside' }, unknown),
    values.map(({ value, what, changed, example }) => {
      const input = h('input', {
        type: 'radio',
        name: 'account-' + field,
        id: 'account-' + field + '-' + value,
        value,
        on: {
          change: () => studio.tryAccount(field, value === own?.[field] ? undefined : value),
        },
      });
      input.checked = value === current;
      return h(
        'label',
        { class: 'choice' },
        input,
        h(
          'span',
          {},
          h('strong', {}, value),
          value === own?.[field] && ' (profile)',
          ': ' + what,
          changed.length > 0 &&
            h(
              'span',
              { class: 'changes' },
              'Changes ' + count(changed.length, 'message') + ', such as ' + (example ?? ''),
            ),
        ),
      );
    }),
  );
}
