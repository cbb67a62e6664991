import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bodyOf } from '../../src/cli/loopback.ts';
import { dataApiStandIn, type CreateEventRequest } from '../../src/events/index.ts';
import { folderOf, smartpass, type Answer } from '../cli/run-cli.ts';
import { startServing } from '../cli/watched.ts';
import { jsonLinesOf } from '../json-lines.ts';
import { webhookPass } from './harness.ts';

const KEY = 'CanaryDataKey0123456789';
const SECRET = 'CanaryWebhookSecret98765';

const accepted: CreateEventRequest[] = [];
let api: Server;
let standIn = '';

beforeAll(async () => {
  const answer = dataApiStandIn({
    workspaceId: 'STAND-IN',
    key: KEY,
    now: () => Date.parse('2030-01-01T00:00:00Z'),
    onAccepted: (request) => accepted.push(request),
  });
  api = createServer((request, response) => {
    void (async () => {
      const body = (await bodyOf(request)) ?? '';
      const get = (name: string): string | undefined => request.headers[name]?.toString();
      const { method = '', url: path = '' } = request;
      const { status, headers, body: said } = answer({ method, path, headers: { get }, body });
      response.writeHead(status, headers).end(JSON.stringify(said));
    })();
  });
  await new Promise<void>((done) => api.listen(0, '127.0.0.1', done));
  standIn = `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
});
afterAll(() => {
  api.closeAllConnections();
  api.close();
});

const CONFIG = `workspace: { id: AB12, dataCenter: "01" }
events:
  name: Club
  send: [installed, uninstalled]
  attributes:
    Tier: { field: members.tier.id }
    Greeting: "Hi {{ pass['person.forename'] | default('Friend') }}"
`;

function folderWith(files: Readonly<Record<string, string>>): string {
  const all = { 'data.key': KEY, ...files };
  const folder = folderOf(all);
  for (const name of Object.keys(all))
    if (name.endsWith('.key')) chmodSync(join(folder, name), 0o600);
  return folder;
}

function events(
  line: string,
  cwd: string,
  env: Readonly<Record<string, string>> = { SMARTPASS_DATA_KEY: KEY },
): Promise<Answer> {
  return smartpass(['events', ...line.replaceAll('STAND-IN', standIn).split(' ')], { cwd, env });
}

const HOOK = {
  personDetails: { externalId: 'user-1', forename: 'Ada' },
  recordData: { 'members.tier.id': 'gold' },
};
const hook = (event: string, id: string): string =>
  JSON.stringify({ event, pass: webhookPass(id, HOOK) });

describe('events check', () => {
  test('settings, and an account that accepts the key', async () => {
    const { code, out, err } = await events(
      'check --stand-in STAND-IN --key-file data.key',
      folderWith({ 'smartpass.config.yaml': CONFIG }),
    );
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('Pass installed, Pass uninstalled');
    expect(out).toContain('the account accepts the key');
  });

  test('a wrong key is a finding', async () => {
    const wrong = { SMARTPASS_DATA_KEY: 'WrongKeyOfTheAccount' };
    const { code, err } = await events(
      'check --stand-in STAND-IN --key-file data.key',
      folderWith({ 'smartpass.config.yaml': CONFIG, 'data.key': 'WrongKeyOfTheAccount\n' }),
      wrong,
    );
    expect(code).toBe(1);
    expect(err).toContain('events/unauthorized');
    expect(err).not.toContain('WrongKeyOfTheAccount');
  });

  test.each([
    ['send: [opened]', 'profile/bad-value'],
    ['names: { installed: moe_installed }', 'events/bad-name'],
    ['names: { installed: Pass created }', 'events/bad-name'],
    ['attributes: { moe_x: a }', 'events/bad-name'],
    ['attributes: { Campaign Id: a }', 'events/bad-name'],
    ['attributes: { Event Key: a }', 'events/bad-name'],
    ['keyAttribute: Revenue', 'events/bad-name'],
    ['attributes: { A: "{{ pass" }', 'events/bad-template'],
    ['delivery: { eventsPerMinute: 0 }', 'profile/bad-value'],
    ['delivery: { parallel: many }', 'profile/bad-value'],
    ['signature: { scheme: token }', 'profile/bad-value'],
    ['key: abc', 'profile/unknown-field'],
    ['enabled: maybe', 'profile/bad-value'],
  ])('%s is an error with its place', async (line, expected) => {
    const { code, err } = await events(
      'check --stand-in STAND-IN --key-file data.key',
      folderWith({ 'smartpass.config.yaml': `events:\n  ${line}\n` }),
    );
    expect(code).toBe(2);
    expect(err).toContain(`[${expected}]`);
    expect(err).toContain('smartpass.config.yaml:2:');
  });

  test('a misspelt field is a warning with the nearest', async () => {
    const { code, err } = await events(
      'check --stand-in STAND-IN --key-file data.key',
      folderWith({ 'smartpass.config.yaml': 'events: { customerId: person.externalID }\n' }),
    );
    expect(code).toBe(0);
    expect(err).toContain('events/unknown-field');
    expect(err).toContain('person.externalId');
  });
});

test('events schema: events, attributes, and a request that MoEngage would take', async () => {
  const { code, out } = await events(
    'schema --json',
    folderWith({ 'smartpass.config.yaml': CONFIG }),
    {},
  );
  expect(code).toBe(0);
  const { example, attributes } = JSON.parse(out) as {
    example: CreateEventRequest;
    attributes: { name: string }[];
  };
  expect(attributes.map(({ name }) => name)).toEqual(['Tier', 'Greeting', 'Event Key']);
  expect(example).toMatchObject({
    customer_id: 'MOENGAGE-ID',
    actions: [{ action: 'Pass installed' }],
  });
});

describe('events send', () => {
  const lines = [
    hook('PASS_EVENT_INSTALLED', 'pass-1'),
    hook('PASS_EVENT_INSTALLED', 'pass-1'),
    hook('created', 'p2'),
    '{}',
    hook('uninstalled', 'p1').replace('user-1', 'guest'),
  ];

  test.each([
    ['lines', lines.join('\n')],
    ['a list', `[${lines.join(',\n')}]`],
  ])('%s: delivered, a duplicate, filtered, refused, dead', async (_form, text) => {
    accepted.length = 0;
    const folder = folderWith({ 'smartpass.config.yaml': CONFIG, 'hooks.jsonl': text });
    const line = 'send hooks.jsonl --stand-in STAND-IN --key-file data.key';
    const { code, out, err } = await events(line, folder, {});
    expect(code).toBe(1);
    expect(out.split('\n').map((line) => line.replace(/^\d+ +/, ''))).toEqual([
      'delivered',
      'duplicate',
      'not to be sent',
      'refused: events/no-pass',
      'dead: events/bad-customer-id',
      '',
    ]);
    expect(err).toContain('events/bad-customer-id');
    expect(accepted).toHaveLength(1);
    expect(accepted[0]?.actions[0]?.attributes).toMatchObject({ Tier: 'gold', Greeting: 'Hi Ada' });
  });
});

test('events send takes the items of a list as they are written: numbers keep their digits', async () => {
  accepted.length = 0;
  const body = hook('installed', 'p1').replace('"gold"', '12345678901234567890');
  const folder = folderWith({ 'smartpass.config.yaml': CONFIG, 'hooks.json': `[\n${body}\n]` });
  const line = 'send hooks.json --stand-in STAND-IN --key-file data.key';
  const { code } = await events(line, folder, {});
  expect(code).toBe(0);
  expect(accepted[0]?.actions[0]?.attributes).toMatchObject({ Tier: '12345678901234567890' });
});

test.each([
  ['[]', []],
  [`${'['.repeat(20_000)}${']'.repeat(20_000)}`, ['events/not-json']],
  ['[{"a":"],{"},[1,2],"x"]', ['events/no-pass', 'events/not-json', 'events/not-json']],
])('events send of a list that holds no webhook answers for each item: %#', async (text, codes) => {
  const folder = folderWith({ 'smartpass.config.yaml': CONFIG, 'hooks.json': text });
  const line = 'send hooks.json --stand-in STAND-IN --key-file data.key';
  const { code, out } = await events(line, folder, {});
  expect(code).toBe(codes.length === 0 ? 0 : 1);
  expect(out).toBe(codes.map((why, at) => `${at + 1}  refused: ${why}\n`).join(''));
});

test('events send with a key that is not accepted ends, and says that nothing was sent', async () => {
  accepted.length = 0;
  const folder = folderWith({
    'smartpass.config.yaml': CONFIG,
    'wrong.key': 'WrongKeyOfTheAccount',
    'hooks.jsonl': [hook('installed', 'p1'), hook('uninstalled', 'p1')].join('\n'),
  });
  const line = 'send hooks.jsonl --stand-in STAND-IN --key-file wrong.key';
  const { code, out, err } = await events(line, folder, {});
  expect(code).toBe(1);
  expect(out).toBe('1  not sent: events/unauthorized\n2  not sent\n');
  expect(err).toContain('[events/unauthorized]');
  expect(accepted).toEqual([]);
});

/** A relay that runs in the process: its address, and how to end it as SIGTERM does. */
async function serve(
  line: string,
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<{ url: string; end(): Promise<Answer> }> {
  const argv = ['events', 'serve', ...line.replaceAll('STAND-IN', standIn).split(' ')];
  const { url, printed, said, end } = await startServing(argv, cwd, env, /webhooks at (\S+)/);
  return {
    url,
    async end() {
      return { code: await end('SIGTERM'), out: printed(), err: said() };
    },
  };
}

describe('events serve', () => {
  const SIGNED = `${CONFIG}  signature: { header: X-Signature, prefix: "sha256=" }\n`;
  const sign = (body: string): string =>
    `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`;

  test('signed webhooks are stored, answered and delivered; keys, secrets and people are in no output, store permissions are 0600', async () => {
    accepted.length = 0;
    const folder = folderWith({
      'smartpass.config.yaml': SIGNED,
      'data.key': KEY,
      'hook.key': SECRET,
    });
    const relay = await serve(
      '--stand-in STAND-IN --key-file data.key --webhook-secret-file hook.key --log relay.log',
      folder,
      {},
    );
    const body = hook('PASS_EVENT_INSTALLED', 'pass-1');
    const post = async (headers: Record<string, string>): Promise<number> =>
      (await fetch(relay.url, { method: 'POST', body, headers })).status;
    expect(await post({})).toBe(401);
    expect(await post({ 'x-signature': sign(`${body} `) })).toBe(401);
    expect(await post({ 'x-signature': SECRET })).toBe(401);
    expect(await post({ 'x-signature': sign(body), origin: 'http://evil.example' })).toBe(403);
    expect(await post({ 'x-signature': sign(body) })).toBe(200);
    expect(await post({ 'x-signature': sign(body).toUpperCase().replace('SHA', 'sha') })).toBe(200);
    await expect.poll(() => accepted.length).toBe(1);
    expect((await fetch(`${relay.url}/health`)).status).toBe(200);
    await expect
      .poll(async () => (await fetch(`${relay.url}/metrics`)).text())
      .toContain('smartpass_events{state="delivered"} 1');
    const metrics = await (await fetch(`${relay.url}/metrics`)).text();
    expect(metrics).toContain('smartpass_webhooks_total{result="duplicate"} 1');
    expect((await fetch(relay.url, { method: 'GET' })).status).toBe(405);
    for (const name of readdirSync(folder).filter((file) => file.startsWith('smartpass-events')))
      expect([name, statSync(join(folder, name)).mode & 0o777]).toEqual([name, 0o600]);
    const { code, out, err } = await relay.end();
    const log = readFileSync(join(folder, 'relay.log'), 'utf8');
    expect([code, err]).toEqual([0, '']);
    expect((jsonLinesOf(log) as readonly { event: string }[]).map(({ event }) => event)).toContain(
      'delivered',
    );
    const status = await events('status', folder, {});
    const json = await events('status --json', folder, {});
    const store = ['smartpass-events.db']
      .map((name) => readFileSync(join(folder, name), 'latin1'))
      .join('');
    for (const text of [out, log, metrics, status.out, json.out, store]) {
      expect(text).not.toContain(KEY);
      expect(text).not.toContain(SECRET);
    }
    for (const text of [out, log, metrics, status.out, json.out])
      expect(text).not.toMatch(/user-1|Ada|pass-1/);
    for (const name of ['smartpass-events.db', 'relay.log'])
      expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
    expect(status.out).toContain('delivered  1');
  });

  test('dead events are listed, and a replay delivers them when the cause is mended', async () => {
    accepted.length = 0;
    const folder = folderWith({ 'smartpass.config.yaml': 'events: { customerId: meta.user }\n' });
    const env = { SMARTPASS_DATA_KEY: KEY };
    const flags = '--stand-in STAND-IN --key-file data.key';
    writeFileSync(join(folder, 'data.key'), KEY, { mode: 0o600 });
    const relay = await serve(flags, folder, env);
    await fetch(relay.url, { method: 'PUT', body: hook('installed', 'p1') });
    await expect
      .poll(async () => (await events('status', folder, {})).out)
      .toContain('events/no-customer-id');
    await relay.end();
    writeFileSync(join(folder, 'smartpass.config.yaml'), 'events: {}\n');
    const next = await serve(flags, folder, env);
    expect((await events('replay --dead --kind created', folder, {})).out).toBe(
      '0 dead events wait for delivery once more\n',
    );
    expect((await events('replay --dead', folder, {})).out).toBe(
      '1 dead events wait for delivery once more\n',
    );
    await expect.poll(() => accepted.length).toBe(1);
    await next.end();
    expect((await events('replay', folder, {})).code).toBe(2);
  });

  test('a key that is not accepted: health, metrics, log, status and exit codes say so, and no event is dead', async () => {
    accepted.length = 0;
    const folder = folderWith({ 'smartpass.config.yaml': CONFIG, 'wrong.key': 'WrongKey12345' });
    const relay = await serve('--stand-in STAND-IN --key-file wrong.key', folder, {});
    await fetch(relay.url, { method: 'PUT', body: hook('installed', 'p1') });
    await expect
      .poll(async () => {
        const response = await fetch(`${relay.url}/health`);
        return [response.status, await response.json()];
      })
      .toEqual([503, { ok: false, code: 'events/unauthorized' }]);
    expect(await (await fetch(`${relay.url}/metrics`)).text()).toContain(
      'smartpass_retried_events{code="events/unauthorized"} 1',
    );
    const served = await relay.end();
    expect(served.code).toBe(1);
    expect(served.err).toContain('"level":"error","event":"retry","code":"events/unauthorized"');
    expect(served.err).toContain('[events/unauthorized]');
    const { code, out, err } = await events('status', folder, {});
    expect(code).toBe(1);
    expect(out).toContain('1  events/unauthorized');
    expect(out).toMatch(/^dead {7}0$/m);
    expect(err).toContain('[events/unauthorized]');
    expect(err).toContain('hint: ');
    const json = await events('status --json', folder, {});
    expect(JSON.parse(json.out)).toMatchObject({ ok: false, waiting: 1, uncertain: [] });
    // A relay with the right key asks at once.
    const next = await serve('--stand-in STAND-IN --key-file data.key', folder, {});
    await expect.poll(() => accepted.length).toBe(1);
    expect((await next.end()).code).toBe(0);
    expect((await events('status', folder, {})).code).toBe(0);
  });

  test.each([
    ['--host 0.0.0.0', CONFIG, {}, 'events/unsigned-host'],
    ['', SIGNED, {}, 'cli/no-secret'],
    ['--store postgres://u:CanaryPassword1@127.0.0.1:1/x', CONFIG, {}, 'cli/usage'],
    [
      '',
      CONFIG,
      { SMARTPASS_STORE: 'postgres://u:CanaryPassword1@127.0.0.1:1/x' },
      'events/store-failed',
    ],
    ['--store smartpass.config.yaml', CONFIG, {}, 'events/store-failed'],
  ])('%s does not start', async (flags, config, env, expected) => {
    const folder = folderWith({ 'smartpass.config.yaml': config, 'data.key': KEY });
    const { code, err } = await events(
      `serve --stand-in STAND-IN --key-file data.key ${flags}`.trim(),
      folder,
      env,
    );
    expect(code).toBe(2);
    expect(err).toContain(`[${expected}]`);
    expect(err).not.toContain('CanaryPassword1');
    const file = join(folder, 'smartpass.config.yaml');
    expect([readFileSync(file, 'utf8'), statSync(file).mode & 0o777]).toEqual([config, 0o644]);
  });

  test('status and replay of a store that is not there', async () => {
    const folder = folderWith({});
    for (const line of ['status', 'replay --dead']) {
      const { code, err } = await events(line, folder, {});
      expect(code).toBe(2);
      expect(err).toContain('cli/missing-file');
    }
  });
});
