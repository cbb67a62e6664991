import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { readSnapshots, snapshotFile } from '../../src/testing/snapshot-format.ts';
import { PlacedError } from '../../src/testing/vitest/placed-error.ts';
import { CampaignSnapshots } from '../../src/testing/vitest/snapshot-environment.ts';
import { emptyFolder } from '../cli/run-cli.ts';

const HEADER = '// Vitest Snapshot v1, https://vitest.dev/guide/snapshot.html';
const SHIPPED = 'templates/init/campaigns/loyalty-card/__snapshots__/campaign.yaml.snap';

/** What vitest itself makes of the file: it runs it. */
function asVitestReads(text: string): Readonly<Record<string, string>> {
  const data: Record<string, string> = Object.create(null) as Record<string, string>;
  // oxlint-disable-next-line typescript/no-implied-eval, no-new-func
  (new Function('exports', text) as (exports: object) => void)(data);
  return data;
}

function entriesOf(text: string): readonly (readonly [string, string])[] {
  const read = readSnapshots(text);
  if (!('entries' in read)) throw new Error(`${read.line}: ${read.message}`);
  return [...read.entries];
}

describe('a file of snapshots', () => {
  test('as it ships is read as vitest reads it', () => {
    const text = readFileSync(SHIPPED, 'utf8');
    expect(Object.fromEntries(entriesOf(text))).toEqual({ ...asVitestReads(text) });
    expect(snapshotFile(HEADER, new Map(entriesOf(text)))).toBe(text);
    expect(entriesOf(text.replaceAll('\n', '\r\n'))).toEqual(entriesOf(text));
  });

  test('with any texts is read as it was written, by vitest too', () => {
    const piece = fc.constantFrom(
      '`',
      '\\',
      '$',
      '${',
      '}',
      '\n',
      'a',
      ' ',
      '"',
      'é',
      '👍',
      '//',
      '/*',
    );
    const text = fc.array(piece, { maxLength: 12 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(text, text), { selector: ([name]) => name }), (pairs) => {
        const written = snapshotFile(HEADER, new Map(pairs));
        expect(entriesOf(written)).toEqual(pairs);
        expect(new Map(Object.entries(asVitestReads(written)))).toEqual(new Map(pairs));
      }),
    );
  });

  test.each([
    ['code before a snapshot', 'process.exit(3);\nexports[`a 1`] = `x`;', 1],
    ['code after one', 'exports[`a 1`] = `x`;\n\nprocess.exit(3);', 3],
    ['code in a text', 'exports[`a 1`] = `${process.exit(3)}`;', 1],
    ['code in a name', 'exports[`${process.exit(3)} 1`] = `x`;', 1],
    ['another form', "exports['a 1'] = 'x';", 1],
    ['an escape that vitest does not write', 'exports[`a 1`] = `\\u0041`;', 1],
    ['a cut end', `${HEADER}\n\nexports[\`a 1\`] = \`x`, 3],
    ['a long text that never ends', `exports[\`a 1\`] = \`${'x$ '.repeat(100_000)}`, 1],
    [
      'a merge',
      'exports[`a 1`] = `x`;\n<<<<<<< HEAD\nexports[`b 1`] = `y`;\n=======\n>>>>>>> b',
      2,
    ],
    ['a merge inside a text', 'exports[`a 1`] = `\nx\n=======\ny\n`;', 3],
    ['a name that is there twice', 'exports[`a 1`] = `x`;\nexports[`a 1`] = `y`;', 2],
    ['nothing', '', 1],
  ])('with %s is refused, with its line', (_, text, line) => {
    expect(readSnapshots(text)).toEqual({ line, message: expect.any(String) as string });
  });
});

describe('the snapshots of a campaign', () => {
  const snapshots = new CampaignSnapshots();
  let folder = '';
  const path = (): string => join(folder, '__snapshots__/campaign.yaml.snap');
  const put = (text: string): void => {
    mkdirSync(join(folder, '__snapshots__'), { recursive: true });
    writeFileSync(path(), text);
  };

  beforeEach(() => {
    folder = emptyFolder();
  });

  test('are given to vitest as data alone', async () => {
    expect(await snapshots.readSnapshotFile(path())).toBeNull();
    const text = snapshotFile(snapshots.getHeader(), new Map([['a 1', 'x']]));
    put(text);
    expect(await snapshots.readSnapshotFile(path())).toBe(text);
    put(`globalThis.executed = true;\n${text}`);
    expect(await snapshots.readSnapshotFile(path())).toBeNull();
    put(`// a comment\n${text}`);
    expect(await snapshots.readSnapshotFile(path())).toBe(text);
  });

  test('that cannot be read are an error with the place, and are never written over', async () => {
    const broken = '<<<<<<< HEAD\nexports[`a 1`] = `x`;\n';
    put(broken);
    const error = await snapshots
      .check(join(folder, 'campaign.yaml'))
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(PlacedError);
    expect((error as PlacedError).message).toMatch(/cannot be read: a merge left its marks/);
    expect((error as PlacedError).stack).toContain(`at ${path()}:1:1`);
    await expect(snapshots.saveSnapshotFile(path(), 'new')).rejects.toThrow('cannot be read');
    expect(readFileSync(path(), 'utf8')).toBe(broken);
  });

  test('are written whole, and leave nothing beside', async () => {
    await snapshots.saveSnapshotFile(path(), 'one');
    expect(readdirSync(join(folder, '__snapshots__'))).toEqual(['campaign.yaml.snap']);
    expect(readFileSync(path(), 'utf8')).toBe('one');
  });

  test('of other test files are left to vitest', async () => {
    const other = join(folder, 'a.test.ts.snap');
    writeFileSync(other, 'exports[`a 1`] = 7;');
    expect(await snapshots.readSnapshotFile(other)).toBe('exports[`a 1`] = 7;');
    await snapshots.saveSnapshotFile(other, 'exports[`a 1`] = 8;');
    expect(readFileSync(other, 'utf8')).toBe('exports[`a 1`] = 8;');
  });
});
