import { fill, h, linkSection } from '../../../preview/page/views/index.ts';
import type { Pane } from './pane.ts';

/** The pass links of the chosen user read back, and a field for any other link. */
export const linksPane: Pane = {
  id: 'links',
  needs: ['user', 'link'],
  draw(box, { user, link }, { studio }) {
    const old = box.querySelector('form');
    const links = user?.links ?? [];
    const others = h(
      'div',
      { class: 'pane-body' },
      user && h('h2', {}, user.name),
      links.length === 0 && h('p', {}, 'The message has no pass link.'),
      links.map((one, at) => linkSection(one, at, links.length)),
    );
    const form = old ?? linkForm((text) => studio.readLink(text));
    const other = link && linkSection(link, links.length, 1);
    if (old === null) return fill(box, others, form, other);
    box.firstElementChild?.replaceWith(others);
    while (old.nextSibling !== null) old.nextSibling.remove();
    if (other) box.append(other);
  },
};

function linkForm(read: (link: string) => void): HTMLElement {
  const input = h('input', {
    type: 'text',
    id: 'any-link',
    class: 'wide-input',
    autocomplete: 'off',
    spellcheck: 'false',
  });
  return h(
    'form',
    {
      class: 'card link-form',
      on: {
        submit: (event) => {
          event.preventDefault();
          if (input.value.trim() !== '') read(input.value.trim());
        },
      },
    },
    h('label', { for: 'any-link' }, 'Read another link back (without its signature)'),
    h('div', { class: 'inline' }, input, h('button', { type: 'submit' }, 'Read')),
  );
}
