import {
  createRenderer,
  Judge,
  loadCampaign,
  outcomeOf,
  type Campaign,
  type FixtureUser,
  type Outcome,
  type Renderer,
  type RoundCache,
} from '../../campaign/index.ts';
import { PROFILE_FIELDS, type Profile, type ProfileValues } from '../../account/index.ts';
import { compile } from '../../compiler/index.ts';
import type { Cache, Finding, Secrets } from '../../diagnostics/index.ts';
import type { Crypto, LinkReport } from '../../passkit/index.ts';
import {
  previewData,
  previewRow,
  previewUser,
  type PreviewInput,
  type PreviewUser,
} from '../../preview/index.ts';
import type { StudioCampaign, StudioRound, StudioRow } from '../protocol.ts';
import type { Judged } from './funnel.ts';
import type { MemoryFiles } from './memory-files.ts';
import { surroundingsOf } from './surroundings.ts';
import { triedProfile } from './tried-account.ts';

/** What rounds are made with. `cache` keeps what was made of texts that are the same, `reports` what was read of links; `secrets` learns what the files hold. */
export type RoundTools = {
  readonly files: MemoryFiles;
  readonly crypto: Crypto;
  readonly cache: RoundCache;
  readonly secrets: Secrets;
  readonly reports: Cache<LinkReport>;
};

/** A campaign that is ready to be rendered, as its files are at one moment. */
export class Round {
  readonly campaign: Campaign;
  readonly findings: readonly Finding[];
  /** The profile as the configuration has it, before anything is tried. */
  readonly own: Profile;
  readonly #renderer: Renderer;
  readonly #tools: RoundTools;
  readonly #outcomes: Map<number, Outcome> = new Map();
  #about: StudioCampaign | undefined;
  #judge: Judge | undefined;

  private constructor(campaign: Campaign, own: Profile, renderer: Renderer, tools: RoundTools) {
    this.campaign = campaign;
    this.own = own;
    this.#renderer = renderer;
    this.#tools = tools;
    this.findings = [...campaign.findings, ...renderer.findings];
  }

  /** Loads and compiles a campaign. Throws a FindingsError where it cannot be rendered. */
  static async make({ campaign: path, account }: StudioRound, tools: RoundTools): Promise<Round> {
    const { files, cache, crypto, secrets } = tools;
    cache.turn();
    const loaded = await loadCampaign(path, files, { cache, secrets });
    const { profile: own } = loaded;
    const key = JSON.stringify(account);
    const profile = cache.recall('tried account', [own, key], () => triedProfile(own, account));
    const campaign = { ...loaded, profile };
    const renderer = createRenderer(campaign, surroundingsOf(campaign, crypto), cache);
    return new Round(campaign, own, renderer, tools);
  }

  /** What becomes of the user at a position. */
  outcome(at: number): Outcome {
    const known = this.#outcomes.get(at);
    if (known !== undefined) return known;
    const outcome = this.#render(this.#userAt(at));
    this.#outcomes.set(at, outcome);
    return outcome;
  }

  /** The user at a position as the list shows them. */
  row(at: number): StudioRow {
    const outcome = this.outcome(at);
    return previewRow(outcome, this.#inputFor(outcome));
  }

  /** All about the user at a position. */
  user(at: number): PreviewUser {
    return this.#shown(this.outcome(at), this.#userAt(at));
  }

  /** What is rendered, without what becomes of anybody. */
  get about(): StudioCampaign {
    this.#about ??= this.#describe();
    return this.#about;
  }

  #describe(): StudioCampaign {
    const { campaign } = this;
    const { map, config, parts, channel } = campaign;
    const { cache } = this.#tools;
    return {
      about: previewData({ ...this.#input, outcomes: [] }),
      parts: parts.map(({ name, label, file }) => ({ name, label, file })),
      account: valuesOf(this.own),
      ...(map && {
        map: map.file,
        snippet: cache.recall('snippet', [map, channel], () => compile(map, { channel }).snippet),
      }),
      ...(config !== undefined && { config }),
    };
  }

  get #input(): Omit<PreviewInput, 'outcomes'> {
    const { files } = this.#tools;
    return { campaign: this.campaign, reads: this.#renderer.reads, sources: files.texts };
  }

  /** What becomes of somebody else, as a dry run counts it. */
  judge(user: FixtureUser): Judged {
    this.#judge ??= new Judge(this.campaign);
    const outcome = this.#render(user);
    return {
      verdict: this.#judge.verdict(outcome),
      status: previewRow(outcome, this.#inputFor(outcome)).status,
    };
  }

  #render(user: FixtureUser): Outcome {
    const { crypto, reports } = this.#tools;
    return outcomeOf(this.campaign, user, this.#renderer, crypto, { reports });
  }

  #userAt(at: number): FixtureUser {
    const user = this.campaign.users[at];
    if (user === undefined) throw new RangeError(`there is no user ${at}`);
    return user;
  }

  #shown(outcome: Outcome, user: FixtureUser): PreviewUser {
    return previewUser(outcome, user, this.#inputFor(outcome));
  }

  #inputFor(outcome: Outcome): Parameters<typeof previewRow>[1] {
    const hasLinks = this.campaign.map !== undefined || (outcome.sent && outcome.links.length > 0);
    return { ...this.#input, hasLinks };
  }
}

function valuesOf(profile: ProfileValues): ProfileValues {
  const fields = [...PROFILE_FIELDS.keys()].map((field) => [field, profile[field]]);
  return Object.fromEntries(fields) as ProfileValues;
}
