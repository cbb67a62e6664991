import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { folderOf } from '../cli/run-cli.ts';
import { EXPORTS } from './exports.ts';
import { countsOfAudience, countsOfEachUser } from './full-render.ts';

const FIXTURES = 'fixtures/audience';
const COUNT = Number(process.env['SMARTPASS_AUDIENCE'] ?? 100);

const names = readdirSync(FIXTURES);
const campaigns = names.filter((name) => name.endsWith('.message.yaml'));

test('there are twelve campaigns', () => {
  expect(campaigns.length).toBe(12);
});

describe.each(campaigns)('%s', (name) => {
  test.each(Object.entries(EXPORTS))('%s: as each user rendered alone', async (_, make) => {
    const { file, text } = make(COUNT);
    const texts = new Map(names.map((one) => [one, readFileSync(`${FIXTURES}/${one}`, 'utf8')]));
    texts.set(name, (texts.get(name) ?? '').replace('none/*.yaml', file)).set(file, text);
    const expected = await countsOfEachUser(texts, name);
    const cwd = folderOf(Object.fromEntries(texts));
    expect(expected.users).toBe(COUNT);
    expect(await countsOfAudience(cwd, name, file)).toEqual(expected);
    expect(await countsOfAudience(cwd, name, file, ['--every-user'])).toEqual(expected);
  });
});
