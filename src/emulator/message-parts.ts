import type { Failure, Profile } from '../account/index.ts';
import type { Finding, SourceMap } from '../diagnostics/index.ts';
import type { Value } from '../jinja/index.ts';
import type { AccountEnvironment } from './account-environment.ts';
import type { Session, SessionOptions } from './session.ts';

/** What a message needs of its emulator. */
export type MessageParts = {
  readonly environment: AccountEnvironment;
  readonly session: Session;
  readonly profile: Profile;
  readonly campaign: SessionOptions;
  readonly mode: 'send' | 'preview';
  readonly isHtml: boolean;
  /** Findings of what happened to the text before Jinja got it. */
  readonly findings: readonly Finding[];
  /** The text that Jinja gets, and where it comes from. */
  readonly map: SourceMap;
  readonly isAsWritten: boolean;
  /** What drops every user, whatever the render gives. */
  readonly failures: readonly Failure[];
  /** Told which message is rendered now. */
  readonly onRender: (message: { notSend(reason: Value, site: number): void }) => void;
};
