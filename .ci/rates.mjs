// Holds the rates that a run against recorded answers printed against those of rates.json.
// usage: rates.mjs SET FILE; prints "PASSED FAILED": the answers that match, and how many fewer than were held before.
import { readFileSync } from 'node:fs';

const [set, file] = process.argv.slice(2);
const held = JSON.parse(readFileSync(new URL('rates.json', import.meta.url), 'utf8'))[set] ?? {};
const now = {};
for (const [, name, got] of readFileSync(file, 'utf8').matchAll(/^(\w+): (\d+)\/\d+ /gm))
  now[name] = Number(got);
let lost = 0;
for (const [name, wanted] of Object.entries(held)) {
  const got = now[name] ?? 0;
  if (got < wanted) {
    console.error(`${set}: ${name} fell from ${wanted} to ${got}`);
    lost += wanted - got;
  }
}
const rose = Object.entries(now).some(([name, got]) => got > (held[name] ?? 0));
if (rose)
  console.error(
    `${set}: better than held; write into .ci/rates.json: ${JSON.stringify({ [set]: now })}`,
  );
console.log((now.output ?? 0) + (now.errorMessage ?? 0), lost);
