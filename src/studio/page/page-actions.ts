import type { StudioEditor } from './editor.ts';
import type { Palette } from './palette.ts';
import type { PaneActions } from './panes/pane.ts';
import type { PaneId } from './state.ts';

/** What keys and commands do with the page. */
export type PageActions = PaneActions & {
  readonly editor: StudioEditor;
  readonly palette: Palette;
  /** Shows a pane and puts the focus into it. */
  readonly show: (pane: PaneId) => void;
};
