import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { progressOn } from '../../src/cli/progress.ts';

test('progress is one line of a terminal, taken away at the end, and nothing in a pipe', () => {
  const pipe = new PassThrough();
  const terminal = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
  for (const stream of [pipe, terminal]) {
    const progress = progressOn(stream);
    progress.at('rendered', 1, 10);
    progress.end();
  }
  expect(pipe.read()).toBeNull();
  expect(String(terminal.read())).toBe('\r\u001b[Krendered: 1 of 10\r\u001b[K');
});
