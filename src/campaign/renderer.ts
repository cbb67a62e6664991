import type { Recipient } from '../moengage/index.ts';
import type { Failure } from './outcome.ts';

/** What rendering a message for one user gives: the text that is sent, or every failure that drops the user. */
export type Rendered =
  | { readonly sent: true; readonly text: string }
  | { readonly sent: false; readonly failures: readonly Failure[] };

/** A message that is ready to be rendered for users. */
export type Renderer = { render(recipient: Recipient): Rendered };
