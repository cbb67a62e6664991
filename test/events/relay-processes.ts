import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { dataApiStandIn, type CreateEventRequest } from '../../src/events/index.ts';
import { bodyOf } from '../../src/cli/loopback.ts';
import { webhookPass } from './harness.ts';

/** A run of relays as processes of their own: how many, on which store, for how many webhooks, and how many of them are killed. */
export type ProcessRun = {
  /** The address of a database, else a file is made. */
  readonly store?: string;
  readonly relays: number;
  readonly webhooks: number;
  readonly passes: number;
  /** After how many accepted events a relay is killed, in ascending order: the relays in turn. */
  readonly killsAt: readonly number[];
  /** SIGKILL unless it says otherwise. A relay that gets SIGTERM is waited for. */
  readonly signal?: 'SIGKILL' | 'SIGTERM';
  /** Whether a killed relay is started once more. */
  readonly isRestarted: boolean;
  readonly eventsPerMinute: number;
  /** So long MoEngage's stand-in takes to answer, in milliseconds: what it has accepted and not answered yet a kill may deliver twice. */
  readonly answerTime: number;
  /** So long relays wait for an answer: a busy machine must not look like one that is lost. */
  readonly timeoutSeconds: number;
};

/** What MoEngage's stand-in has accepted, in order, and what the relays say of it in the end. */
export type ProcessResult = {
  readonly accepted: readonly AcceptedEvent[];
  readonly limited: number;
  readonly status: Readonly<Record<string, unknown>>;
  readonly logs: string;
};

/** An event at the stand-in: the pass, its number among those of the pass, its key. */
export type AcceptedEvent = {
  readonly pass: string;
  readonly number: number;
  readonly key: string;
  /** When it was accepted, by the clock of the stand-in. */
  readonly at: number;
};

