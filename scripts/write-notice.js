/**
 * `node scripts/write-notice.js` writes into NOTICE the licences of the packages whose code is in dist/, and which packages an installation brings along, by
 * licence, out of package-lock.json. The rest of the file is written by hand.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';

const BUNDLED = '--- Packages whose code is in dist/ ---';
const BEGIN = '--- Packages that are installed with smartpass, by licence ---';
const WIDTH = 100;

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const byLicence = new Map();
for (const [path, { dev, license }] of Object.entries(packages)) {
  if (path === '' || dev === true) continue;
  const name = path.replace(/^.*node_modules\//, '');
  byLicence.set(license, (byLicence.get(license) ?? new Set()).add(name));
}
const compare = (one, other) => (one < other ? -1 : 1);
const lines = [...byLicence]
  .map(([licence, names]) => `${licence}: ${[...names].sort(compare).join(', ')}`)
  .sort(compare)
  .flatMap(fold);
const notice = readFileSync('NOTICE', 'utf8');
const written = Math.min(
  ...[BUNDLED, BEGIN].map((title) => notice.indexOf(title)).filter((at) => at >= 0),
);
const texts = bundled().map((name) => `${name}\n\n${licenceOf(name)}`);
const parts = [notice.slice(0, written).trimEnd(), BUNDLED, ...texts, BEGIN, lines.join('\n')];
writeFileSync('NOTICE', `${parts.join('\n\n')}\n`);

/** The packages that the sources import and that are not installed, with those that they import in turn. */
function bundled() {
  const { dependencies, peerDependencies } = packages[''];
  const names = new Set();
  for (const file of readdirSync('src', { recursive: true, encoding: 'utf8' }))
    if (file.endsWith('.ts'))
      for (const [, name] of readFileSync(`src/${file}`, 'utf8').matchAll(
        /\b(?:from |import\()'((?:@[\w-]+\/)?[\w-]+)(?:\/[^']*)?'/g,
      ))
        names.add(name);
  const found = [...names].filter(
    (name) =>
      !(name in dependencies) && !(name in peerDependencies) && `node_modules/${name}` in packages,
  );
  const all = new Set(found);
  for (const name of all)
    for (const other of Object.keys(packages[`node_modules/${name}`].dependencies ?? {}))
      all.add(other);
  return [...all].sort(compare);
}

function licenceOf(name) {
  const files = ['LICENSE-MIT', 'LICENSE', 'LICENSE.md', 'License.txt'].map(
    (file) => `node_modules/${name}/${file}`,
  );
  return readFileSync(files.find(existsSync) ?? '', 'utf8').trim();
}

function fold(text) {
  const folded = [''];
  for (const word of text.split(' ')) {
    const last = folded.at(-1);
    if (last !== '' && last.length + word.length >= WIDTH) folded.push(`  ${word}`);
    else folded[folded.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return folded;
}
