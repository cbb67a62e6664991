import {
  defaultProfile,
  nobleHashes,
  type Channel,
  type TriggerKind,
} from '../../src/account/index.ts';
import type { LintOptions } from '../../src/lint/index.ts';

/** The moment at which templates are judged. */
export const NOW: number = Date.UTC(2026, 0, 1);

/** How tests judge a template: in the default account of its channel, at one moment. */
export function lintOptions({
  channel,
  trigger,
}: {
  readonly channel: Channel;
  readonly trigger?: TriggerKind;
}): LintOptions {
  return {
    profile: defaultProfile(channel),
    channel,
    trigger,
    hashes: nobleHashes,
    clock: () => NOW,
  };
}
