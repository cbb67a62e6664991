import { PassThrough, Readable } from 'node:stream';
import { run } from '../../src/cli/index.ts';

/** A `live stand-in` that runs: its address, and how to end it as Ctrl+C does; `end` gives the exit code. */
export type StartedStandIn = { readonly url: string; end(): Promise<number> };

/** Starts a stand-in account in a folder and waits for its address. */
export async function startStandIn(
  argv: readonly string[] = [],
  cwd: string = process.cwd(),
): Promise<StartedStandIn> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const stdin = Readable.from([]);
  const done = run(['live', 'stand-in', ...argv], { stdin, stdout, stderr, env: {}, cwd });
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = /http:\S+/.exec(said)?.[0];
      if (found !== undefined) resolve(found);
    });
    stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    void done.then(() => reject(new Error(`it has ended: ${said}`)));
  });
  return {
    url,
    end() {
      process.emit('SIGINT', 'SIGINT');
      return done;
    },
  };
}
