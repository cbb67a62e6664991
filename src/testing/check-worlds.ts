import {
  createRenderer,
  outcomeOf,
  type Campaign,
  type Renderer,
  type Surroundings,
} from '../campaign/index.ts';
import { FindingsError } from '../diagnostics/index.ts';
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

/** A campaign in an account, ready to render; none where the account refuses the template. */
type World = { readonly campaign: Campaign; readonly renderer: Renderer | undefined };

/** The accounts that differ from a campaign's in one field that is not pinned. Each is made ready once. */
export class Worlds {
  readonly #campaign: Campaign;
  readonly #surroundings: Surroundings;
  readonly #made: Map<ProfileField, readonly World[]> = new Map();

  constructor(campaign: Campaign, surroundings: Surroundings) {
    this.#campaign = campaign;
    this.#surroundings = surroundings;
  }

  /**
   * The profile's fields on which the outcome of a user hangs: those that are not pinned and of which another value, the rest
   * as it is, gives another message or another reason. A line break at the end of the message is none. `asked` are fields
   * that are looked at in any case.
   */
  differing(recipient: Recipient, asked: readonly ProfileField[]): readonly ProfileField[] {
    const open = unknownFields(this.#campaign.profile).filter(
      (field) => !HASH.has(field) || asked.includes(field),
    );
    return open.filter((field) => {
      const [own, ...others] = this.#of(field).map((world) => textIn(world, recipient));
      return others.some((text) => text !== own);
    });
  }

  #of(field: ProfileField): readonly World[] {
    const known = this.#made.get(field);
    if (known !== undefined) return known;
    const made = worlds(this.#campaign.profile, [field]).map((profile): World => {
      const campaign = { ...this.#campaign, profile };
      return { campaign, renderer: rendererOf(campaign, this.#surroundings) };
    });
    this.#made.set(field, made);
    return made;
  }
}

function rendererOf(campaign: Campaign, surroundings: Surroundings): Renderer | undefined {
  try {
    return createRenderer(campaign, surroundings);
  } catch (error) {
    if (error instanceof FindingsError) return undefined;
    throw error;
  }
}

function textIn({ campaign, renderer }: World, recipient: Recipient): string {
  if (renderer === undefined) return 'refused';
  const user = { name: '', file: '', recipient };
  return snapshotText(outcomeOf(campaign, user, renderer, portableCrypto)).trimEnd();
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
