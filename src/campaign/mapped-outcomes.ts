import { linkerOf, placeLink } from '../compiler/index.ts';
import { analyse, DICT_METHODS } from '../analysis/index.ts';
import type { Crypto } from '../passkit/index.ts';
import { ast, type Value } from '../jinja/index.ts';
import { engineOf, type Recipient } from '../account/index.ts';
import { knownBy } from './account-fixtures.ts';
import { BothWays } from './both-ways.ts';
import type { FixtureUser } from './campaign-files.ts';
import type { MessagePart } from './load-parts.ts';
import type { Campaign } from './load.ts';
import type { Outcome } from './outcome.ts';
import { judged, outcomeOf } from './preview.ts';
import {
  createRenderer,
  type RenderedMessage,
  type Renderer,
  type Surroundings,
} from './renderer.ts';

const ATTRIBUTES = 'UserAttribute';

/** The attributes by which the link, and the reasons of the map for which a user is dropped, come into the message; no user has them. */
const LINK = 'smartpass link';
const REASONS = 'smartpass reasons';

/** Drops a user for each of the reasons, as the snippet does. */
const DROPS = `{% for reason in UserAttribute['${REASONS}'] %}{% MOE_NOT_SEND(reason) %}{% endfor %}`;

/** How the users of a campaign are rendered: each to an outcome, by the template alone or by the field map where that is proved. */
export type Outcomes = {
  outcome(user: FixtureUser): Outcome;
  /** How many outcomes are by the field map, and how many users were rendered both ways. */
  readonly mapped: number;
  readonly checked: number;
};

/**
 * Outcomes whose link the field map computes, without the snippet: that is the compiler's own, so both give the same link. The texts
 * of such outcomes have no line breaks of the snippet.
 */
export class MappedOutcomes implements Outcomes {
  readonly #ways: BothWays<Outcome>;

  constructor(campaign: Campaign, renderer: Renderer, surroundings: Surroundings, crypto: Crypto) {
    const render = mappedRender(campaign, surroundings, crypto);
    this.#ways = new BothWays({
      byMap:
        render &&
        ((user) => {
          const mapped = render(user);
          if (mapped === undefined) return undefined;
          const outcome = judged(campaign, user, mapped.message, crypto);
          const isMeant =
            outcome.sent &&
            outcome.warnings.length === 0 &&
            outcome.links.some(({ link }) => link === mapped.link);
          return isMeant ? { answer: outcome, kind: SENT } : undefined;
        }),
      whole: (user) => outcomeOf(campaign, user, renderer, crypto),
      isSame,
    });
  }

  outcome(user: FixtureUser): Outcome {
    return this.#ways.of(user);
  }

  get mapped(): number {
    return this.#ways.mapped;
  }

  get checked(): number {
    return this.#ways.checked;
  }
}

/** Outcomes by the template alone. */
export function plainOutcomes(campaign: Campaign, renderer: Renderer, crypto: Crypto): Outcomes {
  return {
    outcome: (user) => outcomeOf(campaign, user, renderer, crypto),
    mapped: 0,
    checked: 0,
  };
}

/** A link report is made of the link alone, so equal links have equal reports. */
function isSame(one: Outcome, other: Outcome): boolean {
  if (!one.sent || !other.sent) return false;
  return (
    one.warnings.length === 0 &&
    one.links.length === other.links.length &&
    one.links.every(({ link }, at) => link === other.links[at]?.link)
  );
}

/** The kind of the answers to users who are sent the message. */
export const SENT = '';

/**
 * A user by the field map: the message with the link that the map computes, sent without warnings or dropped. `kind` is one text for all users whom the
 * map drops for the same reasons, `SENT` for those whom it does not drop.
 */
export type MappedMessage = {
  readonly link: string;
  readonly message: RenderedMessage;
  readonly kind: string;
};

/**
 * Renders users by the field map, with `drops` those too whom it drops. Undefined for one who is warned of, whom the message drops for a reason that the
 * map does not have, or who cannot be rendered so. Undefined itself where the message has no field map, or could notice the attributes that bring the link
 * and the reasons.
 */
