/** What people run, timed as whole commands: processor time as a multiple of `node -e 0`, and the memory of the largest process. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cases, EVENT, USER } from './cases.mjs';
import { costOf, median, spread } from './processes.mjs';

const ROOT = new URL('..', import.meta.url).pathname;
const CARD = 'templates/loyalty-card';

/** The files of the pipelines, in a folder of their own. */
function writeFiles(folder, thousands) {
  for (const part of ['templates', 'fixtures/users'])
    cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');
  writeUsers(folder, 'a-thousand', 1000);
  writeUsers(folder, 'many', thousands * 1000);
  writeCases(folder, thousands * 1000);
  writeFileSync(join(folder, 'context.json'), JSON.stringify({ UserAttribute: USER }));
}

/** A campaign of as many users, a JSON file each. */
function writeUsers(folder, name, count) {
  mkdirSync(join(folder, name));
  for (let at = 0; at < count; at += 1) {
    const user = { ...USER, MoEngage_ID: `u-${at}`, 'First Name': `Ada ${at}` };
    writeFileSync(join(folder, name, `user-${at}.json`), JSON.stringify({ user, event: EVENT }));
  }
  const campaign = readFileSync(join(folder, CARD, 'campaign.yaml'), 'utf8')
    .replace(/^users:.*/m, `users: ../../${name}/*.json`)
    .replace(/^tests:[\s\S]*/m, '');
  writeFileSync(join(folder, CARD, `${name}.yaml`), campaign);
}

/** One case a line for `render --ndjson`, and one link a line for `verify --lines`. */
function writeCases(folder, count) {
  const { template } = cases().get('guide');
  const users = Array.from({ length: count }, (_, at) => ({ ...USER, MoEngage_ID: `u-${at}` }));
  const lines = users.map((user, id) => ({ id, template, context: { UserAttribute: user } }));
  const data = users.map((user) =>
    Buffer.from(JSON.stringify({ 'person.externalId': user.MoEngage_ID })),
  );
  writeLines(
    join(folder, 'cases.ndjson'),
    lines.map((one) => JSON.stringify(one)),
  );
  writeLines(
    join(folder, 'links.txt'),
    data.map(
      (bytes) =>
        `https://pub1.pskt.io/c/a4hrop?data=${bytes.toString('base64url')}&sig=${'0'.repeat(64)}`,
    ),
  );
}

function writeLines(path, lines) {
  writeFileSync(path, `${lines.join('\n')}\n`);
}

/** Name -> arguments of node, with what else the run needs; `large` ones run once. */
function pipelines(bin, thousands) {
  const map = `${CARD}/fieldmap.yaml`;
  const campaign = `${CARD}/campaign.yaml`;
  return {
    'node -e 0': { args: ['-e', '0'] },
    '--version': { args: [bin, '--version'] },
    generate: { args: [bin, 'generate', map] },
    'render of the guide': {
      args: [bin, 'render', `${ROOT}/bench/templates/guide.jinja`, '--context', 'context.json'],
    },
    estimate: { args: [bin, 'estimate', map], codes: [0, 1] },
    'lint of the shipped campaigns': { args: [bin, 'lint', 'templates'], codes: [0, 1] },
    'preview of 34 users': { args: [bin, 'preview', campaign] },
    'preview --user ada': { args: [bin, 'preview', campaign, '--user', 'ada'] },
    'preview --html': { args: [bin, 'preview', campaign, '--html', 'page.html'] },
    'preview of 1,000 users': { args: [bin, 'preview', `${CARD}/a-thousand.yaml`] },
    test: { args: [bin, 'test', campaign], large: true },
    [`preview --json of ${thousands},000 users`]: {
      args: [bin, 'preview', `${CARD}/many.yaml`, '--json'],
      large: true,
    },
    [`render --ndjson, ${thousands},000 cases of the guide`]: {
      args: [bin, 'render', '--ndjson', '--mode', 'moengage'],
      input: 'cases.ndjson',
      large: true,
    },
    [`verify --lines, ${thousands},000 links`]: {
      args: [bin, 'verify', '-', '--lines'],
      input: 'links.txt',
      codes: [0, 1],
      large: true,
    },
  };
}

/**
 * Rows of name, milliseconds, multiples of `node -e 0`, megabytes, and where another build is named the ratios of its time to ours.
 * `thousands` is how large the large inputs are.
 *
 * @param {{rounds: number, thousands: number, before?: string, only?: string}} options
 */
export function* pipelineRows({ rounds, thousands, before, only }) {
  const folder = mkdtempSync(join(tmpdir(), 'smartpass-bench-'));
  try {
    writeFiles(folder, thousands);
    const ours = Object.entries(pipelines(`${ROOT}/bin/smartpass.js`, thousands));
    const theirs = new Map(Object.entries(pipelines(`${before}/bin/smartpass.js`, thousands)));
    for (const [name, one] of ours) {
      if (only !== undefined && !name.includes(only)) continue;
      yield rowOf(name, one, before && theirs.get(name), folder, one.large ? 1 : rounds);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function rowOf(name, one, theirs, folder, rounds) {
  const input = one.input && join(folder, one.input);
  const cost = ({ args, codes }) => costOf(args, { cwd: folder, input, codes });
  const costs = [];
  const multiples = [];
  const ratios = [];
  for (let round = 0; round < rounds; round += 1) {
    const nothing = costOf(['-e', '0'], { cwd: folder });
    const ours = cost(one);
    costs.push(ours);
    multiples.push(ours.milliseconds / nothing.milliseconds);
    const other = theirs && attempt(() => cost(theirs));
    if (other !== undefined) ratios.push(other.milliseconds / ours.milliseconds);
  }
  return [
    name,
    median(costs.map(({ milliseconds }) => milliseconds)).toFixed(0),
    spread(multiples, 1),
    Math.max(...costs.map(({ megabytes }) => megabytes)).toFixed(0),
    ...(theirs === undefined ? [] : [ratios.length === 0 ? '-' : spread(ratios)]),
  ];
}

/** The other build may lack what ours has. */
function attempt(run) {
  try {
    return run();
  } catch {
    return undefined;
  }
}
