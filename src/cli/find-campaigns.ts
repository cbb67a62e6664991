import { stat } from 'node:fs/promises';
import { isYamlFile, readKind } from '../account/index.ts';
import { CAMPAIGN_PATTERNS, fitsPath } from '../campaign/index.ts';
import { LOOP_PATTERNS } from '../events/index.ts';
import { FindingsError, printable, pathHint } from '../diagnostics/index.ts';
import type { Command, CommandContext } from './command.ts';
import { wrongUse } from './wrong-use.ts';

/**
 * The campaign files that are named, or that are in the folders that are named; those below this folder where none is named.
 * In folders these are the files of the patterns. Throws a FindingsError where there are none, or one of them cannot be tested.
 */
export async function campaignsOf(
  given: readonly string[],
  { files }: Pick<CommandContext, 'files'>,
  patterns: readonly string[] = CAMPAIGN_PATTERNS,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of given.length === 0 ? [''] : given) {
    const folder = path.replace(/\/+$/, '');
    const isFolder =
      path === '' || (await stat(files.resolve(path)).catch(() => undefined))?.isDirectory();
    if (isFolder === true)
      for (const pattern of patterns)
        found.push(...(await files.list(folder === '' ? pattern : `${folder}/${pattern}`)));
    else if (/[*?{]/.test(path) && !(await files.exists(path)))
      // A shell that knows no patterns, or was kept from expanding one, hands it on.
      found.push(...(await files.list(path)));
    else {
      await checkKind(path, files);
      if (!/\.ya?ml$/i.test(path)) throw notYaml(path);
      found.push(path);
    }
  }
  // vitest prints the names of files as they are.
  const acting = found.find((path) => printable(path) !== path);
  if (acting !== undefined) throw notPrintable(acting);
  if (found.length > 0) return [...new Set(found)];
  const where = given.length === 0 ? 'this folder' : given.join(', ');
  throw new FindingsError([
    {
      code: 'cli/no-campaigns',
      severity: 'error',
      message: `there is no campaign file in ${where}`,
      hint:
        pathHint(where) ??
        'campaign files are named campaign.yaml or NAME.campaign.yaml; smartpass init lays out a first one',
    },
  ]);
}

/** Throws a FindingsError where a file that is named is none, or one of another kind. */
async function checkKind(path: string, files: CommandContext['files']): Promise<void> {
  const text = await files.read(path);
  if (!isYamlFile(path) || isLoop(path)) return;
  const { findings } = readKind(text, path, 'campaign');
  if (findings.some(({ code }) => code === 'campaign/other-file'))
    throw new FindingsError(findings);
}

/** Whether a file holds scenarios, by its name. */
function isLoop(path: string): boolean {
  return LOOP_PATTERNS.some((pattern) => fitsPath(path, pattern));
}

/** What `test` runs: campaign files as `campaignsOf` finds them, and files of scenarios, which are named or found in the same way. */
export async function testFilesOf(
  given: readonly string[],
  context: Pick<CommandContext, 'files'>,
): Promise<{ readonly campaigns: readonly string[]; readonly loops: readonly string[] }> {
  const found = await campaignsOf(given, context, [...CAMPAIGN_PATTERNS, ...LOOP_PATTERNS]);
  return { campaigns: found.filter((path) => !isLoop(path)), loops: found.filter(isLoop) };
}

/** The argument that `theCampaign` takes. */
export const THE_CAMPAIGN: NonNullable<Command['positionals']> = {
  campaign: {
    type: 'string',
    describe: 'The campaign file; without it the only one of this folder',
  },
};

/** The campaign file that is named, or the only one below this folder. Throws a FindingsError that lists those there are. */
export async function theCampaign(
  given: string | undefined,
  context: CommandContext,
): Promise<string> {
  if (given !== undefined) return given;
  const found = await campaignsOf([], context);
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  throw wrongUse(
    `there are ${found.length} campaign files in this folder, name one of them`,
    `${found.slice(0, MOST_LISTED).join(', ')}${found.length > MOST_LISTED ? ', …' : ''}`,
  );
}

/** So many campaign files are listed. */
const MOST_LISTED = 20;

function notPrintable(file: string): FindingsError {
  return new FindingsError([
    {
      code: 'cli/unprintable-name',
      severity: 'error',
      message: 'the name of the campaign file has characters that act on a terminal',
      hint: 'rename it: use letters, digits, spaces and dashes',
      file,
    },
  ]);
}

function notYaml(file: string): FindingsError {
  return new FindingsError([
    {
      code: 'cli/no-campaigns',
      severity: 'error',
      message: 'the tests of a campaign are in a file that ends in .yaml or .yml',
      hint: 'JSON is YAML: a campaign file in JSON only needs another ending',
      file,
    },
  ]);
}