export function mappedRender(
  campaign: Campaign,
  surroundings: Surroundings,
  crypto: Crypto,
  { drops = false }: { readonly drops?: boolean } = {},
): ((user: FixtureUser) => MappedMessage | undefined) | undefined {
  const { map, fixtures, secret } = campaign;
  const sent = map && partsWithLink(campaign, '');
  if (map === undefined || sent === undefined) return undefined;
  const dropped = drops ? partsWithLink(campaign, DROPS) : undefined;
  const renderer = createRenderer({ ...campaign, parts: sent, users: undefined }, surroundings);
  // Many runs have nobody whom the map drops.
  let dropping: Renderer | undefined;
  const linkFor = linkerOf(map, secret, crypto);
  const known = knownBy(fixtures);
  const release = engineOf(campaign.profile);
  return ({ recipient }) => {
    const mapped = linkFor(known(recipient, { now: surroundings.clock(), release }));
    if (mapped === undefined) return undefined;
    const { link, dropped: reasons } = mapped;
    if (reasons.length === 0) {
      const message = renderer.render(withValues(recipient, [[LINK, link]]));
      return message.sent && message.warnings.length === 0
        ? { link, message, kind: SENT }
        : undefined;
    }
    if (dropped === undefined) return undefined;
    const values: readonly [string, Value][] = [
      [LINK, link],
      [REASONS, [...reasons]],
    ];
    dropping ??= createRenderer({ ...campaign, parts: dropped, users: undefined }, surroundings);
    const message = dropping.render(withValues(recipient, values));
    return message.sent ? undefined : { link, message, kind: JSON.stringify(reasons) };
  };
}

/** A recipient with more attributes, which the message is given by the names of no user's attributes. */
function withValues(
  recipient: Recipient,
  values: readonly (readonly [string, Value])[],
): Recipient {
  const user = recipient.user.share();
  for (const [name, value] of values) user.set(name, value);
  return Object.assign({ ...recipient }, { user });
}

/**
 * The parts of the message with the link in place of each snippet, and before it some statements; undefined where the message could notice the attribute
 * that brings it, or that the snippet did not run.
 */
function partsWithLink(
  { parts, channel, profile, fixtures: { contentBlocks } }: Campaign,
  before: string,
): readonly MessagePart[] | undefined {
  const placed: MessagePart[] = [];
  let count = 0;
  for (const part of parts) {
    const message = placeLink(part.own, `UserAttribute['${LINK}']`, { channel, before });
    if (message !== undefined) count += 1;
    const { root } = analyse(message ?? part.message, { profile, channel, contentBlocks });
    if (!readsByName(root)) return undefined;
    if (message !== undefined && readsAny(root, namesLeft(part, profile))) return undefined;
    placed.push({ ...part, message: message ?? part.message });
  }
  return count === 0 ? undefined : placed;
}

/** The names that are left of the snippet of a part, besides that of the link: those that it sets outside its loops. */
function namesLeft({ message }: MessagePart, profile: Campaign['profile']): ReadonlySet<string> {
  const { root, map } = analyse(message, { profile });
  const names = new Set<string>();
  ast.visit(root, {
    For: ({ start }) => map.isVerbatim(start, start),
    Name: ({ name, ctx, start, end }) => {
      if (ctx === 'store' && name !== 'longURL' && !map.isVerbatim(start, end)) names.add(name);
    },
  });
  return names;
}

function readsAny(root: ast.Root, names: ReadonlySet<string>): boolean {
  let isSo = false;
  ast.visit(root, {
    Name: ({ name, ctx }) => {
      if (ctx === 'load' && names.has(name)) isSo = true;
    },
  });
  return isSo;
}

function isAttributes(node: ast.Node): boolean {
  return node.typename === 'Name' && node.name === ATTRIBUTES;
}

/** Whether a template only reads attributes of the user whose names it says. */
function readsByName(root: ast.Root): boolean {
  let isSo = true;
  ast.visit(root, {
    Getattr: ({ node, attr }) => !isAttributes(node) || isMethod(attr),
    Getitem: ({ node, arg }) => !isAttributes(node) || arg.typename !== 'Const',
    Name: (node) => {
      if (isAttributes(node)) isSo = false;
    },
    Macro: ({ name }) => {
      if (name === ATTRIBUTES) isSo = false;
    },
  });
  return isSo;
}

/** Whether `UserAttribute.x` is a method of dicts, `has_key` of Python 2 among them, which sees all attributes. */
function isMethod(name: string): boolean {
  return name.startsWith('__') || name === 'has_key' || DICT_METHODS.has(name);
}
