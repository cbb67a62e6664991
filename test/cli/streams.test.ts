import { Readable, Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { run } from '../../src/cli/index.ts';

/** A stream that fails at its first write, or takes everything. */
function sink(code?: string): { readonly stream: Writable; readonly taken: string[] } {
  const taken: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done): void {
      taken.push(chunk.toString());
      done(code === undefined ? null : Object.assign(new Error(code), { code }));
    },
  });
  return { stream, taken };
}

async function runOn(code: string, argv: readonly string[]): Promise<[number, string]> {
  const stderr = sink();
  const exit = await run(argv, {
    stdin: Readable.from([]),
    stdout: sink(code).stream,
    stderr: stderr.stream,
    env: {},
    cwd: process.cwd(),
  });
  return [exit, stderr.taken.join('')];
}

test.each([[['fields']], [['verify', '--json']]])(
  'a full disk is said, not passed over: %j',
  async (argv) => {
    const [exit, said] = await runOn('ENOSPC', argv);
    expect(exit).toBe(2);
    expect(said).toContain(argv.length === 1 ? 'no space left [cli/cannot-write]' : '[cli/usage]');
  },
);

test('a reader that has gone ends the run quietly', async () => {
  expect(await runOn('EPIPE', ['fields'])).toEqual([0, '']);
});
