import type { PreviewData, PreviewUser } from '../../preview/index.ts';
import type { DrawnPass } from './drawn-pass.ts';
import type { FaultName } from './faults.ts';
import type { PassAction, PassStatus } from './passes.ts';

/** A message in the outbox, sent or dropped. `because` is the number of the event that triggered it. */
export type ShownMessage = {
  readonly id: number;
  readonly at: string;
  readonly file: string;
  readonly because?: number;
  readonly setting: Pick<PreviewData, 'campaign' | 'liveLinks' | 'shape'> & {
    readonly channelName: string;
  };
  readonly user: PreviewUser;
};

/** A pass with what is drawn of it and what can be done to it. */
export type ShownPass = {
  readonly id: string;
  readonly status: PassStatus;
  readonly externalId: string | undefined;
  readonly visits: number;
  readonly drawn: DrawnPass;
  readonly actions: readonly PassAction[];
  readonly fields: readonly (readonly [name: string, value: string])[];
};

/** An event that MoEngage has accepted, and the campaigns it triggered, or why it did not. */
export type ShownEvent = {
  readonly id: number;
  readonly at: string;
  readonly action: string;
  readonly customerId: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
  readonly isRepeat: boolean;
  readonly triggered: readonly string[];
  readonly strangers: readonly string[];
};

/** One line of the journal: which part of the loop did what. */
export type JournalLine = {
  readonly at: string;
  readonly part: 'landing page' | 'PassKit' | 'relay' | 'MoEngage' | 'clock';
  readonly text: string;
  readonly isTrouble: boolean;
};

/** Everything that the page of the loop shows. Times are ISO 8601. */
export type LoopState = {
  readonly version: number;
  readonly now: string;
  readonly campaigns: readonly {
    readonly file: string;
    readonly name: string;
    readonly trigger: string;
    readonly users: readonly string[];
  }[];
  readonly messages: readonly ShownMessage[];
  readonly passes: readonly ShownPass[];
  readonly refusal?: { readonly at: string; readonly why: readonly string[] };
  readonly events: readonly ShownEvent[];
  readonly journal: readonly JournalLine[];
  readonly queue: {
    readonly waiting: number;
    readonly delivered: number;
    readonly dead: readonly string[];
    readonly nextAt?: string;
  };
  readonly faults: readonly {
    readonly name: FaultName;
    readonly about: string;
    readonly left: number;
  }[];
};
