import type { Finding } from '../diagnostics/index.ts';
import type { Failure } from '../account/index.ts';
import type { LinkReport } from '../passkit/index.ts';

/**
 * What a campaign does with one user: the text that is sent, what each of its SmartPass links holds and which nulls were let
 * through or which secret printed, or every failure that drops the user. `user` is the name of the fixture file.
 */
export type Outcome =
  | {
      readonly user: string;
      readonly sent: true;
      readonly text: string;
      readonly links: readonly LinkReport[];
      readonly warnings: readonly Finding[];
    }
  | { readonly user: string; readonly sent: false; readonly failures: readonly Failure[] };
