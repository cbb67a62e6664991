import { didYouMean, type Finding, type Span } from '../diagnostics/index.ts';
import { isExportName, type ExportOptions } from '../account/index.ts';
import type { Collector } from './collector.ts';
import type { CampaignFiles, FixtureUser } from './campaign-files.ts';
import type { RoundCache } from './round-cache.ts';
import { stem } from './paths.ts';
import { fitsWildcard } from './wildcard.ts';
import type { CampaignFile } from './read-campaign.ts';
import { readUsersFile, type ReadUsers } from './read-users-file.ts';
import { userFiles } from './user-files.ts';

/** What users are read with; a `cache` keeps those of files whose texts are the same. */
type Surroundings = {
  readonly files: CampaignFiles;
  readonly found: Collector;
  readonly cache?: RoundCache | undefined;
};

/**
 * The fixture users that a campaign file names, read one after the other. What is wrong goes to `found`: a pattern without a file, a
 * file that is no user; and, once all are read, two users of one name, and a test about somebody who is not there.
 */
export class CampaignUsers {
  readonly #file: CampaignFile;
  readonly #with: Surroundings;
  /** The name of each user, and the file that each is in: an object for each of them would take twice the memory. */
  readonly #names: string[] = [];
  readonly #places: string[] = [];

  constructor(file: CampaignFile, surroundings: Surroundings) {
    this.#file = file;
    this.#with = surroundings;
  }

  /** Every user; with `only`, those whose names match one of its patterns, for which no other file is read. */
  async *read(only: readonly string[] = []): AsyncGenerator<FixtureUser, void, undefined> {
    const { files, found } = this.#with;
    const isWanted = (name: string): boolean =>
      only.length === 0 || only.some((pattern) => fitsWildcard(name, pattern));
    const { paths, findings: missing } = await userFiles(this.#file, files);
    found.add(missing);
    for (const [path, options] of paths) {
      // A JSON file may hold a list of users as well.
      const isOne = !isExportName(path) && !/\.json$/i.test(path);
      if (isOne && !isWanted(stem(path))) {
        this.#add(stem(path), path);
        continue;
      }
      const { users = [], findings = [] } = (await this.#readFile(path, options)) ?? {};
      found.add(findings);
      if (findings.length === 0) files.forget?.(path);
      // A user whose file is broken is one all the same.
      const isBroken = !isExportName(path) && users.length === 0;
      if (isBroken) this.#add(stem(path), path);
      for (const { name, file } of users) this.#add(name, file);
      for (const user of users) if (isWanted(user.name)) yield user;
    }
  }

  /** The names of the users that there are. */
  get names(): readonly string[] {
    return this.#names;
  }

  /** Checks the names, once all users are read. */
  check(): void {
    const { found } = this.#with;
    found.add(twins(this.#file, this.#names, this.#places));
    // Where a pattern names nobody the tests are not what is wrong.
    if (!found.has('campaign/no-users')) found.add(unknownUsers(this.#file, this.names));
  }

  #add(name: string, file: string): void {
    this.#names.push(name);
    this.#places.push(file);
  }

  async #readFile(
    path: string,
    options: ExportOptions | undefined,
  ): Promise<ReadUsers | undefined> {
    const { files, found, cache } = this.#with;
    const at = { file: this.#file.file, span: this.#file.spanOf('users') };
    return found.read(path, () => readUsersFile(path, files, options, cache), at);
  }
}

/** Users of one name, whom neither a test nor a page could tell apart. */
function twins(
  { file, spanOf }: CampaignFile,
  names: readonly string[],
  places: readonly string[],
): readonly Finding[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const name of names)
    if (seen.has(name)) twice.add(name);
    else seen.add(name);
  if (twice.size === 0) return [];
  const byName = new Map<string, string[]>();
  for (const [at, name] of names.entries()) {
    if (!twice.has(name)) continue;
    const known = byName.get(name);
    if (known === undefined) byName.set(name, [places[at] ?? '']);
    else known.push(places[at] ?? '');
  }
  return [...byName].map(([name, alike]) => ({
    code: 'campaign/duplicate-user',
    severity: 'error',
    message: `${alike.length} fixture users are called '${name}': ${alike.join(', ')}`,
    hint: 'a user is known by the name of its file, without folder and ending: rename the others',
    file,
    span: spanOf('users'),
  }));
}

function unknownUsers(file: CampaignFile, names: readonly string[]): readonly Finding[] {
  return file.tests.flatMap(({ subject, spanOf }) => {
    if (subject.kind === 'named')
      return names.includes(subject.name)
        ? []
        : [unknownUser(file, subject.name, names, spanOf('user'))];
    if (subject.kind !== 'each') return [];
    return subject.patterns
      .filter((pattern) => !names.some((name) => fitsWildcard(name, pattern)))
      .map((pattern) => unknownUser(file, pattern, names, spanOf('each')));
  });
}

function unknownUser(
  { file }: CampaignFile,
  name: string,
  names: readonly string[],
  span: Span,
): Finding {
  const hint = didYouMean(name, names) ?? usersThereAre(names);
  const message = `the test is about the user '${name}', whom the campaign does not have`;
  return { code: 'campaign/unknown-user', severity: 'error', message, hint, file, span };
}

/** So many users are named in a hint. */
const MOST_NAMED = 5;

function usersThereAre(names: readonly string[]): string {
  if (names.length === 0) return 'add the file of that user to users: of the campaign';
  const [first, more] = [names.slice(0, MOST_NAMED), names.length - MOST_NAMED];
  return `the users are ${first.join(', ')}${more > 0 ? ` and ${more} more` : ''}; a user is known by the name of its file`;
}
