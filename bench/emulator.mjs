#!/usr/bin/env node
/**
 * The emulator against the Jinja engine alone on the same template and users, pair by pair, each measurement in a process of its own:
 * `node bench/emulator.mjs [--rounds N] [--users N] [--case NAME]`. Prints renders per second of processor time, the emulator's share of the
 * Jinja engine's speed (median, lowest, highest), and by how much the heap grew over all users.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { cases } from './cases.mjs';

const DIST = process.env['SMARTPASS_DIST'] ?? new URL('../dist', import.meta.url).pathname;
const WARM = 20_000;

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    users: { type: 'string', default: '1000000' },
    case: { type: 'string' },
    child: { type: 'string' },
  },
});

const GREETING = `<p>Hi {{ UserAttribute['First Name']|default('there') }},</p>
{% if UserAttribute['Points'] > 1000 %}<p>You have {{ '{:,}'.format(UserAttribute['Points']) }} points.</p>{% endif %}
<p><a href="https://example.com/?id={{ UserAttribute['MoEngage_ID'] }}">{{ UserAttribute['Tier']|upper }}</a></p>
`;

/** Template and what share of the users lacks the attributes that it needs. */
function templates() {
  const all = cases();
  return new Map([
    ['greeting', { template: GREETING, lacking: 0 }],
    ['guide', { template: all.get('guide').template, lacking: 0 }],
    ['loyalty', { template: all.get('loyalty').template, lacking: 0 }],
    ['greeting, 1 in 20 dropped', { template: GREETING, lacking: 20 }],
  ]);
}

function userAt(number, lacking, { fromJs }) {
  const user = {
    MoEngage_ID: `u-${number}`,
    'First Name': `Ada${number % 97}`,
    'Last Name': `Example${number % 89}`,
    'Email (Standard)': `ada${number}@example.com`,
    'Mobile Number (Standard)': '+44 20 7946 0000',
    Tier: number % 3 === 0 ? 'gold' : 'silver',
    Points: number % 5000,
  };
  if (lacking > 0 && number % lacking === 0) delete user['MoEngage_ID'];
  return { user: fromJs(user), event: fromJs({ 'Expires At': '2027-01-31T00:00:00Z' }) };
}

async function measure(name, engine) {
  const { template, lacking } = templates().get(name);
  const jinja = await import(`${DIST}/api/jinja.js`);
  const { createEmulator } = await import(`${DIST}/emulator/index.js`);
  const { defaultProfile, moengageFilters } = await import(`${DIST}/account/index.js`);
  const { nodeCrypto: crypto } = await import(`${DIST}/cli/node-crypto.js`);
  const parts = { profile: defaultProfile('email'), crypto, clock: () => 0, auxTables: new Map() };
  const people = Array.from({ length: 1000 }, (_, at) => userAt(at + 1, lacking, jinja));
  let render;
  if (engine === 'emulator') {
    const message = createEmulator({ ...parts, channel: 'email', trigger: 'event' }).compile(
      template,
    );
    render = (person) => message.render(person);
  } else {
    const tags = new Map([
      ['MOE_NOT_SEND', { parse: (parser) => parser.parseArguments(), render: () => '' }],
    ]);
    const environment = new jinja.Environment({ filters: moengageFilters(parts), tags });
    const compiled = environment.compile(template);
    render = ({ user, event }) =>
      compiled.renderText(
        new Map([
          ['UserAttribute', user],
          ['EventAttribute', event],
        ]),
      );
  }
  for (let at = 0; at < WARM; at += 1) render(people[at % people.length]);
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const count = Number(options.users);
  const start = process.cpuUsage();
  for (let at = 0; at < count; at += 1) render(people[at % people.length]);
  const { user, system } = process.cpuUsage(start);
  const seconds = (user + system) / 1e6;
  globalThis.gc?.();
  const grown = process.memoryUsage().heapUsed - before;
  return { perSecond: count / seconds, grown };
}

function child(name, engine) {
  const script = fileURLToPath(import.meta.url);
  const args = ['--expose-gc', script, '--child', `${name}:${engine}`, '--users', options.users];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
}

function main() {
  for (const name of templates().keys()) {
    if (options.case !== undefined && options.case !== name) continue;
    const ratios = [];
    let last;
    for (let round = 0; round < Number(options.rounds); round += 1) {
      const order = round % 2 === 0 ? ['jinja', 'emulator'] : ['emulator', 'jinja'];
      const results = new Map(order.map((engine) => [engine, child(name, engine)]));
      const [plain, emulated] = [results.get('jinja'), results.get('emulator')];
      ratios.push(emulated.perSecond / plain.perSecond);
      last = emulated;
    }
    ratios.sort((a, b) => a - b);
    const percent = (ratio) => `${Math.round(ratio * 100)} %`;
    const median = ratios[Math.floor(ratios.length / 2)];
    const spread = `${percent(median)} (${percent(ratios[0])} to ${percent(ratios.at(-1))})`;
    const speed = `${Math.round(last.perSecond).toLocaleString('en')} users/s`;
    const heap = `heap ${(last.grown / 1024).toFixed(0)} KiB`;
    process.stdout.write(`${name}: ${spread} of the engine's speed, ${speed}, ${heap}\n`);
  }
}

if (options.child === undefined) main();
else {
  const [name, engine] = options.child.split(':');
  process.stdout.write(JSON.stringify(await measure(name, engine)));
}
