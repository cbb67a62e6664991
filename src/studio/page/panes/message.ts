import { badge, fill, h, messageSection, notesList } from '../../../preview/page/views/index.ts';
import type { Pane } from './pane.ts';

/** The message of the chosen user as its reader sees it, and why nothing is sent. */
export const messagePane: Pane = {
  id: 'message',
  needs: ['user', 'about', 'choices'],
  draw(box, { user, about, choices }, { studio }) {
    if (user === undefined || about === undefined)
      return fill(box, h('p', { class: 'aside' }, 'No user is rendered yet.'));
    const top = box.scrollTop;
    const setting = { ...about.about, liveLinks: false };
    const focused = document.activeElement?.getAttribute('name');
    fill(
      box,
      h(
        'div',
        { class: 'user-title' },
        h('h2', {}, user.name),
        badge(user.status),
        h('span', { class: 'aside' }, user.summary),
      ),
      user.notes.length > 0 &&
        h(
          'section',
          { class: 'card', 'aria-labelledby': 'why' },
          h('h3', { id: 'why' }, user.status === 'dropped' ? 'Why nothing is sent' : 'To note'),
          notesList(user.notes),
        ),
      messageSection(user, choices, setting, (next) =>
        studio.set({ choices: { ...studio.state.choices, ...next } }),
      ),
    );
    box.scrollTop = top;
    if (focused) box.querySelector<HTMLElement>(`input[name="${focused}"]:checked`)?.focus();
  },
};
