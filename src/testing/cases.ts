import { fitsWildcard, type Campaign, type CampaignTest, type Changes } from '../campaign/index.ts';
import { Dict, str } from '../jinja/index.ts';
import type { AttributeUse } from '../analysis/index.ts';
import { attributesBy, type Recipient } from '../account/index.ts';

/** How an attribute can be lacking. A fixture tells all four apart. */
export type Lack = 'missing' | 'null' | 'empty' | 'blank';

/** One attribute of a matrix and how it is lacking. */
type MatrixCase = { readonly kind: string; readonly name: string; readonly lack: Lack };

/** One user of one test. `label` tells the cases of a test apart and is absent where it has only one. */
export type TestCase = {
  readonly test: CampaignTest;
  readonly label?: string;
  /** How messages call the user. */
  readonly user: string;
  readonly recipient: Recipient;
  readonly lacking?: MatrixCase & { readonly base: Recipient };
};

const LACKS: ReadonlyMap<Lack, string | null | undefined> = new Map([
  ['missing', undefined],
  ['null', null],
  ['empty', ''],
  ['blank', ' '],
]);

/** What the cases of a test are made from: the attributes that the template reads, and a user for a matrix without one. */
type CaseSources = {
  readonly reads: readonly AttributeUse[];
  readonly firstSound: () => string | undefined;
};

/** The cases of a test, in the order of the campaign's users, attributes in the order in which the template reads them. */
export function casesOf(
  { users }: Pick<Campaign, 'users'>,
  test: CampaignTest,
  { reads, firstSound }: CaseSources,
): readonly TestCase[] {
  const { subject, changes } = test;
  const named = (name: string): readonly Base[] =>
    users.filter((user) => user.name === name).map(({ recipient }) => ({ user: name, recipient }));
  let bases: readonly Base[];
  if (subject.kind === 'inline') bases = [{ user: 'the user', recipient: subject.recipient }];
  else if (subject.kind === 'named') bases = named(subject.name);
  else if (subject.kind === 'any') bases = named(firstSound() ?? users[0]?.name ?? '');
  else
    bases = users
      .filter(({ name }) => subject.patterns.some((pattern) => fitsWildcard(name, pattern)))
      .map(({ name, recipient }) => ({ user: name, recipient }));
  const changed = bases.map(({ user, recipient }) => ({
    user: `${user}${describeChanges(changes)}`,
    recipient: applyChanges(recipient, changes),
    ...(subject.kind === 'each' && { label: user }),
  }));
  if (!test.matrix) return changed.map((base) => ({ test, ...base }));
  return changed.flatMap((base) => matrixOf(test, base, reads));
}

type Base = { readonly user: string; readonly recipient: Recipient; readonly label?: string };

function matrixOf(
  test: CampaignTest,
  { user, recipient, label }: Base,
  reads: readonly AttributeUse[],
): readonly TestCase[] {
  return reads.flatMap(({ kind, name }) => {
    const part = attributesBy('name', kind)?.part;
    if (part === undefined) return [];
    return [...LACKS].map(([lack, value]): TestCase => {
      const attributes = copyOf(recipient[part]);
      if (value === undefined) attributes.delete(name);
      else attributes.set(name, value);
      const what = `${kind === 'UserAttribute' ? name : `${kind}['${name}']`} ${lack}`;
      return {
        test,
        label: label === undefined ? what : `${label}: ${what}`,
        user: `${user} with ${what}`,
        recipient: { ...recipient, [part]: attributes },
        lacking: { kind, name, lack, base: recipient },
      };
    });
  });
}

function applyChanges(recipient: Recipient, changes: Changes): Recipient {
  const user = merged(recipient.user, changes.without, changes.with);
  const { event, ...rest } = recipient;
  if (changes.withoutEvent === 'all' && changes.withEvent === undefined) return { ...rest, user };
  const removed =
    changes.withoutEvent === 'all' ? [...(event?.keys() ?? [])] : changes.withoutEvent;
  const isTouched = removed.length > 0 || changes.withEvent !== undefined;
  if (!isTouched) return { ...recipient, user };
  return { ...recipient, user, event: merged(event, removed as string[], changes.withEvent) };
}

function merged(from: Dict | undefined, without: readonly string[], extra: Dict | undefined): Dict {
  const made = copyOf(from);
  for (const name of without) made.delete(name);
  for (const [name, value] of extra?.entries() ?? []) made.set(name, value);
  return made;
}

function copyOf(dict: Dict | undefined): Dict {
  return Dict.of(dict?.entries() ?? []);
}

function describeChanges({ without, with: extra, withoutEvent, withEvent }: Changes): string {
  const parts = [
    ...(without.length > 0 ? [`without ${without.join(', ')}`] : []),
    ...(extra === undefined ? [] : [`with ${namesIn(extra)}`]),
    ...(withoutEvent === 'all' ? ['without an event'] : []),
    ...(withoutEvent !== 'all' && withoutEvent.length > 0
      ? [`without ${withoutEvent.join(', ')} in the event`]
      : []),
    ...(withEvent === undefined ? [] : [`with ${namesIn(withEvent)} in the event`]),
  ];
  return parts.length === 0 ? '' : ` ${parts.join(', ')}`;
}

function namesIn(dict: Dict): string {
  return [...dict.keys()].map((key) => str(key)).join(', ');
}
