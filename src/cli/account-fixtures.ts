import type { AccountFixtures } from '../campaign/index.ts';
import type { Arguments, CommandContext, CommandOptions } from './command.ts';

/** Fixtures of an account, of which the Content API may be a live one: then its base URL. */
export type NamedFixtures = Omit<AccountFixtures, 'contentApi'> & {
  readonly contentApi?: (AccountFixtures['contentApi'] & object) | string;
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
): Promise<NamedFixtures> {
  const api = args.text('content-api');
  const isLive = api !== undefined && /^https?:\/\//.test(api);
  const paths = {
    productSets: args.text('product-sets'),
    contentApi: isLive ? undefined : api,
    contentBlocks: args.text('content-blocks'),
    aux: args.texts('aux'),
  };
  const isGiven = Object.values(paths).some((given) => given !== undefined && given.length > 0);
  if (!isGiven) {
    const auxTables = new Map<string, never>();
    return isLive ? { auxTables, contentApi: api } : { auxTables };
  }
  const { readAccountFixtures } = await import('../campaign/index.ts');
  const fixtures = await readAccountFixtures(paths, (path) => files.read(path));
  return isLive ? { ...fixtures, contentApi: api } : fixtures;
}
