import type { JinjaVersion } from '../values/types.ts';
import type { Release } from './emitter.ts';
import { RELEASE_28 } from './release-28/release-28.ts';
import { RELEASE_31 } from './release-31.ts';

const RELEASES: { readonly [V in JinjaVersion]: Release } = {
  '3.1': RELEASE_31,
  '3.1.6': RELEASE_31,
  '2.8': RELEASE_28,
  '2.8-python2': RELEASE_28,
};

/** What a release of Jinja compiles in a way of its own. */
export function releaseOf(version: JinjaVersion): Release {
  return RELEASES[version];
}
