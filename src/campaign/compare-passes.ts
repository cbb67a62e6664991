import { readLink, type Crypto } from '../passkit/index.ts';
import type { FixtureUser } from './campaign-files.ts';
import { collectLinks, looksLikeSmartPass } from './links.ts';
import { createRenderer, type Message, type Surroundings } from './renderer.ts';

/** What a message gives one user: the fields of the pass, or why there is none. */
type PassOfUser = { readonly fields: ReadonlyMap<string, string> } | { readonly none: string };

/** What two messages give one user, where it differs: a field, or `pass` for the pass as a whole. */
export type PassDifference = {
  readonly user: string;
  readonly what: string;
  readonly before: string;
  readonly after: string;
};

/** Surroundings of a comparison; `crypto` reads the links. */
type ComparisonOptions = Surroundings & { readonly crypto: Crypto };

/** Renders two messages for the same users and compares the passes field by field; signatures do not count. */
export function comparePasses(
  before: Message,
  after: Message,
  users: readonly Pick<FixtureUser, 'name' | 'recipient'>[],
  options: ComparisonOptions,
): readonly PassDifference[] {
  const [old, now] = [passReader(before, options), passReader(after, options)];
  return users.flatMap((user) => differences(user.name, old(user), now(user)));
}

function passReader(
  message: Message,
  options: ComparisonOptions,
): (user: Pick<FixtureUser, 'recipient'>) => PassOfUser {
  const renderer = createRenderer(message, options);
  return ({ recipient }) => {
    const outcome = renderer.render(recipient);
    if (!outcome.sent) {
      const [failure] = outcome.failures;
      return { none: `not sent: ${failure?.name ?? failure?.message ?? 'unknown'}` };
    }
    const link = collectLinks(outcome.text, message.channel).find(looksLikeSmartPass);
    if (link === undefined) return { none: 'no link' };
    const { payload } = readLink(link, { crypto: options.crypto });
    if (payload === undefined) return { none: 'a link that opens no pass' };
    return { fields: new Map(payload.map(([name, value]) => [name, String(value)])) };
  };
}

function differences(
  user: string,
  before: PassOfUser,
  after: PassOfUser,
): readonly PassDifference[] {
  if ('none' in before || 'none' in after) {
    const [one, other] = [wordOf(before), wordOf(after)];
    return one === other ? [] : [{ user, what: 'pass', before: one, after: other }];
  }
  const names = new Set([...before.fields.keys(), ...after.fields.keys()]);
  return [...names].flatMap((what) => {
    const [one, other] = [
      before.fields.get(what) ?? '(absent)',
      after.fields.get(what) ?? '(absent)',
    ];
    return one === other ? [] : [{ user, what, before: one, after: other }];
  });
}

function wordOf(pass: PassOfUser): string {
  return 'none' in pass ? pass.none : 'a pass';
}
