import { evaluatorOf, linkerOf, placeLink, type FieldMap } from '../compiler/index.ts';
import { analyse, DICT_METHODS } from '../analysis/index.ts';
import type { Crypto } from '../passkit/index.ts';
import { ast, Dict } from '../jinja/index.ts';
import { engineOf, type Recipient } from '../account/index.ts';
import { knownOf } from './account-fixtures.ts';
import type { FixtureUser } from './campaign-files.ts';
import type { MessagePart } from './load-parts.ts';
import type { Campaign } from './load.ts';
import type { Outcome } from './outcome.ts';
import { outcomeOf } from './preview.ts';
import { createRenderer, type Renderer, type Surroundings } from './renderer.ts';

/** So many users are rendered both ways before the field map alone counts, … */
const FIRST = 50;
/** … and then one in so many. */
const EVERY = 100;

/** The attribute by which the link comes into the message; no user has it. */
const LINK = 'smartpass link';

/** Thrown where a user is rendered both ways and the links differ, after others were rendered by the field map alone. */
export class MapDiffersError extends Error {
  override readonly name = 'MapDiffersError';
}

/** How the users of a campaign are rendered: each to an outcome, by the template alone or by the field map where that is proved. */
export type Outcomes = {
  outcome(user: FixtureUser): Outcome;
  /** How many outcomes are by the field map, and how many users were rendered both ways. */
  readonly mapped: number;
  readonly checked: number;
};

/** Renders a user by the field map: undefined for one who is dropped, warned of, or cannot be rendered so. */
type MappedRender = (user: FixtureUser) => Outcome | undefined;

/**
 * Outcomes whose link the field map computes, without the snippet: that is the compiler's own, so both give the same link. The first
 * users, and then one in a hundred, are rendered both ways and compared. The texts of such outcomes have no line breaks of the snippet.
 */
export class MappedOutcomes implements Outcomes {
  readonly #campaign: Campaign;
  readonly #renderer: Renderer;
  readonly #crypto: Crypto;
  #byMap: MappedRender | undefined;
  #users = 0;
  mapped = 0;
  checked = 0;

  constructor(campaign: Campaign, renderer: Renderer, surroundings: Surroundings, crypto: Crypto) {
    this.#campaign = campaign;
    this.#renderer = renderer;
    this.#crypto = crypto;
    this.#byMap = mappedRender(campaign, surroundings, crypto);
  }

  outcome(user: FixtureUser): Outcome {
    const mapped = this.#byMap?.(user);
    if (mapped === undefined) return this.#whole(user);
    this.#users += 1;
    if (this.#users > FIRST && this.#users % EVERY !== 0) {
      this.mapped += 1;
      return mapped;
    }
    const whole = this.#whole(user);
    this.checked += 1;
    if (!isSame(whole, mapped)) {
      if (this.mapped > 0) throw new MapDiffersError();
      this.#byMap = undefined;
    }
    return whole;
  }

  #whole(user: FixtureUser): Outcome {
    return outcomeOf(this.#campaign, user, this.#renderer, this.#crypto);
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

function mappedRender(
  campaign: Campaign,
  surroundings: Surroundings,
  crypto: Crypto,
): MappedRender | undefined {
  const { map, fixtures, secret } = campaign;
  const parts = map && partsWithLink(campaign);
  if (map === undefined || parts === undefined) return undefined;
  const renderer = createRenderer({ ...campaign, parts, users: undefined }, surroundings);
  const linkOf = linkOfUser(map, secret, crypto);
  const release = engineOf(campaign.profile);
  return (user) => {
    const known = { ...knownOf(user.recipient, fixtures), now: surroundings.clock(), release };
    const link = linkOf(known);
    if (link === undefined) return undefined;
    const recipient = { ...user.recipient, user: withLink(user.recipient, link) };
    const outcome = outcomeOf(campaign, { ...user, recipient }, renderer, crypto);
    return outcome.sent && outcome.warnings.length === 0 ? outcome : undefined;
  };
}

/** The link of a user, undefined for one who is dropped. */
function linkOfUser(
  map: FieldMap,
  secret: string,
  crypto: Crypto,
): (known: Parameters<ReturnType<typeof evaluatorOf>>[0]) => string | undefined {
  const evaluate = evaluatorOf(map);
  const linkFor = linkerOf(map, secret, crypto);
  return (known) => {
    const evaluated = evaluate(known);
    return 'payload' in evaluated ? linkFor(evaluated.payload) : undefined;
  };
}

function withLink({ user }: Recipient, link: string): Dict {
  const all = Dict.of(user.entries());
  return all.set(LINK, link);
}

/** The parts of the message with the link in place of each snippet; undefined where the attribute that brings it could be noticed. */
function partsWithLink({ parts, channel, profile }: Campaign): readonly MessagePart[] | undefined {
  const placed: MessagePart[] = [];
  let count = 0;
  for (const part of parts) {
    const withLink = placeLink(part.own, `UserAttribute['${LINK}']`, { channel });
    if (withLink !== undefined) count += 1;
    const { root, map } = withLink ?? analyse(part.message, { profile, channel });
    if (!readsByName(root)) return undefined;
    placed.push({ ...part, message: map });
  }
  return count === 0 ? undefined : placed;
}

function isAttributes(node: ast.Node): boolean {
  return node.typename === 'Name' && node.name === 'UserAttribute';
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
  });
  return isSo;
}

/** Whether `UserAttribute.x` is a method of dicts, `has_key` of Python 2 among them, which sees all attributes. */
function isMethod(name: string): boolean {
  return name.startsWith('__') || name === 'has_key' || DICT_METHODS.has(name);
}
