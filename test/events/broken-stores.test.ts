import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import Database from 'libsql/promise';
import { beforeAll, expect, test } from 'vitest';
import { openEventLog } from '../../src/cli/events-log.ts';
import { Files } from '../../src/cli/files.ts';
import { Secrets } from '../../src/diagnostics/index.ts';
import { memoryStore, type EventStore } from '../../src/events/index.ts';
import { emptyFolder, smartpass } from '../cli/run-cli.ts';
import { harness } from './harness.ts';
import { openSqlite } from './sqlite.ts';

let folder = '';
const KIND = 'is a file of another kind';

beforeAll(async () => {
  folder = emptyFolder();
  const { remove } = await openSqlite(join(folder, 'good.db'));
  await remove();
  const good = readFileSync(join(folder, 'good.db'));
  writeFileSync(join(folder, 'damaged.db'), good.fill(0x7a, 100, 4096), { mode: 0o600 });
  writeFileSync(join(folder, 'text.db'), 'not a database');
  await execute(
    'newer.db',
    (await openSqlite(join(folder, 'newer.db'))).remove,
    'update smartpass_store set version = 99',
  );
  await execute('other.db', async () => undefined, 'create table smartpass_events (a int)');
});

async function execute(name: string, before: () => Promise<void>, sql: string): Promise<void> {
  await before();
  const database = new Database(join(folder, name), {});
  await database.exec(sql);
  database.close();
}

test.each([
  ['damaged.db', 'events/store-failed', 'it is damaged', 'put back a copy'],
  ['text.db', 'events/store-failed', KIND, 'name another file'],
  ['/dev/null', 'events/store-failed', KIND, 'name another file'],
  ['/dev/full', 'events/store-failed', KIND, 'name another file'],
  ['other.db', 'events/store-failed', 'those of another program', 'name another file'],
  ['newer.db', 'events/newer-store', 'version 99', 'install the smartpass that made it'],
  ['.', 'events/store-failed', 'it is a folder', 'name a file in it'],
])('a store that is %s: %s, and it is left as it is', async (store, code, message, hint) => {
  const path = resolve(folder, store);
  const before = await contentOf(path);
  const ran = await smartpass(['events', 'status', '--store', store], { cwd: folder });
  expect(ran.code).toBe(2);
  expect(ran.err.match(/^error: /gm)).toHaveLength(1);
  for (const part of [`[${code}]`, message, hint]) expect(ran.err).toContain(part);
  expect(await contentOf(path)).toEqual(before);
});

test('a store that another relay is making is waited for', async () => {
  const path = join(folder, 'held.db');
  await (await openSqlite(path)).remove();
  const other = new Database(path, {});
  await other.exec('pragma journal_mode = delete; begin immediate; create table more (a int)');
  const asked = smartpass(['events', 'status', '--store', 'held.db'], { cwd: folder });
  const isEarly = await Promise.race([asked.then(() => true), setTimeout(200, false)]);
  await other.exec('rollback');
  other.close();
  expect([isEarly, await asked]).toMatchObject([false, { code: 0, err: '' }]);
});

/** The permissions of a file, and its tables where it has some, else its text. */
async function contentOf(path: string): Promise<unknown> {
  const { mode } = statSync(path);
  if (!/(?:other|newer)\.db$/.test(path))
    return [mode, statSync(path).isFile() && readFileSync(path, 'latin1')];
  const database = new Database(path, {});
  const statement = await database.prepare('select name from sqlite_master order by name');
  const names = (await statement.all([])) as unknown;
  database.close();
  return [names];
}

test('a store that cannot be made leaves no file behind', async () => {
  const before = readdirSync(folder);
  const args = ['events', 'serve', '--store', 'no/such/folder/e.db'];
  const env = { SMARTPASS_DATA_KEY: 'CanaryDataKey0123456789' };
  const ran = await smartpass([...args, '--stand-in', 'http://127.0.0.1:9'], { cwd: folder, env });
  expect(ran.code).toBe(2);
  expect(ran.err).toContain('[events/store-failed]');
  expect(readdirSync(folder)).toEqual(before);
});

test('a disk that fills up: 503 and the problem, until a webhook can be stored again', async () => {
  const whole = memoryStore();
  let isFull = true;
  const add: EventStore['add'] = async (...given) => {
    if (isFull) throw new Error('no space');
    return whole.add(...given);
  };
  const store: EventStore = Object.assign(Object.create(whole) as EventStore, { add });
  const h = harness({ store });
  expect(await h.receive('installed', 'a')).toBe(503);
  await h.drain();
  expect(h.relay.problem).toBe('events/store-failed');
  isFull = false;
  expect(await h.receive('installed', 'a')).toBe(200);
  expect(h.relay.problem).toBeUndefined();
});

test('a log on a full disk is told on stderr once, and devices keep their permissions', () => {
  const stderr = new PassThrough();
  const files = new Files(folder, new Secrets([]));
  const { mode } = statSync('/dev/full');
  const log = openEventLog('/dev/full', { files, streams: { stderr } as never });
  for (let line = 0; line < 3; line += 1) log.write({ level: 'info', event: 'stored' });
  log.close();
  const said = String(stderr.read());
  expect(said.trimEnd().split('\n')).toHaveLength(1);
  expect(said).toContain(
    '"event":"log-failed","code":"cli/cannot-write","reason":"there is no space left"',
  );
  expect(statSync('/dev/full').mode).toBe(mode);
});
