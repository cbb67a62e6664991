#!/usr/bin/env node
import { existsSync } from 'node:fs';
import nodeModule from 'node:module';
import process from 'node:process';

const entry = new URL('../dist/cli/index.js', import.meta.url);
if (existsSync(entry)) {
  // From Node 22 on, compiled code is kept for the next start.
  nodeModule.enableCompileCache?.();
  const { run } = await import(entry.href);
  const { stdin, stdout, stderr, env } = process;
  process.exitCode = await run(process.argv.slice(2), {
    stdin,
    stdout,
    stderr,
    env,
    cwd: process.cwd(),
  });
} else {
  process.stderr.write(
    'smartpass is not built yet: run "npm ci" (or "npm run build") in its folder first\n',
  );
  process.exitCode = 2;
}
