import { relative, resolve, sep } from 'node:path';
import { loadCampaign, type Campaign, type Outcome } from '../../campaign/index.ts';
import { Dict, fromJs } from '../../jinja/index.ts';
import {
  RECIPIENT_VARIABLES,
  type Recipient,
  type RecipientVariable,
} from '../../account/index.ts';
import { Suite } from '../suite.ts';
import { NodeFiles } from './node-files.ts';

/** A user as plain data, with the sections of a fixture file; an attribute that is not there is missing. */
export type PlainRecipient = { readonly user: PlainSection } & {
  readonly [part in RecipientVariable['part']]?: PlainSection;
};

type PlainSection = Readonly<Record<string, unknown>>;

/** A campaign for people's own tests. */
export type OpenCampaign = {
  readonly campaign: Campaign;
  /** The names of its fixture users. */
  readonly users: readonly string[];
  /** What the campaign does with a fixture user, by name, or with a user who is given. Throws RangeError for a stranger. */
  readonly outcome: (user: string | PlainRecipient) => Outcome;
};

/**
 * Opens a campaign file, by its path from `cwd` (default: the process's), as `smartpass test` does: the clock is fixed,
 * links are signed with the fake secret. Throws a FindingsError with everything that is wrong with it.
 */
export async function openCampaign(
  file: string,
  cwd: string = process.cwd(),
): Promise<OpenCampaign> {
  const path = relative(cwd, resolve(cwd, file)).split(sep).join('/');
  const campaign = await loadCampaign(path, new NodeFiles(cwd));
  const suite = new Suite(campaign);
  return {
    campaign,
    users: campaign.users.map(({ name }) => name),
    outcome(user) {
      if (typeof user !== 'string') return suite.outcome(recipientOf(user));
      const known = campaign.users.find(({ name }) => name === user);
      if (known === undefined) throw new RangeError(`the campaign has no user '${user}'`);
      return suite.outcome(known.recipient, user);
    },
  };
}

function recipientOf(plain: PlainRecipient): Recipient {
  const parts = RECIPIENT_VARIABLES.flatMap(({ part }) => {
    const section = plain[part];
    return section === undefined ? [] : [[part, dictOf(section)] as const];
  });
  return { user: new Dict(), ...Object.fromEntries(parts) };
}

function dictOf(data: PlainSection): Dict {
  return Dict.of(Object.entries(data).map(([key, value]) => [key, fromJs(value)] as const));
}
