import type { AccountFixtures } from '../campaign/index.ts';
import type { Finding } from '../diagnostics/index.ts';
import type { Arguments, CommandContext, CommandOptions } from './command.ts';

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

/** Fixtures out of the files that the options name, with warnings about them. */
export type NamedFixtures = {
  readonly fixtures: AccountFixtures;
  /** The base URL of a live Content API. */
  readonly live: string | undefined;
  readonly findings: readonly Finding[];
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
  const live = isLive ? api : undefined;
  if (!isGiven) return { fixtures: { auxTables: new Map() }, findings: [], live };
  const { readAccountFixtures } = await import('../campaign/index.ts');
  return { ...(await readAccountFixtures(paths, (path) => files.read(path))), live };
}
