import { raise, type PyError } from '../errors.ts';
import { hashKey } from '../values/hash.ts';
import { str } from '../values/print.ts';
import { typeName } from '../values/protocol.ts';
import type { JinjaVersion, Value } from '../values/types.ts';
import { Undefined } from '../values/undefined.ts';
import type { LoadHow } from './types.ts';

/** What a release of Jinja does in a way of its own when a template runs. */
export type RuntimeRelease = {
  /** An inline if without else gives the plain Undefined, whatever class the environment has. */
  readonly plainCondition: boolean;
  /** Other templates see the variables that a template has exported. */
  readonly sharesExports: boolean;
  /** The error for a value that is not the name of a template. */
  unloadable(value: Value, how: LoadHow): PyError;
};

const RELEASE_31: RuntimeRelease = {
  plainCondition: true,
  sharesExports: true,
  unloadable: (value) => {
    if (value instanceof Undefined) return value.fail();
    hashKey(value);
    return raise('TemplateNotFound', str(value));
  },
};

const RELEASE_28: RuntimeRelease = {
  plainCondition: false,
  sharesExports: false,
  unloadable: (value, how) => {
    if (value instanceof Undefined && how === 'get or select') return emptySelection();
    hashKey(value);
    const type = value instanceof Undefined ? 'Undefined' : typeName(value);
    return raise('TemplateNotFound', `<unprintable __str__ returned non-string (type ${type})>`);
  },
};

const RELEASES: { readonly [V in JinjaVersion]: RuntimeRelease } = {
  '3.1': RELEASE_31,
  '3.1.6': RELEASE_31,
  '2.8': RELEASE_28,
  '2.8-python2': RELEASE_28,
};

/** What a release of Jinja does in a way of its own when a template runs. */
export function runtimeReleaseOf(version: JinjaVersion): RuntimeRelease {
  return RELEASES[version];
}

/** The error for a list of templates that has none. */
export function emptySelection(): PyError {
  return raise('TemplatesNotFound', 'Tried to select from an empty list of templates.');
}
