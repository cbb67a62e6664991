import { badge, fill, h, MessageView, notesList } from '../../../preview/page/views/index.ts';
import type { StudioState } from '../state.ts';
import type { Pane } from './pane.ts';

/** The message of the chosen user as its reader sees it, and why nothing is sent. */
export function messagePane(): Pane {
  let view: MessageView | undefined;
  return {
    id: 'message',
    needs: ['user', 'about', 'choices'],
    draw(box, { user, about, choices }, { studio }) {
      if (user === undefined || about === undefined)
        return fill(box, h('p', { class: 'aside' }, 'No user is rendered yet.'));
      view ??= new MessageView('kept', (next) =>
        studio.set({ choices: { ...studio.state.choices, ...next } }),
      );
      const focused = document.activeElement?.getAttribute('name');
      view.show(user, choices, { ...about.about, liveLinks: false });
      if (view.element.parentNode !== box) fill(box, view.element);
      while (box.firstChild !== view.element) box.firstChild?.remove();
      box.prepend(...headOf(user));
      if (focused) box.querySelector<HTMLElement>(`input[name="${focused}"]:checked`)?.focus();
    },
  };
}

function headOf(user: NonNullable<StudioState['user']>): readonly HTMLElement[] {
  const title = h(
    'div',
    { class: 'user-title' },
    h('h2', {}, user.name),
    badge(user.status),
    h('span', { class: 'aside' }, user.summary),
  );
  if (user.notes.length === 0) return [title];
  const why = h(
    'section',
    { class: 'card', 'aria-labelledby': 'why' },
    h('h3', { id: 'why' }, user.status === 'dropped' ? 'Why nothing is sent' : 'To note'),
    notesList(user.notes),
  );
  return [title, why];
}
