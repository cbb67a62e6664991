// The loyalty card on one screen: its field map, the beginning of its snippet, what becomes of its users. usage: npm start
import { readFileSync } from 'node:fs';
import { PassThrough, Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { run } from '../dist/cli/index.js';

const MAP = 'templates/loyalty-card/fieldmap.yaml';
const CAMPAIGN = 'templates/loyalty-card/campaign.yaml';
const SNIPPET_LINES = 5;
/** npm writes four lines of its own above these: 40 in all. */
const LINES = 36;
const COLUMNS = 100;

/** The lines that a command prints on stdout. */
async function linesOf(...argv) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const chunks = [];
  stdout.on('data', (chunk) => chunks.push(chunk));
  const said = [];
  stderr.on('data', (chunk) => said.push(chunk));
  const cwd = fileURLToPath(new URL('..', import.meta.url));
  const code = await run(argv, { stdin: Readable.from([]), stdout, stderr, env: {}, cwd });
  if (code !== 0) {
    process.stderr.write(Buffer.concat(said));
    process.exit(code);
  }
  return Buffer.concat(chunks).toString('utf8').trimEnd().split('\n');
}

function cut(line) {
  return line.length > COLUMNS ? `${line.slice(0, COLUMNS - 1)}…` : line;
}

const map = readFileSync(new URL(`../${MAP}`, import.meta.url), 'utf8')
  .trimEnd()
  .split('\n');
const snippet = await linesOf('generate', MAP);
const preview = await linesOf('preview', CAMPAIGN);
const { users, sent, outcomes } = JSON.parse(
  (await linesOf('preview', CAMPAIGN, '--json')).join('\n'),
);

const head = preview.findIndex((line) => line === '');
const rows = preview.slice(head + 2, head + 2 + outcomes.length);
const above = [
  `${MAP} says which attribute goes into which field of the pass:`,
  ...map.filter((line) => !line.startsWith('#')),
  '',
  `$ npx smartpass generate ${MAP}     (${SNIPPET_LINES} of ${snippet.length} lines)`,
  ...snippet.slice(0, SNIPPET_LINES),
  '',
  `$ npx smartpass preview ${CAMPAIGN}     (${users} users: ${sent} sent, ${users - sent} dropped)`,
];
const below = [
  `Next: npx smartpass preview ${CAMPAIGN} --html preview.html`,
  '      your own campaign, from an empty folder: docs/tutorial.md',
];
const shown = rows.slice(0, LINES - above.length - below.length - 1);
const rest = rows.slice(shown.length);
const isFine = rest.every((row) => / sent .* valid$/.test(row));
const more = `… and ${rest.length} more users${isFine ? ', all of them sent a link that opens' : ''}`;
console.log([...above, ...shown, more, ...below].map(cut).join('\n'));
