import type { FailureCategory } from '../moengage/index.ts';
import type { LinkReport } from '../passkit/index.ts';

/** Why a user is dropped: what MoEngage's analytics counts it under, the attribute or API concerned, and the reason in words. */
export type Failure = {
  readonly category: FailureCategory;
  readonly name?: string;
  readonly message: string;
};

/**
 * What a campaign does with one user: the text that is sent and what each of its SmartPass links holds, or every failure
 * that drops the user. `user` is the name of the fixture file.
 */
export type Outcome =
  | {
      readonly user: string;
      readonly sent: true;
      readonly text: string;
      readonly links: readonly LinkReport[];
    }
  | { readonly user: string; readonly sent: false; readonly failures: readonly Failure[] };
