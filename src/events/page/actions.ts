import type { LoopCommand } from '../loop/commands.ts';

/** What is chosen on the page; its address holds it. */
export type Chosen = { readonly kind: 'message' | 'pass'; readonly id: string };

/** What a part of the page can do: ask the server for something, or choose what is shown. */
export type Actions = {
  readonly perform: (command: LoopCommand) => void;
  readonly choose: (chosen: Chosen) => void;
};
