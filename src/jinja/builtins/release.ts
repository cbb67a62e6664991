import { repr } from '../values/print.ts';
import type { CallState, JinjaVersion, Value } from '../values/types.ts';
import { Undefined } from '../values/undefined.ts';

/** What built-in filters, tests and globals of a release do in a way of their own, beside those that the tables have twice. */
type BuiltinsRelease = {
  /** A filter that makes a generator looks at its arguments at once, not when the first item is asked for. */
  readonly preparesEarly: boolean;
  /** No attribute (None) is the item itself; else it is looked up like any other key. */
  readonly nullIsItem: boolean;
  /** The keyword arguments that `map` takes beside `attribute`. */
  readonly mapKeywords: readonly string[];
  /** A `cycler` has a method `next`. */
  readonly cyclerHasNext: boolean;
  /** What is in front of the names of functions that have an asynchronous twin. */
  readonly prefix: 'sync_' | '';
  /** The message about a name that no filter or test has. */
  unknown(kind: 'filter' | 'test', name: Value): string;
};

const RELEASE_31: BuiltinsRelease = {
  preparesEarly: false,
  nullIsItem: true,
  mapKeywords: ['attribute', 'default'],
  cyclerHasNext: true,
  prefix: 'sync_',
  unknown: (kind, name) => {
    const message = `No ${kind} named ${repr(name)}.`;
    if (!(name instanceof Undefined)) return message;
    return `${message} (${name.message}; did you forget to quote the callable name?)`;
  },
};

const RELEASE_28: BuiltinsRelease = {
  preparesEarly: true,
  nullIsItem: false,
  mapKeywords: ['attribute'],
  // On Python 3 its class has no method of that name.
  cyclerHasNext: false,
  prefix: '',
  unknown: (kind, name) => `no ${kind} named ${repr(name)}`,
};

const RELEASES: { readonly [V in JinjaVersion]: BuiltinsRelease } = {
  '3.1': RELEASE_31,
  '3.1.6': RELEASE_31,
  '2.8': RELEASE_28,
  '2.8-python2': { ...RELEASE_28, cyclerHasNext: true },
};

/** What the release of a render does in a way of its own. */
export function releaseOf({ environment }: Pick<CallState, 'environment'>): BuiltinsRelease {
  return RELEASES[environment.version];
}
