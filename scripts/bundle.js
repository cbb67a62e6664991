/**
 * `node scripts/bundle.js [DIST]` puts the command line, compiled into dist/, together into a few files in dist/bin/: it starts twice as fast as from the three
 * hundred that the package's doors lead to. `runtime` and
 * `snapshot-environment` are what tests of campaigns load in vitest's workers.
 */
import { isAbsolute } from 'node:path';
import { build } from 'rolldown';

const dist = process.argv[2] ?? 'dist';
await build({
  input: {
    index: `${dist}/cli/index.js`,
    runtime: `${dist}/testing/vitest/runtime.js`,
    'snapshot-environment': `${dist}/testing/vitest/snapshot-environment.js`,
  },
  platform: 'node',
  external: (id) => !id.startsWith('.') && !isAbsolute(id),
  // Loading a file of ours does nothing: what a command does not use is left out.
  treeshake: { moduleSideEffects: false },
  output: {
    dir: `${dist}/bin`,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: '[name].js',
  },
});
