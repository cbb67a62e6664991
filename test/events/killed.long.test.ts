import { describe, expect, test } from 'vitest';
import { createDatabase, POSTGRES } from '../postgres.ts';
import {
  runProcesses,
  type AcceptedEvent,
  type ProcessResult,
  type ProcessRun,
} from './relay-processes.ts';

/** More of both by hand: SMARTPASS_KILLS=50 SMARTPASS_WEBHOOKS=5000. */
const KILLS = Number(process.env['SMARTPASS_KILLS'] ?? 3);
const WEBHOOKS = Number(process.env['SMARTPASS_WEBHOOKS'] ?? 200);

const RUN: ProcessRun = {
  relays: 1,
  webhooks: WEBHOOKS,
  passes: WEBHOOKS / 50,
  kills: KILLS,
  isRestarted: true,
  eventsPerMinute: 30_000,
  random: Math.random,
};

/** What is lost, out of order, or came twice without being named: nothing. */
function problems(
  { accepted, status, limited }: ProcessResult,
  { webhooks, passes }: ProcessRun,
): readonly string[] {
  const byPass = new Map<string, number[]>();
  for (const { pass, number } of accepted) byPass.set(pass, [...(byPass.get(pass) ?? []), number]);
  const whole = Array.from({ length: webhooks / passes }, (_, number) => number).join(' ');
  const lost = [...byPass].filter(([, numbers]) => [...new Set(numbers)].join(' ') !== whole);
  const unordered = [...byPass].filter(([, numbers]) =>
    numbers.some((number, at) => at > 0 && number < (numbers[at - 1] ?? 0)),
  );
  const named = new Set(status['uncertain'] as readonly string[]);
  const uncertain = status['uncertainCount'] as number;
  const twice = [...new Set(duplicates(accepted))];
  const unnamed = twice.filter((key) => !named.has(key) && uncertain <= named.size);
  console.log(
    `${webhooks} webhooks, ${twice.length} delivered twice, ${uncertain} named as perhaps twice, ${limited} refused by the limit`,
  );
  return [
    ...(byPass.size === passes ? [] : [`${passes - byPass.size} passes are missing`]),
    ...lost.map(([pass]) => `events of ${pass} are missing`),
    ...unordered.map(([pass]) => `events of ${pass} are out of order`),
    ...unnamed.map((key) => `${key} came twice`),
    ...(twice.length <= uncertain ? [] : ['more came twice than are named']),
    ...(limited === 0 ? [] : ['the limit was exceeded']),
    ...(status['delivered'] === webhooks ? [] : [JSON.stringify(status)]),
  ];
}

function duplicates(accepted: readonly AcceptedEvent[]): readonly string[] {
  const seen = new Set<string>();
  return accepted.flatMap(({ key }) => (seen.size === seen.add(key).size ? [key] : []));
}

test('kill -9 at random moments, on SQLite', { timeout: 900_000 }, async () => {
  expect(problems(await runProcesses(RUN), RUN)).toEqual([]);
});

describe.skipIf(POSTGRES === undefined)('on PostgreSQL', () => {
  test('kill -9 at random moments', { timeout: 900_000 }, async () => {
    const { url, drop } = await createDatabase();
    expect(problems(await runProcesses({ ...RUN, store: url }), RUN)).toEqual([]);
    await drop();
  });

  test(
    'two relays share queue and limit, one is killed and stays away',
    { timeout: 900_000 },
    async () => {
      const { url, drop } = await createDatabase();
      const run = {
        ...RUN,
        store: url,
        relays: 2,
        kills: 1,
        isRestarted: false,
        eventsPerMinute: 1200,
      };
      const result = await runProcesses(run);
      expect(problems(result, run)).toEqual([]);
      // What came twice was under way when the relay was killed, and no more than that can be.
      expect(duplicates(result.accepted).length).toBeLessThanOrEqual(32);
      await drop();
    },
  );
});
