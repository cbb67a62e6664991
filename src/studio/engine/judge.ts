import { recipientsIn, triggerKind, type Campaign } from '../../campaign/index.ts';
import { knownValues } from '../../emulator/index.ts';
import { lint, readSettings, type LintFinding } from '../../lint/index.ts';
import type { Crypto } from '../../passkit/index.ts';
import { surroundingsOf } from './surroundings.ts';

/** What the linter says of each part of a message, part by part, with the changes that mend it. `config` is the text of the campaign's configuration. */
export function* lintOf(
  campaign: Campaign,
  config: string | undefined,
  crypto: Crypto,
): Generator<readonly LintFinding[], void, undefined> {
  const { profile, channel, trigger } = campaign;
  const { clock, hashes } = surroundingsOf(campaign, crypto);
  const { rules, declared } = readSettings(config ?? '', campaign.config ?? '');
  const fixtures = knownValues(campaign.fixtures, recipientsIn(campaign));
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
        names: { declared, fixtures },
        rules,
      },
      { fixes: true },
    );
    yield findings;
  }
}
