import {
  createRenderer,
  isSound,
  outcomeOf,
  type Campaign,
  type CampaignTest,
  type Outcome,
  type Renderer,
  type Surroundings,
  type TemplateCoverage,
  templateCoverage,
  RoundCache,
} from '../campaign/index.ts';
import type { Finding } from '../diagnostics/index.ts';
import { nobleHashes, type Recipient } from '../account/index.ts';
import type { AttributeUse } from '../analysis/index.ts';
import { portableCrypto } from '../passkit/index.ts';
import { casesOf, type TestCase } from './cases.ts';
import { checkDrop, describeFailures } from './check-drop.ts';
import { checkLink } from './check-link.ts';
import { checkLacking } from './check-matrix.ts';
import { checkTexts } from './check-text.ts';
import { CampaignWorlds, worldsMessage } from './check-worlds.ts';
import { findPattern, type FindPattern } from './find-pattern.ts';
import type { Problem } from './problem.ts';

/**
 * The tests of one campaign, ready to run: the clock is set to the campaign's `now`, links are signed with the secret that
 * the campaign was loaded with. Nothing here knows vitest.
 */
export class Suite {
  readonly campaign: Campaign;
  /** What the template reads of the account. */
  readonly reads: readonly AttributeUse[];
  /** What is to be said of the campaign and its message as such. */
  readonly findings: readonly Finding[];
  readonly #surroundings: Surroundings;
  /** The message as it was compiled, for its renderer, its worlds and its coverage. */
  readonly #cache: RoundCache = new RoundCache();
  readonly #renderer: Renderer;
  readonly #worlds: CampaignWorlds;
  readonly #find: FindPattern;

  /**
   * `find` searches the messages for the patterns of tests. Throws a FindingsError for a template that does not parse, or that
   * the account refuses.
   */
  constructor(campaign: Campaign, find: FindPattern = findPattern) {
    this.campaign = campaign;
    this.#find = find;
    this.#surroundings = { hashes: nobleHashes, clock: () => campaign.now };
    this.#renderer = createRenderer(campaign, this.#surroundings, this.#cache);
    this.#worlds = new CampaignWorlds(campaign, this.#surroundings, this.#cache);
    this.reads = this.#renderer.reads;
    this.findings = [...campaign.findings, ...this.#renderer.findings];
  }

  /** The cases of a test; a matrix over a template that reads nothing has none. */
  cases(test: CampaignTest): readonly TestCase[] {
    const firstSound = (): string | undefined =>
      this.campaign.users.find((user) => {
        const outcome = this.outcome(user.recipient);
        return outcome.sent && isSound(outcome, this.campaign);
      })?.name;
    return casesOf(this.campaign, test, { reads: this.reads, firstSound });
  }

  /** What the campaign does with a user. */
  outcome(recipient: Recipient, name = 'the user'): Outcome {
    const user = { name, file: '', recipient };
    return outcomeOf(this.campaign, user, this.#renderer, portableCrypto);
  }

  /**
   * Everything that is not as a case expects, secrets hidden; the snapshot is left to the caller. A message with an error of its
   * own, such as a printed secret, is as no case expects.
   */
  check(one: TestCase): readonly Problem[] {
    const outcome = this.outcome(one.recipient, one.user);
    const problems = [
      ...errorsOf(one, outcome),
      ...this.#checkOutcome(one, outcome),
      ...this.#checkWorlds(one),
    ];
    const hints = problems.length === 0 ? [] : this.hints();
    return this.campaign.secrets.hideIn(
      problems.map((problem) => ({
        ...problem,
        message: [problem.message, ...hints].join('\n'),
      })),
    );
  }

  /** Names that the template reads and no fixture has, which are mostly misspelt. */
  hints(): readonly string[] {
    return this.findings
      .filter(({ code, hint = '' }) => code.endsWith('/unknown-attribute') && isSuggestion(hint))
      .map(({ message, hint }) => `hint: ${message}${hint === undefined ? '' : ` (${hint})`}`);
  }

  /** Which branches the users of fixtures and tests take; a matrix does not count. */
  coverage(): TemplateCoverage {
    const own = this.campaign.tests
      .filter(({ matrix }) => !matrix)
      .flatMap((test) => this.cases(test).map(({ recipient }) => ({ name: test.name, recipient })));
    const users = [...this.campaign.users, ...own];
    return templateCoverage(this.campaign, this.#surroundings, users, this.#cache);
  }

  #checkOutcome(one: TestCase, outcome: Outcome): readonly Problem[] {
    const { test, user, lacking } = one;
    const { sent, dropped, link, text } = test.expect;
    const at = (...path: string[]): Problem['span'] => test.spanOf('expect', ...path);
    if (lacking !== undefined) {
      const whole = this.outcome(lacking.base);
      const message = checkLacking(outcome, whole);
      if (message !== undefined)
        return [{ message: `${user}: ${message}`, span: test.spanOf('matrix') }];
    }
    if (dropped !== undefined) return checkDrop(user, outcome, dropped, at('dropped'));
    if (sent === false && outcome.sent)
      return [{ message: `${user} is sent the message, expected not to be`, span: at('sent') }];
    if (!outcome.sent) {
      const wants = sent === true ? 'sent' : link !== undefined ? 'link' : text && 'text';
      if (wants === undefined) return [];
      const why = describeFailures(outcome.failures);
      return [
        { message: `${user} is dropped, expected to be sent the message${why}`, span: at(wants) },
      ];
    }
    return [
      ...this.#checkLinks(one, outcome),
      ...(text === undefined
        ? []
        : checkTexts(outcome, text, (...path) => at('text', ...path), this.#find).map((problem) =>
            named(problem, user),
          )),
    ];
  }

  #checkLinks({ test, user }: TestCase, { links }: Outcome & { sent: true }): readonly Problem[] {
    const { link } = test.expect;
    if (link === undefined) return [];
    const spanOf = (...path: string[]): Problem['span'] => test.spanOf('expect', 'link', ...path);
    if (links.length === 0)
      return [{ message: `${user}: the message has no SmartPass link`, span: spanOf() }];
    return links.flatMap((report, at) => {
      const which = links.length === 1 ? user : `${user}, link ${at + 1} of ${links.length}`;
      return checkLink(report, link, spanOf).map((problem) => named(problem, which));
    });
  }

  #checkWorlds({ test, user, recipient }: TestCase): readonly Problem[] {
    const { worlds } = test.expect;
    if (worlds === undefined) return [];
    const found = this.#worlds.differing(recipient, worlds);
    const message = worldsMessage(found, worlds);
    if (message === undefined) return [];
    const compared = { expected: worlds, actual: found.map(({ field }) => field) };
    return [{ message: `${user}: ${message}`, span: test.spanOf('expect', 'worlds'), compared }];
  }
}

function isSuggestion(hint: string): boolean {
  return hint.startsWith('did you mean');
}

function errorsOf({ test, user }: TestCase, outcome: Outcome): readonly Problem[] {
  if (!outcome.sent) return [];
  return outcome.warnings
    .filter(({ severity }) => severity === 'error')
    .map(({ message, hint, code }) => {
      const advice = hint === undefined ? '' : ` (${hint})`;
      return { message: `${user}: ${message}${advice} [${code}]`, span: test.spanOf('expect') };
    });
}

function named(problem: Problem, who: string): Problem {
  return { ...problem, message: `${who}: ${problem.message}` };
}
