import type { Span } from '../../../diagnostics/index.ts';
import type { Studio } from '../studio.ts';
import type { PaneId, StudioState } from '../state.ts';

/** What a pane does besides changing the state. */
export type PaneActions = {
  readonly studio: Studio;
  /** Opens a file in the editor, at a place if there is one. */
  readonly goTo: (path: string, span?: Span) => void;
};

/**
 * One of the panes. `needs` are the parts of the state that it is drawn of: it is drawn again when one of them is another value. `draw` gets
 * the element of the pane, which is empty when the pane is opened, and not between two draws of it.
 */
export type Pane = {
  readonly id: PaneId;
  readonly needs: readonly (keyof StudioState)[];
  readonly draw: (box: HTMLElement, state: StudioState, act: PaneActions) => void;
  /** Frees what it holds once another pane is opened. */
  readonly leave?: () => void;
};
