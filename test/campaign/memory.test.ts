import { describe, expect, test } from 'vitest';
import { loadCampaign, Memory } from '../../src/campaign/index.ts';
import { makePreview } from '../../src/cli/preview-page.ts';
import { filesBelow, memoryFiles } from '../testing/memory-campaign.ts';

describe('a memory', () => {
  test('gives what was made of the same, and makes it anew of anything else', () => {
    const memory = new Memory();
    let made = 0;
    const recall = (...of: unknown[]): number => memory.recall('x', of, () => (made += 1));
    expect([recall('a', 1), recall('a', 1), recall('a', 2), recall('a'), recall('a')]).toEqual([
      1, 1, 2, 3, 3,
    ]);
  });

  test('what cannot be made is not kept', () => {
    const memory = new Memory();
    const fail = (): never => {
      throw new Error('no');
    };
    expect(() => memory.recall('x', [], fail)).toThrow('no');
    expect(memory.recall('x', [], () => 2)).toBe(2);
  });

  test('forgets what two rounds did not ask for', () => {
    const memory = new Memory();
    for (let round = 0; round < 100; round += 1) {
      memory.turn();
      memory.recall('stays', [], () => 'stays');
      memory.recall(`round ${round}`, [], () => round);
    }
    expect(memory.size).toBe(3);
  });
});

describe('a campaign that is loaded again', () => {
  const folder = filesBelow('templates/init');
  const path = [...folder.keys()].find((file) => file.endsWith('campaign.yaml')) ?? '';
  const read = (memory: Memory): ReturnType<typeof loadCampaign> =>
    loadCampaign(path, memoryFiles(folder), { memory });

  test('is the same, with the same users, and only what changed is another', async () => {
    const memory = new Memory();
    const first = await read(memory);
    const again = await read(memory);
    expect(again).toStrictEqual(first);
    expect(again.users.every((user, at) => user.recipient === first.users[at]?.recipient)).toBe(
      true,
    );
    const [changed] = first.users;
    if (changed === undefined) throw new Error('no user');
    const text = folder.get(changed.file) ?? '';
    folder.set(changed.file, `${text}\n# changed\n`);
    const third = await read(memory);
    folder.set(changed.file, text);
    expect(third.users.map((user, at) => user.recipient === first.users[at]?.recipient)).toEqual(
      first.users.map((user) => user !== changed),
    );
    expect(third.profile).toBe(first.profile);
  });

  test('its preview is the one that is made without, and does not grow', async () => {
    const memory = new Memory();
    const files = memoryFiles(folder);
    const request = { campaign: path, users: [], profile: undefined, secret: undefined };
    const sizes: number[] = [];
    const { template } = await read(memory);
    for (let change = 0; change < 6; change += 1) {
      folder.set(template.file, `${template.source}<p>${change}</p>`);
      const made = await makePreview({ ...request, memory }, files, folder);
      expect(made.data).toStrictEqual((await makePreview(request, files, folder)).data);
      sizes.push(memory.size);
    }
    folder.set(template.file, template.source);
    expect(sizes.at(-1)).toBe(sizes[1]);
  });
});
