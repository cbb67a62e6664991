import { raise, type PyError } from '../errors.ts';
import type { JinjaVersion } from './types.ts';

/** What a release of Jinja does with values in a way of its own. */
type ValuesRelease = {
  /** Subtracting an Undefined raises UndefinedError. */
  readonly undefinedHasMinus: boolean;
  /** The error for a call of what cannot be called. */
  uncallable(type: string): PyError;
};

const RELEASE_31: ValuesRelease = {
  undefinedHasMinus: true,
  uncallable: (type) => raise('TypeError', `'${type}' object is not callable`),
};

const RELEASE_28: ValuesRelease = {
  undefinedHasMinus: false,
  uncallable: (type) => raise('AttributeError', `'${type}' object has no attribute '__call__'`),
};

const RELEASES: { readonly [V in JinjaVersion]: ValuesRelease } = {
  '3.1': RELEASE_31,
  '3.1.6': RELEASE_31,
  '2.8': RELEASE_28,
  '2.8-python2': RELEASE_28,
};

/** What a release of Jinja does with values in a way of its own. */
export function valuesReleaseOf(version: JinjaVersion): ValuesRelease {
  return RELEASES[version];
}