/** Sends webhooks to relays that are killed after so many events, until everything is delivered. */
export async function runProcesses(run: ProcessRun): Promise<ProcessResult> {
  const folder = mkdtempSync(join(tmpdir(), 'smartpass-relays-'));
  const accepted: AcceptedEvent[] = [];
  let limited = 0;
  const api = await standIn(accepted, run, () => (limited += 1));
  const relays = Array.from({ length: run.relays }, () => new RelayProcess(folder, api.port, run));
  try {
    await Promise.all(relays.map((relay) => relay.start()));
    let isFed = false;
    const feeding = feed(run, relays).then(() => (isFed = true));
    for (const [kill, count] of run.killsAt.entries()) {
      // oxlint-disable-next-line no-await-in-loop -- until so many are accepted
      while (accepted.length < count) await sleep(2);
      const relay = relays[kill % relays.length];
      // oxlint-disable-next-line no-await-in-loop -- as above
      await relay?.kill(run.signal);
      // oxlint-disable-next-line no-await-in-loop -- as above
      if (run.isRestarted) await relay?.start();
    }
    await feeding;
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- until all is delivered
      const status = await statusOf(folder, run);
      if (isFed && status['waiting'] === 0 && status['sending'] === 0)
        return { accepted, limited, status, logs: relays.map(({ log }) => log).join('') };
      // oxlint-disable-next-line no-await-in-loop -- as above
      await sleep(500);
    }
  } finally {
    await Promise.all(relays.map((relay) => relay.kill()));
    api.server.closeAllConnections();
    api.server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function standIn(
  accepted: AcceptedEvent[],
  { eventsPerMinute: perMinute, answerTime }: ProcessRun,
  onLimited: () => void,
): Promise<{ readonly server: Server; readonly port: number }> {
  const now = (): number => Number(new Date());
  const onAccepted = ({ actions }: CreateEventRequest): void => {
    for (const { attributes = {} } of actions)
      accepted.push({
        pass: String(attributes['Pass']),
        number: Number(attributes['Number']),
        key: String(attributes['Event Key']),
        at: now(),
      });
  };
  const api = dataApiStandIn({
    workspaceId: 'STAND-IN',
    now,
    perMinute,
    onAccepted,
  });
  const server = createServer((request, response) => {
    void (async () => {
      const body = (await bodyOf(request)) ?? '';
      const get = (name: string): string | undefined => request.headers[name]?.toString();
      const { method = '', url: path = '' } = request;
      const answer = api({ method, path, headers: { get }, body });
      if (answer.status === 429) onLimited();
      await sleep(answerTime);
      response.writeHead(answer.status, answer.headers).end(JSON.stringify(answer.body));
    })();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { server, port: (server.address() as AddressInfo).port };
}

const COMMAND = resolve('bin/smartpass.js');

/** One relay, started as often as it is killed. */
class RelayProcess {
  url: string | undefined;
  log = '';
  private child: ChildProcess | undefined;
  private readonly folder: string;
  private readonly apiPort: number;
  private readonly run: ProcessRun;

  constructor(folder: string, apiPort: number, run: ProcessRun) {
    this.folder = folder;
    this.apiPort = apiPort;
    this.run = run;
  }

  async start(): Promise<void> {
    const { eventsPerMinute, timeoutSeconds, store } = this.run;
    writeFileSync(
      join(this.folder, 'smartpass.config.yaml'),
      `events:\n  attributes: { Pass: { field: pass.id }, Number: { field: meta.number } }\n  delivery: { timeoutSeconds: ${timeoutSeconds}, eventsPerMinute: ${eventsPerMinute} }\n`,
    );
    const standInUrl = `http://127.0.0.1:${this.apiPort}`;
    const args = ['events', 'serve', '--json', '--stand-in', standInUrl];
    const child = spawn(process.execPath, [COMMAND, ...args], {
      cwd: this.folder,
      env: { ...process.env, SMARTPASS_STORE: store ?? 'events.db' },
    });
    this.child = child;
    child.stderr.on('data', (text: Buffer) => (this.log += text.toString()));
    this.url = await new Promise<string>((started, failed) => {
      let said = '';
      child.stdout.on('data', (text: Buffer) => {
        said += text.toString();
        const url = /"url": ?"([^"]+)"/.exec(said)?.[1];
        if (url !== undefined) started(url);
      });
      child.once('close', (code, signal) =>
        failed(new Error(`a relay has ended (${code ?? signal}): ${said}${this.log}`)),
      );
    });
    // A relay that is killed later is expected to end.
    child.removeAllListeners('close');
  }

  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const { child } = this;
    this.url = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise<unknown>((done) => child.once('exit', done));
    child.kill(signal);
    const code = await ended;
    if (signal !== 'SIGKILL' && code !== 0)
      throw new Error(`a relay ended with ${String(code)}: ${this.log}`);
  }
}

/** Sends the webhooks of each pass one after the other, each until it is answered with 200, as PassKit would. */
async function feed(run: ProcessRun, relays: readonly RelayProcess[]): Promise<void> {
  const perPass = run.webhooks / run.passes;
  const passes = Array.from({ length: run.passes }, async (_, pass) => {
    for (let number = 0; number < perPass; number += 1) {
      const more = { metadata: { number } };
      const body = JSON.stringify({ event: 'updated', pass: webhookPass(`pass-${pass}`, more) });
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      for (let tried = pass + number; !(await isTaken(relays, tried, body)); tried += 1)
        // oxlint-disable-next-line no-await-in-loop -- as above
        await sleep(50);
    }
  });
  await Promise.all(passes);
}

async function isTaken(
  relays: readonly RelayProcess[],
  tried: number,
  body: string,
): Promise<boolean> {
  const url = relays[tried % relays.length]?.url;
  if (url === undefined) return false;
  try {
    const { status } = await fetch(url, { method: 'PUT', body });
    return status === 200;
  } catch {
    return false;
  }
}

async function statusOf(
  folder: string,
  { store }: ProcessRun,
): Promise<Readonly<Record<string, unknown>>> {
  const child = spawn(process.execPath, [COMMAND, 'events', 'status', '--json'], {
    cwd: folder,
    env: { ...process.env, SMARTPASS_STORE: store ?? 'events.db' },
  });
  let said = '';
  child.stdout.on('data', (text: Buffer) => (said += text.toString()));
  await new Promise((done) => child.once('close', done));
  return JSON.parse(said) as Readonly<Record<string, unknown>>;
}
