import { FindingsError, type Finding } from '../diagnostics/index.ts';
import {
  readAuxTable,
  readContentApi,
  readContentBlocks,
  readMapping,
  type AuxTable,
  type ContentApiRecords,
  type ContentBlocks,
  findTable,
  type Recipient,
} from '../account/index.ts';
import type { Known } from '../compiler/index.ts';
import type { EmulatorOptions } from '../emulator/index.ts';
import { Dict, str } from '../jinja/index.ts';

/** What an account has beside its users, out of fixture files: absent is what no file was named for. */
export type AccountFixtures = {
  readonly productSets?: EmulatorOptions['productSets'] & object;
  readonly contentApi?: ContentApiRecords;
  readonly contentBlocks?: ContentBlocks;
  /** By the names of their files, without folders. */
  readonly auxTables: ReadonlyMap<string, AuxTable>;
};

/** Those fixtures, with warnings about their files. */
export type ReadFixtures = {
  readonly fixtures: AccountFixtures;
  readonly findings: readonly Finding[];
};

/** A recipient with what a field map reads of the fixtures, as `knownBy` gives it. */
export function knownOf(recipient: Recipient, fixtures: AccountFixtures): Known {
  return knownBy(fixtures)(recipient);
}

/** Gives recipients with what a field map reads of the fixtures. A recorded answer fits a call whose parameters have the same texts. */
export function knownBy({
  auxTables,
  contentApi,
  productSets = new Dict(),
}: AccountFixtures): (recipient: Recipient, moment?: Pick<Known, 'now' | 'release'>) => Known {
  const auxRow: Known['auxRow'] = (table, key) => findTable(auxTables, table)?.rows.get(key);
  const answerOf: Known['contentApi'] = (api, given) =>
    contentApi?.get(api)?.find(({ params }) => params === undefined || fits(params, given))?.answer;
  return (recipient, { now = 0, release = '3.1' } = {}) => {
    const own = recipient.productSets;
    // V8 is fifty times slower at a spread that other keys follow.
    const known = { productSets, auxRow, contentApi: answerOf, now, release, ...recipient };
    return own === undefined
      ? known
      : { ...known, productSets: Dict.of([...productSets.entries(), ...own.entries()]) };
  };
}

function fits(params: Dict, given: ReadonlyMap<string, string>): boolean {
  const texts = Array.from(params.entries(), ([key, value]) => [str(key), str(value)] as const);
  return texts.length === given.size && texts.every(([key, text]) => given.get(key) === text);
}

/** The files of an account's fixtures; an auxiliary table is known by the name of its file. */
export type FixturePaths = {
  readonly productSets?: string | undefined;
  readonly contentApi?: string | undefined;
  readonly contentBlocks?: string | undefined;
  readonly aux: readonly string[];
};

/**
 * Reads the files of an account's fixtures. `read` gives a file's text or throws a FindingsError. Throws a FindingsError with
 * everything that is wrong in any of them.
 */
export async function readAccountFixtures(
  paths: FixturePaths,
  read: (path: string) => Promise<string>,
): Promise<ReadFixtures> {
  const findings: Finding[] = [];
  const take = async <T extends { readonly findings: readonly Finding[] }>(
    path: string | undefined,
    parse: (text: string, file: string) => T,
  ): Promise<T | undefined> => {
    if (path === undefined) return undefined;
    try {
      const result = parse(await read(path), path);
      findings.push(...result.findings);
      return result;
    } catch (error) {
      if (!(error instanceof FindingsError)) throw error;
      findings.push(...error.findings);
      return undefined;
    }
  };
  const sets = await take(paths.productSets, (text, file) =>
    readMapping(text, file, 'product sets'),
  );
  const blocks = await take(paths.contentBlocks, readContentBlocks);
  const records = await take(paths.contentApi, readContentApi);
  const auxTables = new Map<string, AuxTable>();
  for (const path of paths.aux) {
    const table = (await take(path, readAuxTable))?.table;
    if (table !== undefined) auxTables.set(path.split(/[\\/]/).at(-1) ?? path, table);
  }
  if (findings.some(({ severity }) => severity === 'error')) throw new FindingsError(findings);
  const fixtures: AccountFixtures = {
    auxTables,
    ...(sets?.value && { productSets: sets.value }),
    ...(records?.records && { contentApi: records.records }),
    ...(blocks?.blocks && { contentBlocks: blocks.blocks }),
  };
  return { fixtures, findings };
}
