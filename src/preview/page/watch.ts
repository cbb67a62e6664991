import type { PreviewState } from '../preview-data.ts';
import { byId } from './views/index.ts';

/** What a watched page does with news. */
type OnNews = {
  /** The version of the state that is shown. */
  readonly version: () => number | undefined;
  readonly apply: (next: PreviewState) => void;
  readonly onOpen: () => void;
};

/** Listens to the server of the page: takes each state that is new, and says where the server has stopped. */
export function watchServer({ version, apply, onOpen }: OnNews): void {
  const source = new EventSource('events');
  source.addEventListener('state', (event: MessageEvent<string>) => {
    if (event.data === String(version())) return;
    fetch('state', { cache: 'no-store' })
      .then((answer) => answer.json() as Promise<PreviewState>)
      .then(apply, () => undefined);
  });
  source.addEventListener('open', () => {
    document.body.classList.remove('cut-off');
    onOpen();
  });
  source.addEventListener('error', () => {
    document.body.classList.add('cut-off');
    const signed = byId('signed');
    signed.hidden = false;
    signed.textContent = 'The preview is not being watched any more: its server has stopped.';
  });
}
