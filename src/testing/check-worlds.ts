import { FindingsError } from '../diagnostics/index.ts';
import { createRenderer, outcomeOf, type Campaign, type Surroundings } from '../campaign/index.ts';
import {
  describeUnknown,
  unknownFields,
  worlds,
  type ProfileField,
  type Recipient,
} from '../moengage/index.ts';
import { portableCrypto } from '../passkit/index.ts';
import { snapshotText } from './snapshot-text.ts';

/** What decides about the hash shows in every signed link, whatever the template does: it counts only where it is asked for. */
const HASH: ReadonlySet<ProfileField> = new Set(['hash', 'hashCase']);

/**
 * The profile's fields on which the outcome of a user hangs: those that are not pinned and of which another value, the rest
 * as it is, gives another message or another reason. A line break at the end of the message is none.
 */
export function differingWorlds(
  campaign: Campaign,
  recipient: Recipient,
  surroundings: Surroundings,
  asked: readonly ProfileField[],
): readonly ProfileField[] {
  const textIn = (profile: Campaign['profile']): string => {
    const world = { ...campaign, profile };
    const user = { name: '', file: '', recipient };
    try {
      const renderer = createRenderer(world, surroundings);
      return snapshotText(outcomeOf(world, user, renderer, portableCrypto)).trimEnd();
    } catch (error) {
      if (!(error instanceof FindingsError)) throw error;
      return 'refused';
    }
  };
  const own = textIn(campaign.profile);
  const open = unknownFields(campaign.profile).filter(
    (field) => !HASH.has(field) || asked.includes(field),
  );
  return open.filter((field) =>
    worlds(campaign.profile, [field]).some((world) => textIn(world) !== own),
  );
}

/** What is wrong where the outcome hangs on other fields than expected; undefined where it does not. */
export function worldsMessage(
  found: readonly ProfileField[],
  expected: readonly ProfileField[],
): string | undefined {
  const unexpected = found.filter((field) => !expected.includes(field));
  const needless = expected.filter((field) => !found.includes(field));
  const lines = [
    ...unexpected.map(
      (field) => `the outcome depends on what is not known: ${describeUnknown(field)}`,
    ),
    ...needless.map((field) => `the outcome does not depend on the profile field '${field}'`),
  ];
  return lines.length === 0 ? undefined : lines.join('\n');
}
