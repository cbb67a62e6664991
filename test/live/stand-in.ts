import { startServing, type Watched } from '../cli/watched.ts';

/** Starts a stand-in account in a folder and waits for its address. */
export function startStandIn(
  argv: readonly string[] = [],
  cwd: string = process.cwd(),
): Promise<Watched> {
  return startServing(['live', 'stand-in', ...argv], cwd);
}
