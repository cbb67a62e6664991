import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { Files } from '../../src/cli/files.ts';
import { nodeCrypto } from '../../src/cli/node-crypto.ts';
import { FindingsError } from '../../src/diagnostics/index.ts';
import { loadLoop, readScenarios, runScenario, type LoadedLoop } from '../../src/events/index.ts';
import { loopModuleOf } from '../../src/testing/vitest/plugin.ts';

const FOLDER = 'templates/welcome-after-install';
const FILE = `${FOLDER}/loop.yaml`;

let loop: LoadedLoop;

beforeAll(async () => {
  const surroundings = { hashes: nodeCrypto, crypto: nodeCrypto };
  loop = await loadLoop(FOLDER, new Files(process.cwd()), surroundings);
});

/** What is wrong with a scenario of these steps: the line and the message. */
async function problemOf(
  ...steps: readonly string[]
): Promise<readonly [number, string] | undefined> {
  const text = [
    'scenarios:',
    '  - name: one',
    '    steps:',
    ...steps.map((step) => `      - ${step}`),
  ];
  const [scenario] = readScenarios(text.join('\n'), 'loop.yaml');
  if (scenario === undefined) throw new Error('there is no scenario');
  const problem = await runScenario(loop.open(), scenario);
  return problem && [problem.span.start.line, problem.message];
}

test('the scenarios of the template are as they say', async () => {
  const scenarios = readScenarios(readFileSync(FILE, 'utf8'), FILE);
  expect(scenarios).toHaveLength(3);
  for (const scenario of scenarios)
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    expect([scenario.name, await runScenario(loop.open(), scenario)]).toEqual([
      scenario.name,
      undefined,
    ]);
});

describe('the first step that is not as it should be is told with its place', () => {
  const send = 'send: { campaign: member-card, to: ada }';

  test.each([
    [
      ['send: { campaign: card, to: ada }'],
      4,
      "there is no campaign 'card' in the folder; there are member-card, we-miss-you, welcome",
    ],
    [['send: { campaign: welcome, to: eve }'], 4, "the campaign 'welcome' has no user 'eve'"],
    [['open: ada'], 4, 'no message to ada has a pass link'],
    [[send, 'add: ada'], 5, 'ada has not opened a pass yet'],
    [
      [send, 'open: ada', 'remove: ada'],
      6,
      'remove: that cannot be done to a pass that is created',
    ],
    [[send, 'expect: { messages: [] }'], 5, 'the messages: member-card to ada, expected none'],
    [
      [send, 'open: ada', 'add: ada', 'expect: { events: [] }'],
      7,
      'the events in MoEngage: Pass installed, expected none',
    ],
    [
      [send, 'expect: { pass: { user: ada, status: created } }'],
      5,
      'the pass: not there, expected created',
    ],
    [[send, 'expect: { waiting: 2 }'], 5, 'the events that wait: 0, expected 2'],
    [['expect: { contains: Ada }'], 4, 'there is no message yet'],
    [
      [send, 'expect: { contains: Dear Bob }'],
      5,
      "the latest message, member-card to ada, does not hold 'Dear Bob' (334-character link)",
    ],
  ])('%j', async (steps, line, message) => {
    expect(await problemOf(...steps)).toEqual([line, message]);
  });
});

describe('a file of scenarios that cannot be read', () => {
  test.each([
    ['', 1],
    ['scenarios: []', 1],
    ['scenarios:\n  - name: one\n    steps:\n      - sned: ada', 4],
    ['scenarios:\n  - name: one\n    steps:\n      - { open: ada, add: ada }', 4],
    ['scenarios:\n  - name: one\n    steps:\n      - move: soon', 4],
    ['scenarios:\n  - name: one\n    steps:\n      - fault: { fire: 1 }', 4],
    [
      'scenarios:\n  - name: one\n    steps:\n      - expect: { pass: { user: ada, status: new } }',
      4,
    ],
    ['scenarios: [', 1],
  ])('%j', (text, line) => {
    const read = (): unknown => readScenarios(text, 'loop.yaml');
    expect(read).toThrow(FindingsError);
    let findings: FindingsError['findings'] = [];
    try {
      read();
    } catch (error) {
      if (error instanceof FindingsError) findings = error.findings;
    }
    expect(findings.map(({ code, span }) => [code, span?.start.line])).toContainEqual([
      'events/bad-scenario',
      line,
    ]);
  });
});

test('a file of scenarios is a module of vitest with each scenario in its line', () => {
  const text = readFileSync(FILE, 'utf8');
  const lines = loopModuleOf(text, FILE, '.').split('\n');
  expect(lines).toHaveLength(text.split('\n').length);
  const declared = lines.flatMap((line, index) => (line.includes('loop.declare(') ? [index] : []));
  expect(declared.map((index) => text.split('\n')[index]?.trim().slice(0, 7))).toEqual(
    Array.from({ length: 3 }, () => '- name:'),
  );
});

test('a folder without campaigns has no loop', async () => {
  const surroundings = { hashes: nodeCrypto, crypto: nodeCrypto };
  const load = loadLoop(`${FOLDER}/users`, new Files(process.cwd()), surroundings);
  await expect(load).rejects.toMatchObject({ findings: [{ code: 'events/no-campaigns' }] });
});

test('from the root of the repository the first campaign is of the template that is made for the loop', async () => {
  const surroundings = { hashes: nodeCrypto, crypto: nodeCrypto };
  const { campaigns } = await loadLoop('', new Files(process.cwd()), surroundings);
  expect(campaigns[0]?.file).toBe(`${FOLDER}/card.campaign.yaml`);
  expect(campaigns.length).toBeGreaterThan(5);
});
