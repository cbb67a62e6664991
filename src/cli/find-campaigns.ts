import { stat } from 'node:fs/promises';
import { FindingsError, printable } from '../diagnostics/index.ts';
import type { CommandContext } from './command.ts';

const PATTERNS: readonly string[] = ['**/campaign.{yaml,yml}', '**/*.campaign.{yaml,yml}'];

/**
 * The campaign files that are named, or that are in the folders that are named; those below this folder where none is named.
 * Throws a FindingsError where there are none, or one of them cannot be tested.
 */
export async function campaignsOf(
  given: readonly string[],
  { files }: Pick<CommandContext, 'files'>,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of given.length === 0 ? [''] : given) {
    const folder = path.replace(/\/+$/, '');
    const isFolder =
      path === '' || (await stat(files.resolve(path)).catch(() => undefined))?.isDirectory();
    if (isFolder === true)
      for (const pattern of PATTERNS)
        found.push(...(await files.list(folder === '' ? pattern : `${folder}/${pattern}`)));
    else if (/[*?{]/.test(path) && !(await files.exists(path)))
      // A shell that knows no patterns, or was kept from expanding one, hands it on.
      found.push(...(await files.list(path)));
    else {
      await files.read(path);
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
      hint: 'campaign files are named campaign.yaml or NAME.campaign.yaml; smartpass init lays out a first one',
    },
  ]);
}

/** The campaign file that is named, or the only one below this folder. Throws a FindingsError that lists those there are. */
export async function theCampaign(
  given: string | undefined,
  context: CommandContext,
): Promise<string> {
  if (given !== undefined) return given;
  const found = await campaignsOf([], context);
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  throw new FindingsError([
    {
      code: 'cli/usage',
      severity: 'error',
      message: `there are ${found.length} campaign files in this folder, name one of them`,
      hint: `${found.slice(0, MOST_LISTED).join(', ')}${found.length > MOST_LISTED ? ', …' : ''}`,
    },
  ]);
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
