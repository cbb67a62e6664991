import {
  mergeShards,
  ShardsError,
  type AudienceReport,
  type ShardResult,
} from '../audience/index.ts';
import { FindingsError, type Finding } from '../diagnostics/index.ts';
import type { Arguments, CommandContext } from './command.ts';
import { wrongUse } from './wrong-use.ts';

/** The report of all shards of an export, out of the answers of `audience --shard --json`. Throws a FindingsError where they are not a whole. */
export async function runMerge(
  args: Arguments,
  { files }: CommandContext,
): Promise<{ readonly report: AudienceReport; readonly findings: readonly Finding[] }> {
  const paths = args.texts('others');
  if (paths.length === 0)
    throw wrongUse('audience merge takes the JSON of shards', 'audience merge shard-*.json');
  const shards: ShardResult[] = [];
  for (const path of paths) {
    shards.push(shardIn(await files.read(path), path));
    files.forget(path);
  }
  try {
    const { report, disagreeing } = mergeShards(shards);
    return { report, findings: disagreeing === 0 ? [] : [disagreement(disagreeing)] };
  } catch (error) {
    if (!(error instanceof ShardsError)) throw error;
    throw bad(`the shards cannot be put together: ${error.message}`);
  }
}

function shardIn(text: string, file: string): ShardResult {
  try {
    const { shard } = JSON.parse(text) as { readonly shard?: ShardResult };
    if (Array.isArray(shard?.parts)) return shard;
  } catch {
    // Whatever is not JSON is not the answer of a shard either.
  }
  throw bad('this is not the answer of smartpass audience --shard --json', file);
}

function disagreement(classes: number): Finding {
  return {
    code: 'audience/shards-disagree',
    severity: 'warning',
    message: `shards say different things of users in ${classes} classes: each counts its own`,
    hint: 'run the shards with --every-user where these users matter',
  };
}

function bad(message: string, file?: string): FindingsError {
  return new FindingsError([
    {
      code: 'audience/bad-shards',
      severity: 'error',
      message,
      ...(file !== undefined && {
        file,
        hint: 'name what smartpass audience --shard --json wrote',
      }),
    },
  ]);
}
