import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  openCampaignModule,
  type CampaignModule,
  type VitestApi,
} from '../../src/testing/vitest/runtime.ts';
import { emptyFolder } from '../cli/run-cli.ts';

const CAMPAIGN = 'campaigns/loyalty-card/campaign.yaml';

/** What a campaign file declares, as vitest would collect it; snapshots are compared with `recorded`. */
class Collected {
  readonly tests: Map<string, () => void> = new Map();
  readonly todo: string[] = [];
  recorded: string | undefined;
  readonly api: VitestApi;

  constructor() {
    const groups: string[] = [];
    const declare = (name: string, run: () => void): unknown =>
      this.tests.set([...groups, name].join(' > '), run);
    this.api = {
      describe: (name: string, declareAll: () => void) => {
        groups.push(name);
        declareAll();
        groups.pop();
      },
      test: Object.assign(declare, { todo: (name: string) => this.todo.push(name) }),
      expect: (actual: string) => ({
        toMatchSnapshot: () => {
          if (this.recorded === actual) return;
          const { recorded: expected = '' } = this;
          throw Object.assign(new Error('a snapshot'), { expected, actual });
        },
      }),
    } as unknown as VitestApi;
  }

  /** The error of a test, with the first place of its stack, or undefined where it passes. */
  failure(name: string): { message: string; place: string } | undefined {
    try {
      this.tests.get(name)?.();
      return undefined;
    } catch (error) {
      const { message, stack = '' } = error as Error;
      return { message, place: /\/([^/]+:\d+:\d+)$/m.exec(stack)?.[1] ?? '' };
    }
  }
}

/** The repository that `init` makes, with a text replaced in one of its files. */
function repository(path: string = CAMPAIGN, from: string = '', to: string = ''): string {
  const folder = emptyFolder();
  cpSync('templates/init', folder, { recursive: true });
  const file = join(folder, path);
  const text = readFileSync(file, 'utf8');
  expect(text).toContain(from);
  if (from !== '') writeFileSync(file, text.replaceAll(from, to));
  return folder;
}

const open = (root: string, { api }: Collected, path: string = CAMPAIGN): Promise<CampaignModule> =>
  openCampaignModule(api, { file: join(root, path), root });

async function collect(root: string): Promise<Collected> {
  const collected = new Collected();
  const campaign = await open(root, collected);
  for (let index = 0; index < 20; index += 1) campaign.declare(index);
  return collected;
}

const LINKED = 'a complete member gets a link that opens';

test('each test of a campaign is declared by its name, and passes', async () => {
  const collected = await collect(repository());
  const names = [...collected.tests.keys()];
  expect(names).toContain(LINKED);
  expect(names.some((name) => name.includes(' > '))).toBe(true);
  for (const name of names.slice(0, 4)) expect(collected.failure(name)).toBeUndefined();
});

test('a name cannot act on the terminal, and shows no secret', async () => {
  const path = 'campaigns/loyalty-card/email.html.jinja';
  const root = repository(path, '</body>', "{{ 'x'|convertToSHA256('my-own-secret') }}</body>");
  const file = join(root, CAMPAIGN);
  const name = JSON.stringify('my-own-secret \u001b[2J');
  const text = readFileSync(file, 'utf8').replace(LINKED, 'x').replace('name: x', `name: ${name}`);
  writeFileSync(file, text);
  expect([...(await collect(root)).tests.keys()][0]).toBe(`${'•'.repeat(13)} \\u001b[2J`);
});

test('a failure has the line of its expectation and every field that differs', async () => {
  const path = 'campaigns/loyalty-card/fieldmap.yaml';
  const collected = await collect(repository(path, 'gold: T1', 'Gold: T1'));
  expect(collected.failure(LINKED)).toEqual({
    message: expect.stringContaining('members.tier.id: expected "T1", got "T0"') as string,
    place: 'campaign.yaml:14:83',
  });
});

test('a snapshot that is missing or has changed is told with its lines', async () => {
  const collected = await collect(repository());
  const name = [...collected.tests.keys()].find((one) => one.includes('approved')) ?? '';
  expect(collected.failure(name)?.message).toContain('there is no snapshot of this test');
  collected.recorded = 'another message';
  const changed = collected.failure(name);
  expect(changed?.message).toContain('record it again with -u');
  expect(changed?.message).toContain('- another message');
  expect(changed?.place).toMatch(/^campaign\.yaml:\d+:\d+$/);
});

test('a broken campaign file is one error with every finding', async () => {
  const root = repository(CAMPAIGN, 'matrix: missing', 'matrix: all');
  await expect(open(root, new Collected())).rejects.toThrow(
    /tests, item \d+, matrix is 'all', expected missing/,
  );
});

test('a campaign without tests declares that it has none', async () => {
  const root = emptyFolder();
  mkdirSync(join(root, 'users'));
  writeFileSync(join(root, 'mail.html'), '<p>Hello</p>');
  writeFileSync(join(root, 'users/ada.yaml'), 'user: {}\n');
  const text = 'campaign: a\nchannel: email\ntemplate: mail.html\nusers: users/*.yaml\n';
  writeFileSync(join(root, 'campaign.yaml'), text);
  const collected = new Collected();
  (await open(root, collected, 'campaign.yaml')).declareNone();
  expect(collected.todo).toEqual(['has no tests']);
});
