import {
  makeProfile,
  nobleHashes,
  type Profile,
  type ProfileField,
  type ProfileValues,
} from '../../src/account/index.ts';
import { loadCampaign, type Campaign } from '../../src/campaign/index.ts';
import {
  compareLive,
  emulatedAccount,
  type Comparison,
  type StandInRender,
} from '../../src/live/index.ts';
import { isSame, renderedIn, textOfRendered } from '../../src/live/differences.ts';
import { previewParts } from '../../src/live/preview-message.ts';
import { Files } from '../../src/cli/files.ts';
import { accountOf, type Changed, type TestAccount } from './accounts.ts';

/** When every account here renders. */
export const NOW: number = Date.UTC(2026, 0, 15);

const SURROUNDINGS = { hashes: nobleHashes, clock: () => NOW };

/** The campaigns that ship. */
export const SHIPPED: readonly string[] = ['loyalty-card', 'coupon', 'passkit-guide'];

/** A shipped campaign, or the campaign of a file, in an account of these values. */
export async function campaignOf(
  name: string,
  values: Partial<ProfileValues> = {},
): Promise<Campaign> {
  const file = name.includes('/') ? name : `templates/${name}/campaign.yaml`;
  const campaign = await loadCampaign(file, new Files(process.cwd()));
  return { ...campaign, profile: makeProfile(values, campaign.channel) };
}

/** A comparison with an account in this process, and that account. */
export async function compareWith(
  campaign: Campaign,
  render: StandInRender,
  changed?: Changed,
): Promise<TestAccount & { readonly comparison: Comparison }> {
  const account = accountOf({ render }, changed && { changed });
  const comparison = await compareLive(account.client, campaign, SURROUNDINGS, { id: 'r' });
  return { ...account, comparison };
}

/** The users for whom our engine renders another text in an account of another profile. */
export function expectedDifferences(campaign: Campaign, other: Profile): readonly string[] {
  const parts = previewParts(campaign, SURROUNDINGS);
  return campaign.users
    .filter(({ recipient }) =>
      parts.some((part) => {
        const there = renderedIn(part, recipient, other);
        const shown =
          there.refused === undefined ? { text: there.text } : { refused: textOfRendered(there) };
        return !isSame(renderedIn(part, recipient), shown);
      }),
    )
    .map(({ name }) => name);
}

/** The renderer of an account of these values on our own engine. */
export function emulated(values: Partial<ProfileValues>): StandInRender {
  return emulatedAccount({ profile: makeProfile(values), crypto: nobleHashes, clock: () => NOW });
}

/** Every field that an explanation names. */
export function namedFields({ explanation }: Comparison): readonly ProfileField[] {
  return explanation.steps.flatMap(({ fields, alternatives }) =>
    [fields, ...alternatives].flat().map((one) => one.field),
  );
}
