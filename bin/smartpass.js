#!/usr/bin/env node
import { existsSync } from 'node:fs';
import process from 'node:process';

const entry = new URL('../dist/bin/index.js', import.meta.url);
if (existsSync(entry)) {
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
