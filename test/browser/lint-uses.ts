import {
  defaultProfile,
  nobleHashes,
  type Channel,
  type TriggerKind,
} from '../../src/account/index.ts';
import { lint, type LintFinding } from '../../src/lint/index.ts';

/** A template with what is known of its campaign. */
type Template = {
  readonly template: string;
  readonly channel: Channel;
  readonly trigger: TriggerKind;
};

/** What lint says of each template, with its fixes, in Node and in a page alike. */
export function lintAll(templates: readonly Template[]): readonly (readonly LintFinding[])[] {
  return templates.map(({ template, channel, trigger }) => {
    const options = {
      profile: defaultProfile(channel),
      channel,
      trigger,
      hashes: nobleHashes,
      clock: () => Date.UTC(2026, 0, 1),
    };
    return lint(template, options, { fixes: true }).findings;
  });
}
