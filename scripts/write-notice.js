/**
 * `node scripts/write-notice.js` writes into NOTICE which packages an installation brings along, by licence, out of package-lock.json. The rest of the file is
 * written by hand.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const BEGIN = '--- Packages that are installed with smartpass, by licence ---';
const WIDTH = 100;

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const byLicence = new Map();
for (const [path, { dev, license }] of Object.entries(packages)) {
  if (path === '' || dev === true) continue;
  // Binaries for each platform are one line.
  const name = path
    .replace(/^.*node_modules\//, '')
    .replace(/^@rolldown\/binding-.*/, '@rolldown/binding-*')
    .replace(/^lightningcss-.*/, 'lightningcss-*');
  byLicence.set(license, (byLicence.get(license) ?? new Set()).add(name));
}
const compare = (one, other) => (one < other ? -1 : 1);
const lines = [...byLicence]
  .map(([licence, names]) => `${licence}: ${[...names].sort(compare).join(', ')}`)
  .sort(compare)
  .flatMap(fold);
const notice = readFileSync('NOTICE', 'utf8');
const end = notice.indexOf(BEGIN);
writeFileSync(
  'NOTICE',
  `${notice.slice(0, end < 0 ? notice.length : end).trimEnd()}\n\n${BEGIN}\n\n${lines.join('\n')}\n`,
);

function fold(text) {
  const folded = [''];
  for (const word of text.split(' ')) {
    const last = folded.at(-1);
    if (last !== '' && last.length + word.length >= WIDTH) folded.push(`  ${word}`);
    else folded[folded.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return folded;
}
