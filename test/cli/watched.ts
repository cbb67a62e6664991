import { PassThrough, Readable } from 'node:stream';
import { run } from '../../src/cli/index.ts';

/** A command that serves until it is ended: its address, what it has printed and said on stderr, and how to end it as Ctrl+C or another signal does; `end` gives the exit code. */
export type Watched = {
  readonly url: string;
  printed(): string;
  said(): string;
  end(signal?: 'SIGINT' | 'SIGTERM'): Promise<number>;
};

/** Starts `preview --watch` in a folder and waits for its address. */
export function startWatch(
  argv: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Watched> {
  return startServing([...argv, '--watch'], cwd, env);
}

/** Starts a command that serves, in a folder, and waits for its address: what `address` finds in one of its streams. */
export async function startServing(
  argv: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
  address: RegExp = /(http:\/\/127\S+)/,
): Promise<Watched> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const stdin = Readable.from([]);
  const done = run(argv, { stdin, stdout, stderr, env, cwd });
  let [printed, said] = ['', ''];
  const url = await new Promise<string>((resolve, reject) => {
    const look = (): void => {
      const found = address.exec(printed) ?? address.exec(said);
      if (found?.[1] !== undefined) resolve(found[1]);
    };
    stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      look();
    });
    stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      look();
    });
    void done.then(() => reject(new Error(`it has ended: ${said}${printed}`)));
  });
  return {
    url,
    printed: () => printed,
    said: () => said,
    end(signal = 'SIGINT') {
      process.emit(signal, signal);
      return done;
    },
  };
}
