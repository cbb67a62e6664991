#!/usr/bin/env node
import { existsSync } from 'node:fs';
import nodeModule from 'node:module';

/** The folder that the command runs in, or undefined where another program has removed it. */
function currentFolder() {
  try {
    return process.cwd();
  } catch {
    return undefined;
  }
}

const cwd = currentFolder();
const entry = new URL('../dist/cli/index.js', import.meta.url);
if (cwd === undefined) {
  process.stderr.write(
    'error: the folder that the command runs in is not there any more [cli/missing-file]\n  hint: change to a folder that exists\n',
  );
  process.exitCode = 2;
} else if (existsSync(entry)) {
  // V8 optimises a function later, about eight times the work of its own setting: most runs end before it pays. `preview --html` takes a third less processor
  // time. Only the V8 of Node 20 is known to have the setting; where it is unknown, V8 complains on standard error.
  if (process.versions.node.startsWith('20.')) {
    const { setFlagsFromString } = nodeModule.createRequire(import.meta.url)('node:v8');
    setFlagsFromString('--interrupt-budget=500000');
  }
  // From Node 22 on, compiled code is kept for the next start.
  else nodeModule.enableCompileCache?.();
  const { run } = await import(entry.href);
  // `import process from 'node:process'` would open each standard stream, and most commands use only one.
  const streams = {
    get stdin() {
      return process.stdin;
    },
    get stdout() {
      return process.stdout;
    },
    get stderr() {
      return process.stderr;
    },
    env: process.env,
    cwd,
  };
  process.exitCode = await run(process.argv.slice(2), streams);
} else {
  process.stderr.write(
    'smartpass is not built yet: run "npm ci" (or "npm run build") in its folder first\n',
  );
  process.exitCode = 2;
}
