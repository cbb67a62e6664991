import { array, assert, asyncProperty, constantFrom, nat } from 'fast-check';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { lineBatches } from '../../src/cli/lines.ts';

async function linesOf(chunks: readonly Uint8Array[]): Promise<[number, string][]> {
  const found: [number, string][] = [];
  for await (const { first, lines } of lineBatches(Readable.from(chunks)))
    for (const [index, line] of lines.entries())
      found.push([first + index, Buffer.from(line).toString('utf8')]);
  return found;
}

test('lines come numbered, the last one with or without a line feed', async () => {
  expect(await linesOf([Buffer.from('a\n\nb\n')])).toEqual([
    [1, 'a'],
    [2, ''],
    [3, 'b'],
  ]);
  expect(await linesOf([Buffer.from('a\nb')])).toEqual([
    [1, 'a'],
    [2, 'b'],
  ]);
  expect(await linesOf([])).toEqual([]);
});

test('how the stream is cut into chunks changes nothing', async () => {
  await assert(
    asyncProperty(
      array(constantFrom('é', 'xx', '\n', '👍', '\r')),
      array(nat(20)),
      async (parts, cuts) => {
        const bytes = Buffer.from(parts.join(''));
        const chunks: Uint8Array[] = [];
        let at = 0;
        for (const cut of cuts) {
          chunks.push(bytes.subarray(at, at + cut));
          at += cut;
        }
        chunks.push(bytes.subarray(at));
        expect(await linesOf(chunks)).toEqual(await linesOf([bytes]));
      },
    ),
    { numRuns: 50 },
  );
});
