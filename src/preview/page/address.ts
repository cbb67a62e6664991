import { STATUSES } from './views/index.ts';
import type { Choice, View } from './choices.ts';

/** What is chosen before anything is: in the colours of the system. */
export function defaultView(): View {
  const isDark = matchMedia('(prefers-color-scheme: dark)').matches;
  return {
    selected: -1,
    keys: true,
    find: '',
    status: '',
    reason: '',
    lacks: '',
    width: 'phone',
    scheme: isDark ? 'dark' : 'light',
    source: 'shown',
  };
}

const CHOICES: readonly Choice[] = [
  'find',
  'status',
  'reason',
  'lacks',
  'width',
  'scheme',
  'source',
];

/** The choices that have a fixed list of values. */
const VALUES: ReadonlyMap<string, readonly string[]> = new Map([
  ['width', ['phone', 'desktop']],
  ['scheme', ['light', 'dark']],
  ['source', ['shown', 'source']],
  ['status', STATUSES.map(({ id }) => id)],
]);

/** The fragment of the address for what is chosen: the user by name, and what differs from the defaults. */
export function addressOf(view: View, userName: string | undefined): string {
  const user = userName === undefined ? [] : ['user=' + encodeURIComponent(userName)];
  const defaults = defaultView();
  const others = CHOICES.filter((name) => view[name] !== defaults[name]).map(
    (name) => name + '=' + encodeURIComponent(view[name]),
  );
  return '#' + [...user, ...others].join('&');
}

/** What a fragment says: the user's name and the choices. Undefined where it is the id of an element, such as `#main`. */
export function readAddress(
  hash: string,
): { readonly userName: string | undefined; readonly choices: Partial<View> } | undefined {
  const given = new Map(hash.slice(1).split('&').flatMap(readPair));
  if (given.size === 0 && hash.length > 1) return undefined;
  const defaults = defaultView();
  const choices = CHOICES.map((name) => {
    const value = given.get(name);
    const values = VALUES.get(name);
    const isWrong = value === undefined || values?.includes(value) === false;
    return [name, isWrong ? defaults[name] : value];
  });
  return {
    userName: given.get('user'),
    choices: Object.fromEntries(choices) as Partial<View>,
  };
}

function readPair(part: string): [string, string][] {
  const at = part.indexOf('=');
  if (at < 0) return [];
  try {
    return [[part.slice(0, at), decodeURIComponent(part.slice(at + 1))]];
  } catch {
    return [];
  }
}
