import { describe, expect, test } from 'vitest';
import { loadCampaign, RoundCache } from '../../src/campaign/index.ts';
import { makePreview } from '../../src/cli/preview-page.ts';
import { filesBelow, memoryFiles } from '../testing/memory-campaign.ts';

describe('a cache', () => {
  test('gives what was made of the same, and makes it anew of anything else', () => {
    const cache = new RoundCache();
    let made = 0;
    const recall = (...of: unknown[]): number => cache.recall('x', of, () => (made += 1));
    expect([recall('a', 1), recall('a', 1), recall('a', 2), recall('a'), recall('a')]).toEqual([
      1, 1, 2, 3, 3,
    ]);
  });

  test('what cannot be made is not kept', () => {
    const cache = new RoundCache();
    const fail = (): never => {
      throw new Error('no');
    };
    expect(() => cache.recall('x', [], fail)).toThrow('no');
    expect(cache.recall('x', [], () => 2)).toBe(2);
  });

  test('forgets what two rounds did not ask for', () => {
    const cache = new RoundCache();
    for (let round = 0; round < 100; round += 1) {
      cache.turn();
      cache.recall('stays', [], () => 'stays');
      cache.recall(`round ${round}`, [], () => round);
    }
    expect(cache.size).toBe(3);
  });
});

describe('a campaign that is loaded again', () => {
  const folder = filesBelow('templates/init');
  const path = [...folder.keys()].find((file) => file.endsWith('campaign.yaml')) ?? '';
  const read = (cache: RoundCache): ReturnType<typeof loadCampaign> =>
    loadCampaign(path, memoryFiles(folder), { cache });

  test('is the same, with the same users, and only what changed is another', async () => {
    const cache = new RoundCache();
    const first = await read(cache);
    const again = await read(cache);
    expect(again).toStrictEqual(first);
    expect(again.users.every((user, at) => user.recipient === first.users[at]?.recipient)).toBe(
      true,
    );
    const [changed] = first.users;
    if (changed === undefined) throw new Error('no user');
    const text = folder.get(changed.file) ?? '';
    folder.set(changed.file, `${text}\n# changed\n`);
    const third = await read(cache);
    folder.set(changed.file, text);
    expect(third.users.map((user, at) => user.recipient === first.users[at]?.recipient)).toEqual(
      first.users.map((user) => user !== changed),
    );
    expect(third.profile).toBe(first.profile);
  });

  test('its preview is the one that is made without, and does not grow', async () => {
    const cache = new RoundCache();
    const files = memoryFiles(folder);
    const request = { campaign: path, users: [], profile: undefined, secret: undefined };
    const sizes: number[] = [];
    const { template } = await read(cache);
    for (let change = 0; change < 6; change += 1) {
      folder.set(template.file, `${template.source}<p>${change}</p>`);
      const made = await makePreview({ ...request, cache }, files, folder);
      expect(made.data).toStrictEqual((await makePreview(request, files, folder)).data);
      sizes.push(cache.size);
    }
    folder.set(template.file, template.source);
    expect(sizes.at(-1)).toBe(sizes[1]);
  });
});
