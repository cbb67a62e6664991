import { fill } from '../../preview/page/views/index.ts';
import { accountsPane } from './panes/accounts.ts';
import { differencePane } from './panes/difference.ts';
import { findingsPane } from './panes/findings.ts';
import { funnelPane } from './panes/funnel.ts';
import { linksPane } from './panes/links.ts';
import { messagePane } from './panes/message.ts';
import type { Pane, PaneActions } from './panes/pane.ts';
import { snippetPane } from './panes/snippet.ts';
import { usersPane } from './panes/users.ts';
import type { PaneId, StudioState } from './state.ts';

/** The place of the pane that is open. */
export class PaneBox {
  readonly #box: HTMLElement;
  readonly #act: PaneActions;
  readonly #panes: ReadonlyMap<PaneId, Pane> = new Map(
    [
      messagePane(),
      linksPane,
      findingsPane,
      usersPane(),
      accountsPane,
      snippetPane,
      differencePane(),
      funnelPane,
    ].map((pane) => [pane.id, pane]),
  );
  #open: Pane | undefined;

  constructor(box: HTMLElement, act: PaneActions) {
    this.#box = box;
    this.#act = act;
  }

  /** Draws the pane that is open, if what it is drawn of has changed. */
  draw(state: StudioState, changed: ReadonlySet<keyof StudioState>): void {
    const pane = this.#panes.get(state.pane);
    if (pane === undefined) return;
    if (pane !== this.#open) {
      this.#open?.leave?.();
      fill(this.#box);
      this.#box.scrollTop = 0;
      this.#box.className = 'pane pane-' + pane.id;
      this.#open = pane;
    } else if (!pane.needs.some((key) => changed.has(key))) return;
    pane.draw(this.#box, state, this.#act);
  }
}
