/**
 * `node scripts/pack.js published` rewrites package.json as it is published: without scripts and packages of development, which mean nothing to those who
 * install it. `node scripts/pack.js own` takes that back. npm runs both around `npm pack` and `npm publish`.
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const FILE = 'package.json';
const KEPT = '.tmp/package.json';

if (existsSync(KEPT)) {
  copyFileSync(KEPT, FILE);
  rmSync(KEPT);
}
if (process.argv[2] === 'published') {
  mkdirSync('.tmp', { recursive: true });
  copyFileSync(FILE, KEPT);
  const {
    scripts: _scripts,
    devDependencies: _own,
    ...published
  } = JSON.parse(readFileSync(FILE, 'utf8'));
  writeFileSync(FILE, `${JSON.stringify(published, null, 2)}\n`);
}
