import type { Tally } from '../audience/index.ts';
import { FindingsError, jsonIn } from '../diagnostics/index.ts';
import type { CommandContext } from './command.ts';

/** What is kept of a run: what it is of (`made`), the seed of its sample, the parts that were read, and what came of them. No value of a user is in it. */
type AudienceState = {
  readonly made: string;
  readonly seed: number;
  readonly parts: readonly number[];
  readonly tally: Tally;
};

/** The state in a file; undefined where there is no file. Throws a FindingsError for the state of another run. */
export async function readState(
  path: string,
  made: string,
  { files }: CommandContext,
): Promise<AudienceState | undefined> {
  if (!(await files.exists(path))) return undefined;
  const state = jsonIn(await files.read(path)) as AudienceState | null | undefined;
  if (state?.made === made) return state;
  throw new FindingsError([
    {
      code: 'audience/other-run',
      severity: 'error',
      message: 'the file keeps the state of another run: campaign, export or options differ',
      hint: 'name another file, or delete it',
      file: path,
    },
  ]);
}

/** Writes the state of a run. */
export async function writeState(
  path: string,
  state: AudienceState,
  { files }: CommandContext,
): Promise<void> {
  await files.write(path, `${JSON.stringify(state)}\n`, { inPlace: true });
}
