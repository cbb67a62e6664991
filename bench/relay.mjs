/**
 * `node bench/relay.mjs [--webhooks N] [--seconds S] [--store ADDRESS]`: a relay in a process of its own takes webhooks at an even rate and delivers them to a
 * stand-in that answers at once. Prints how long the answers to webhooks took, the memory of the relay over time, and how much of a core it used.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    webhooks: { type: 'string', default: '10000' },
    seconds: { type: 'string', default: '60' },
    store: { type: 'string', default: 'events.db' },
  },
});
const [webhooks, seconds] = [Number(values.webhooks), Number(values.seconds)];

const folder = mkdtempSync(join(tmpdir(), 'smartpass-bench-'));
writeFileSync(join(folder, 'smartpass.config.yaml'), 'events: {}\n');
/** When each event was delivered. */
const delivered = [];
const api = createServer((asked, response) => {
  asked.resume().on('end', () => {
    delivered.push(performance.now());
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"success"}');
  });
});
await new Promise((done) => api.listen(0, '127.0.0.1', done));
const base = `http://127.0.0.1:${api.address().port}`;
const relay = spawn(
  process.execPath,
  [
    resolve('bin/smartpass.js'),
    'events',
    'serve',
    '--json',
    '--stand-in',
    base,
    '--log',
    'relay.log',
  ],
  {
    cwd: folder,
    env: { ...process.env, SMARTPASS_STORE: values.store },
    stdio: ['ignore', 'pipe', 'inherit'],
  },
);
const url = await new Promise((started) => {
  relay.stdout.on('data', (text) => {
    const found = /"url": ?"([^"]+)"/.exec(text.toString());
    if (found) started(found[1]);
  });
});

const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const took = [];
const memory = [];
const cpuBefore = cpu();
const begun = performance.now();
const waiting = [];
for (let number = 0; number < webhooks; number += 1) {
  const at = begun + (number * seconds * 1000) / webhooks;
  const wait = at - performance.now();
  if (wait > 1) await sleep(wait);
  waiting.push(post(number));
  if (number % Math.ceil(webhooks / 12) === 0) memory.push(resident());
}
await Promise.all(waiting);
const answered = (performance.now() - begun) / 1000;
while (delivered.length < webhooks) await sleep(20);
const all = (performance.now() - begun) / 1000;
memory.push(resident());
took.sort((one, other) => one - other);
const at = (part) => took[Math.min(took.length - 1, Math.floor(took.length * part))].toFixed(1);
console.log(
  `${webhooks} webhooks answered in ${answered.toFixed(1)} s, delivered in ${all.toFixed(1)} s`,
);
console.log(
  `answers: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms`,
);
console.log(`memory of the relay in MB, over time: ${memory.join(' ')}`);
console.log(`processor time of the relay: ${(cpu() - cpuBefore).toFixed(1)} s`);
relay.kill('SIGTERM');
await new Promise((done) => relay.once('exit', done));
api.closeAllConnections();
api.close();
agent.destroy();
rmSync(folder, { recursive: true });

function post(number) {
  const id = `pass-${number % 2000}`;
  const body = JSON.stringify({
    event: 'PASS_EVENT_RECORD_UPDATED',
    pass: {
      id,
      classId: '24hmYozRggBJTtPt0Y2e3X',
      protocol: 100,
      personDetails: {
        externalId: `user-${id}`,
        forename: 'Ada',
        surname: 'Lovelace',
        emailAddress: 'ada@example.com',
      },
      metadata: { status: 1, number, lastInstalledAt: { seconds: 1_770_000_000, nanos: 0 } },
      recordData: {
        'members.tier.id': 'gold',
        'members.member.points': String(number),
        'universal.status': 'ACTIVE',
      },
    },
  });
  const since = performance.now();
  return new Promise((done, failed) => {
    const asked = request(url, { method: 'PUT', agent }, (response) => {
      response.resume().on('end', () => {
        took.push(performance.now() - since);
        done();
      });
    });
    asked.once('error', failed).end(body);
  });
}

/** The resident memory of the relay in megabytes. */
function resident() {
  const [, pages] = readFileSync(`/proc/${relay.pid}/statm`, 'utf8').split(' ');
  return Math.round((Number(pages) * 4096) / 1e6);
}

/** The processor time of the relay in seconds. */
function cpu() {
  const fields = readFileSync(`/proc/${relay.pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
