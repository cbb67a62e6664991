import { FindingsError, type Finding } from '../diagnostics/index.ts';
import type { Dict } from '../jinja/index.ts';
import {
  readAuxTable,
  readContentApi,
  readContentBlocks,
  readMapping,
  type AuxTable,
  type ContentApiRecords,
  type ContentBlocks,
} from '../moengage/index.ts';
import type { Arguments, CommandContext, CommandOptions } from './command.ts';

/** What an account has beside its users, out of fixture files. `contentApi` is the base URL of a live one where it is text. */
export type AccountFixtures = {
  readonly productSets?: Dict;
  readonly contentApi?: ContentApiRecords | string;
  readonly contentBlocks?: ContentBlocks;
  readonly auxTables: ReadonlyMap<string, AuxTable>;
};

/** The options that name those files. */
export const FIXTURE_OPTIONS: CommandOptions = {
  'product-sets': { type: 'string', requiresArg: true, describe: 'File of product sets, by name' },
  'content-api': {
    type: 'string',
    requiresArg: true,
    describe: 'File of recorded Content API answers, or the base URL of a live one',
  },
  'content-blocks': {
    type: 'string',
    requiresArg: true,
    describe: 'File of content blocks, by name',
  },
  aux: {
    type: 'string',
    array: true,
    requiresArg: true,
    describe: 'CSV file of an auxiliary table; may be repeated',
  },
};

/** Reads the files that the options name. Throws a FindingsError with everything that is wrong in any of them. */
export async function readFixtures(
  args: Arguments,
  { files }: CommandContext,
): Promise<AccountFixtures> {
  const findings: Finding[] = [];
  const take = async <T extends { readonly findings: readonly Finding[] }>(
    option: string,
    read: (text: string, file: string) => T,
  ): Promise<T | undefined> => {
    const file = args.text(option);
    if (file === undefined) return undefined;
    const result = read(await files.read(file), file);
    findings.push(...result.findings);
    return result;
  };
  const sets = await take('product-sets', (text, file) => readMapping(text, file, 'product sets'));
  const blocks = await take('content-blocks', readContentBlocks);
  const api = args.text('content-api');
  const isLive = api !== undefined && /^https?:\/\//.test(api);
  const records = isLive ? undefined : await take('content-api', readContentApi);
  const auxTables = new Map<string, AuxTable>();
  for (const file of args.texts('aux')) {
    const { table, findings: wrong } = readAuxTable(await files.read(file), file);
    findings.push(...wrong);
    if (table !== undefined) auxTables.set(file.split(/[\\/]/).at(-1) ?? file, table);
  }
  if (findings.some(({ severity }) => severity === 'error')) throw new FindingsError(findings);
  return {
    auxTables,
    ...(sets?.value && { productSets: sets.value }),
    ...(isLive && { contentApi: api }),
    ...(records?.records && { contentApi: records.records }),
    ...(blocks?.blocks && { contentBlocks: blocks.blocks }),
  };
}
