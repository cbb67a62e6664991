import type { Finding } from '../diagnostics/index.ts';
import type { Failure } from '../account/index.ts';
import type { LinkReport } from '../passkit/index.ts';
import type { MessagePart } from './load-parts.ts';

/** The text of a part of a message: of a user who is dropped, up to what drops them. No text shows a secret. */
export type PartText = Pick<MessagePart, 'name' | 'label' | 'shape'> & { readonly text: string };

/**
 * What a campaign does with one user: the text that is sent, what each of its SmartPass links holds and which nulls were let
 * through or which secret printed, or every failure that drops the user. `user` is the name of the fixture file; `parts` are
 * those of the message, `text` all of them one below the other.
 */
export type Outcome =
  | {
      readonly user: string;
      readonly sent: true;
      readonly text: string;
      readonly parts: readonly PartText[];
      readonly links: readonly LinkReport[];
      readonly warnings: readonly Finding[];
    }
  | {
      readonly user: string;
      readonly sent: false;
      readonly failures: readonly Failure[];
      readonly parts: readonly PartText[];
    };
