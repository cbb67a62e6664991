import { defineConfig, type ViteUserConfig } from 'vitest/config';
import { ownPages } from './scripts/pages.js';

const LONG = 'test/**/*.long.test.ts';
const BROWSER = 'test/browser/**/*.test.ts';

/** How long a test may take, and nearly as long whatever it waits for: how fast a machine is decides no test. */
const patience = (seconds: number): Partial<NonNullable<ViteUserConfig['test']>> => ({
  testTimeout: seconds * 1000,
  hookTimeout: seconds * 1000,
  expect: { poll: { timeout: seconds * 900 } },
});

/** Three suites without a test in common: `npm test`, `npm run test:long` and `npm run test:browser`; one after the other where a run has several. */
const config: ViteUserConfig = defineConfig({
  test: {
    projects: [
      {
        plugins: [ownPages()],
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [LONG, BROWSER],
          setupFiles: ['test/loopback-only.ts'],
          // Modules keep no state, so test files can share them: importing them once for each file takes longer than the tests.
          isolate: false,
          ...patience(120),
          maxWorkers: '100%',
          sequence: { groupOrder: 1 },
        },
      },
      {
        plugins: [ownPages()],
        test: {
          name: 'long',
          include: [LONG],
          globalSetup: ['test/package/setup.ts'],
          setupFiles: ['test/loopback-only.ts'],
          ...patience(150),
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
