import { triggerKind, type Campaign } from '../../campaign/index.ts';
import { lint, type LintFinding } from '../../lint/index.ts';
import type { Crypto } from '../../passkit/index.ts';
import { surroundingsOf } from './surroundings.ts';

/** What the linter says of each part of a message, part by part, with the changes that mend it. */
export function* lintOf(
  campaign: Campaign,
  crypto: Crypto,
): Generator<readonly LintFinding[], void, undefined> {
  const { profile, channel, trigger } = campaign;
  const { clock, hashes } = surroundingsOf(campaign, crypto);
  for (const { file, message, shape } of campaign.parts) {
    const { findings } = lint(
      message,
      {
        profile,
        channel,
        trigger: triggerKind(trigger),
        hashes,
        clock,
        file,
        link: shape === 'address',
      },
      { fixes: true },
    );
    yield findings;
  }
}
