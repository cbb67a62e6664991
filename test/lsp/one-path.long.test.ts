import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { isOthers, saidOf } from './one-path.ts';

const ALL = process.env['SMARTPASS_ALL'] === '1';

/** Every template, field map, campaign, configuration and user of the repository. */
const FILES = execFileSync('git', ['ls-files', 'templates', 'fixtures', 'bench'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => /\.(?:ya?ml|jinja|html)$/.test(file))
  // Those of one folder are much alike; SMARTPASS_ALL=1 takes all.
  .filter((file, at) => !file.includes('/compiler/') || at % 4 === 0 || ALL);

test(
  'the language server says of each file what lint says of it',
  { timeout: 300_000 },
  async () => {
    const differing: object[] = [];
    let count = 0;
    for (const file of FILES) {
      if (isOthers(file, readFileSync(file, 'utf8'))) continue;
      const { lint, server } = await saidOf(file, process.cwd());
      count += lint.length;
      if (lint.join('\n') !== server.join('\n')) differing.push({ file, lint, server });
    }
    expect(differing).toEqual([]);
    expect(count).toBeGreaterThan(100);
  },
);
