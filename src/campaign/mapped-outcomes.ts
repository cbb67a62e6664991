import { evaluatorOf, linkerOf, placeLink, type FieldMap } from '../compiler/index.ts';
import { analyse, DICT_METHODS } from '../analysis/index.ts';
import type { Crypto } from '../passkit/index.ts';
import { ast, Dict } from '../jinja/index.ts';
import { engineOf, type Recipient } from '../account/index.ts';
import { knownOf } from './account-fixtures.ts';
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

/** The attribute by which the link comes into the message; no user has it. */
const LINK = 'smartpass link';

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
          return outcome.sent && outcome.warnings.length === 0 ? outcome : undefined;
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

/** A user by the field map: the link, and the message that is sent with it. */
export type MappedMessage = {
  readonly link: string;
  readonly message: RenderedMessage & { readonly sent: true };
};

/**
 * Renders users by the field map: undefined for one who is dropped, warned of, or cannot be rendered so. Undefined itself where the
 * message has no field map, or could notice the attribute that brings the link.
 */
export function mappedRender(
  campaign: Campaign,
  surroundings: Surroundings,
  crypto: Crypto,
): ((user: FixtureUser) => MappedMessage | undefined) | undefined {
  const { map, fixtures, secret } = campaign;
  const parts = map && partsWithLink(campaign);
  if (map === undefined || parts === undefined) return undefined;
  const renderer = createRenderer({ ...campaign, parts, users: undefined }, surroundings);
  const linkOf = linkOfUser(map, secret, crypto);
  const release = engineOf(campaign.profile);
  return ({ recipient }) => {
    const link = linkOf({ ...knownOf(recipient, fixtures), now: surroundings.clock(), release });
    if (link === undefined) return undefined;
    const message = renderer.render({ ...recipient, user: withLink(recipient, link) });
    return message.sent && message.warnings.length === 0 ? { link, message } : undefined;
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
