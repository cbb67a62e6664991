import { defineConfig, type ViteUserConfig } from 'vitest/config';
import { ownPages } from './scripts/pages.js';

const LONG = 'test/**/*.long.test.ts';
const SAMPLED = 'test/**/*.sampled.test.ts';
const BROWSER = 'test/browser/**/*.test.ts';

/** How long a test may take, and nearly as long whatever it waits for: how fast a machine is decides no test. */
const patience = (seconds: number): Partial<NonNullable<ViteUserConfig['test']>> => ({
  testTimeout: seconds * 1000,
  hookTimeout: seconds * 1000,
  expect: { poll: { timeout: seconds * 900 } },
});

/** V8 optimises a function later: most code of the tests runs a few times. Only the V8 of Node 20 has this setting; a node that does not know it would not start. */
const execArgv = process.versions.node.startsWith('20.') ? ['--interrupt-budget=500000'] : [];

/** Three suites, without a test in common but for what the unit run takes a sample of: `npm test`, `npm run test:long` and `npm run test:browser`; one after the other where a run has several. */
const config: ViteUserConfig = defineConfig({
  test: {
    // What TypeScript became is kept in node_modules/ by the content of each file, for the next run.
    experimental: { fsModuleCache: true },
    projects: [
      {
        plugins: [ownPages()],
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [LONG, BROWSER],
          setupFiles: ['test/loopback-only.ts'],
          provide: { isLongRun: false },
          // Modules keep no state, so test files can share them: importing them once for each file takes longer than the tests.
          isolate: false,
          execArgv,
          ...patience(120),
          maxWorkers: '100%',
          sequence: { groupOrder: 1 },
        },
      },
      {
        plugins: [ownPages()],
        test: {
          name: 'long',
          // Of the sampled tests, the unit run has a sample.
          include: [LONG, SAMPLED],
          provide: { isLongRun: true },
          globalSetup: ['test/package/setup.ts'],
          setupFiles: ['test/loopback-only.ts'],
          ...patience(300),
          // Unless told, vitest leaves one core alone: on two cores that is half the machine.
          maxWorkers: '100%',
          sequence: { groupOrder: 2 },
        },
      },
      {
        plugins: [ownPages()],
        test: {
          name: 'browser',
          include: [BROWSER],
          globalSetup: ['test/package/setup.ts'],
          ...patience(120),
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});

export default config;
