import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { emptyFolder } from '../cli/run-cli.ts';
import { declarationsOf } from './declarations.ts';

const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  exports: Record<string, string | { types: string }>;
};
const entries = Object.entries(exports).flatMap(([name, target]) =>
  typeof target === 'string'
    ? []
    : [{ name: name.replace(/^\.\/?/, '') || 'root', types: target.types }],
);

/** The declarations as the build emits them. */
function emitted(): string {
  const folder = emptyFolder();
  const options = ['-p', 'tsconfig.build.json', '--emitDeclarationOnly', '--outDir', folder];
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', ...options]);
  return folder;
}

const folder = emitted();

// Where a change is meant: npx vitest run test/api -u
test.each(entries)('the exports of smartpass/$name are those that were recorded', async (entry) => {
  const file = join(folder, entry.types.replace('./dist/', ''));
  await expect(declarationsOf(file)).toMatchFileSnapshot(`__snapshots__/${entry.name}.txt`);
});
