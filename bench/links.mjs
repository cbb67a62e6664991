#!/usr/bin/env node
/**
 * The links of every user, row by row: `render campaign.yaml --ndjson --links` next to a Python script that does the same (csv, Jinja2,
 * hmac). `node bench/links.mjs [USERS]`; prints seconds of processor time, and fails where the links are not the same. Build first.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { FAKE_SECRET } from '../dist/diagnostics/index.js';

const PYTHON = process.env.SMARTPASS_PYTHON ?? '/usr/bin/python3';
const COLUMNS = [
  'MoEngage_ID',
  'First Name',
  'Last Name',
  'Email (Standard)',
  'Mobile Number (Standard)',
  'Tier',
];
const TIERS = ['gold', 'silver', 'bronze', ''];

const users = Number(process.argv[2] ?? 20_000);
const folder = mkdtempSync(join(tmpdir(), 'smartpass-links-'));
const campaign = join(folder, 'campaign.yaml');

/** Every 50th user has no email address, every 20th no first name. */
function userAt(at) {
  const email = at % 50 === 7 ? '' : `user${at}@example.com`;
  return [
    `u-${at}`,
    at % 20 === 3 ? '' : `Ada${at}`,
    'Example',
    email,
    '+15555550100',
    TIERS[at % 4],
  ];
}

function writeInputs() {
  const card = resolve('templates/loyalty-card');
  cpSync(join(card, 'fieldmap.yaml'), join(folder, 'fieldmap.yaml'));
  const mail = readFileSync(join(card, 'email.html.jinja'), 'utf8');
  writeFileSync(join(folder, 'email.html.jinja'), mail);
  writeFileSync(join(folder, 'python.jinja'), mail.replace(/\{#.*?#\}/, ''));
  writeFileSync(
    campaign,
    'campaign: links\nchannel: email\ntrigger: { event: any }\ntemplate: email.html.jinja\nusers: none/*.yaml\n',
  );
  const [csv, lines] = [[COLUMNS.join(',')], []];
  for (let at = 0; at < users; at += 1) {
    const cells = userAt(at);
    csv.push(cells.join(','));
    const user = Object.fromEntries(
      cells.flatMap((cell, i) => (cell === '' ? [] : [[COLUMNS[i], cell]])),
    );
    lines.push(JSON.stringify({ id: cells[0], user }));
  }
  writeFileSync(join(folder, 'users.csv'), `${csv.join('\n')}\n`);
  writeFileSync(join(folder, 'users.ndjson'), `${lines.join('\n')}\n`);
}

/** What a command prints that reads a file. */
function answerOf(command, args, input) {
  const line = ['-c', 'exec "$0" "$@" < "$INPUT"', command, ...args];
  const { stdout, status, stderr } = spawnSync('sh', line, {
    env: { ...process.env, INPUT: input },
    maxBuffer: 2 ** 30,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

/** Processor seconds of the children that have ended, from the system: Node does not say. */
function usageOfChildren() {
  const [, rest = ''] = readFileSync('/proc/self/stat', 'utf8').split(') ');
  const fields = rest.split(' ');
  const ticks = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
  return (Number(fields[13]) + Number(fields[14])) / ticks;
}

function cost(run) {
  const start = usageOfChildren();
  const stdout = run();
  return { stdout, seconds: usageOfChildren() - start };
}

try {
  writeInputs();
  const bin = resolve('bin/smartpass.js');
  const ours = cost(() =>
    answerOf(
      process.execPath,
      [bin, 'render', campaign, '--ndjson', '--links'],
      join(folder, 'users.ndjson'),
    ),
  );
  const python = cost(() =>
    answerOf(
      PYTHON,
      ['bench/links.py', join(folder, 'python.jinja'), FAKE_SECRET],
      join(folder, 'users.csv'),
    ),
  );
  const links = ours.stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
    .flatMap(({ id, links: [link] = [] }) => (link ? [`${id},${link}`] : []));
  const same = links.join('\n') === python.stdout.trim().replaceAll('\r', '');
  const each = ({ seconds }) =>
    `${seconds.toFixed(2)} s (${((1e6 * seconds) / users).toFixed(0)} µs a user)`;
  console.log(
    `${users} users: smartpass ${each(ours)}, Python ${each(python)}, ratio ${(python.seconds / ours.seconds).toFixed(2)}, links ${same ? 'equal' : 'DIFFER'}`,
  );
  process.exitCode = same ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}
