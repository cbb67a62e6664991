import type { MessageChoices } from './views/index.ts';

/** What is chosen on the page: a user by position (-1: none), the filters, how messages are shown, and whether single letters act. */
export type View = MessageChoices & {
  readonly selected: number;
  readonly keys: boolean;
  readonly find: string;
  readonly status: string;
  readonly reason: string;
  readonly lacks: string;
};

/** What the address holds: everything chosen by name, each as text. */
export type Choice = Exclude<keyof View, 'selected' | 'keys'>;

/** The filters of the list of users. */
export type Filters = Pick<View, 'find' | 'status' | 'reason' | 'lacks'>;

/** What the views ask the page for. */
export type Actions = {
  readonly step: (by: number) => void;
  readonly close: () => void;
  readonly filter: (next: Partial<Filters>) => void;
  readonly pick: (event: MouseEvent, at: number) => void;
  readonly change: (next: Partial<MessageChoices>) => void;
  readonly keep: (next: Partial<View>) => void;
};
