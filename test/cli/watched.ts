import { PassThrough, Readable } from 'node:stream';
import { run } from '../../src/cli/index.ts';

/** A command that serves until it is ended: its address, and how to end it as Ctrl+C does; `said` is what it has said on stderr, `end` gives the exit code. */
export type Watched = { readonly url: string; said(): string; end(): Promise<number> };

/** Starts `preview --watch` in a folder and waits for its address. */
export function startWatch(
  argv: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Watched> {
  return startServing([...argv, '--watch'], cwd, env);
}

/** Starts a command that serves a page, in a folder, and waits for its address. */
export async function startServing(
  argv: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Watched> {
  const stderr = new PassThrough();
  const stdout = new PassThrough();
  const stdin = Readable.from([]);
  const done = run(argv, { stdin, stdout, stderr, env, cwd });
  let said = '';
  const url = await new Promise<string>((resolve, reject) => {
    stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = /http:\/\/127\S+/.exec(said)?.[0];
      if (found !== undefined) resolve(found);
    });
    void done.then(() => reject(new Error(`it has ended: ${said}`)));
  });
  return {
    url,
    said: () => said,
    end() {
      process.emit('SIGINT', 'SIGINT');
      return done;
    },
  };
}
