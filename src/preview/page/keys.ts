import type { Actions, View } from './choices.ts';
import { byId } from './views/index.ts';

/** Fields and frames that have a use for letters and arrows themselves. */
const TYPING = 'input[type=search], input[type=radio], select, textarea, pre, iframe';

/** Listens for the keys of the page: arrows and letters go through the users, Escape goes back. */
export function listenForKeys(act: Actions, view: () => View): void {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const target = event.target as Element;
    if (event.key === 'Escape') onEscape(event, target, act, view());
    else if (!target.matches(TYPING)) onKey(event, act, view().keys);
  });
}

function onEscape(event: KeyboardEvent, target: Element, act: Actions, view: View): void {
  if (target.id === 'find' && view.find !== '') {
    act.filter({ find: '' });
    event.preventDefault();
  } else if (view.selected >= 0) act.close();
}

function onKey(event: KeyboardEvent, act: Actions, letters: boolean): void {
  const { key } = event;
  const by = key === 'ArrowDown' || (letters && key === 'j') ? 1 : -1;
  const isStep = by === 1 || key === 'ArrowUp' || (letters && key === 'k');
  if (!isStep && !(letters && key === '/')) return;
  event.preventDefault();
  if (isStep) return act.step(by);
  const find = byId('find', HTMLInputElement);
  find.focus();
  find.select();
}
