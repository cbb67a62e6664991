import { didYouMean, FindingsError, type Finding, type Span } from '../diagnostics/index.ts';
import { isExportName, type ExportOptions } from '../account/index.ts';
import type { Collector } from './collector.ts';
import type { CampaignFiles, FixtureUser } from './campaign-files.ts';
import type { RoundCache } from './round-cache.ts';
import { beside, matchesName, stem } from './paths.ts';
import type { CampaignFile } from './read-campaign.ts';
import { readUsersFile, type ReadUsers } from './read-users-file.ts';

/**
 * Reads the fixture users that a campaign file names. What is wrong goes to `found`: a pattern without a file, a file that is
 * no user, two users of one name, a test about somebody who is not there.
 */
export async function loadUsers(
  file: CampaignFile,
  files: CampaignFiles,
  found: Collector,
  cache: RoundCache,
): Promise<readonly FixtureUser[]> {
  const paths = new Map<string, ExportOptions | undefined>();
  for (const pattern of file.users) {
    const matching = await files.list(beside(file.file, pattern));
    for (const path of matching) paths.set(path, file.exports.get(pattern));
    if (matching.length === 0) found.add([noUsers(file, pattern)]);
  }
  const users: FixtureUser[] = [];
  const named: NamedUser[] = [];
  for (const [path, options] of paths) {
    const read = await readFile(path, file, { files, found, options, cache });
    if (read !== undefined) found.add(read.findings);
    users.push(...(read?.users ?? []));
    // A user whose file is broken is one all the same.
    const isOne = !isExportName(path) && (read?.users.length ?? 0) === 0;
    named.push(...(isOne ? [{ name: stem(path), file: path }] : (read?.users ?? [])));
  }
  found.add(twins(file, named));
  // Where a pattern names nobody the tests are not what is wrong.
  if (!found.has('campaign/no-users'))
    found.add(
      unknownUsers(
        file,
        named.map(({ name }) => name),
      ),
    );
  return users;
}

type NamedUser = Pick<FixtureUser, 'name' | 'file'>;

type FileReader = {
  readonly files: CampaignFiles;
  readonly found: Collector;
  readonly options: ExportOptions | undefined;
  readonly cache: RoundCache;
};

async function readFile(
  path: string,
  file: CampaignFile,
  { files, found, options, cache }: FileReader,
): Promise<ReadUsers | undefined> {
  const at = { file: file.file, span: file.spanOf('users') };
  const read = async (): Promise<ReadUsers> => {
    try {
      return await readUsersFile(path, files, options, cache);
    } catch (error) {
      const [inside] = await files.list(`${path}/*`);
      throw inside === undefined ? error : new FindingsError([aFolder(path, inside, file)]);
    }
  };
  return found.read(path, read, at);
}

function aFolder(path: string, inside: string, file: CampaignFile): Finding {
  const written = file.users.find((pattern) => beside(file.file, pattern) === path) ?? path;
  const ending = /\.[^./]+$/.exec(inside)?.[0] ?? '.yaml';
  return {
    code: 'campaign/no-users',
    severity: 'error',
    message: `'${written}' is a folder, expected files of fixture users`,
    hint: `write ${written.replace(/\/+$/, '')}/*${ending}`,
    file: file.file,
    span: file.spanOf('users'),
  };
}

function noUsers(file: CampaignFile, pattern: string): Finding {
  return {
    code: 'campaign/no-users',
    severity: 'error',
    message: `no file matches '${pattern}'; expected fixture users`,
    hint: pattern.includes('\\')
      ? `write folders with /: ${pattern.replaceAll('\\', '/')}`
      : `the pattern starts from the folder of ${file.file}`,
    file: file.file,
    span: file.spanOf('users'),
  };
}

/** Users of one name, whom neither a test nor a page could tell apart. */
function twins({ file, spanOf }: CampaignFile, users: readonly NamedUser[]): readonly Finding[] {
  const byName = new Map<string, string[]>();
  for (const { name, file: path } of users) {
    const known = byName.get(name);
    if (known === undefined) byName.set(name, [path]);
    else known.push(path);
  }
  return [...byName]
    .filter(([, alike]) => alike.length > 1)
    .map(([name, alike]) => ({
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
      .filter((pattern) => !names.some((name) => matchesName(name, pattern)))
      .map((pattern) => unknownUser(file, pattern, names, spanOf('each')));
  });
}

function unknownUser(
  { file }: CampaignFile,
  name: string,
  names: readonly string[],
  span: Span,
): Finding {
  const hint = didYouMean(name, names);
  const message = `the test is about the user '${name}', whom the campaign does not have`;
  const code = 'campaign/unknown-user';
  const finding: Finding = { code, severity: 'error', message, file, span };
  return hint === undefined ? finding : { ...finding, hint };
}
