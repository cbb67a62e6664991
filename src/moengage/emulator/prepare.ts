import type { Finding } from '../../diagnostics/index.ts';
import { normalise } from '../../jinja/index.ts';
import type { Channel } from '../channels.ts';
import type { Profile } from '../profile.ts';
import type { ContentBlocks } from '../read-content-blocks.ts';
import { Places } from './place.ts';

/** What Jinja gets to read: the source as the editor saved it, content blocks put in. */
export type Prepared = { readonly places: Places; readonly findings: readonly Finding[] };

/** What decides about it. */
export type PrepareOptions = {
  readonly profile: Profile;
  readonly channel?: Channel | undefined;
  readonly contentBlocks?: ContentBlocks | undefined;
};

/** Does to a template what MoEngage does before Jinja reads it. */
export function prepare(source: string, { profile }: PrepareOptions): Prepared {
  const normal = normalise(source, {
    version: profile.jinja,
    keepTrailingNewline: true,
  });
  return { places: new Places(normal), findings: [] };
}
