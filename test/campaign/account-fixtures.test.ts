import { expect, test } from 'vitest';
import {
  createRenderer,
  loadCampaign,
  templateCoverage,
  type CampaignFiles,
} from '../../src/campaign/index.ts';
import { Files } from '../../src/cli/files.ts';
import { nodeCrypto } from '../../src/cli/node-crypto.ts';
import { FindingsError } from '../../src/diagnostics/index.ts';
import { smartpass } from '../cli/run-cli.ts';

const FOLDER = 'fixtures/campaign/account';
const SENTENCE = 'Blue mug has 4 stars and waits in Harbour Street.';
const surroundings = { hashes: nodeCrypto, clock: () => 0 };

/** The campaign's files, some of them with another text. */
function files(texts: Readonly<Record<string, string>> = {}): CampaignFiles {
  const disk = new Files(process.cwd());
  return {
    list: (pattern) => disk.list(pattern),
    read: async (path) => texts[path.slice(FOLDER.length + 1)] ?? (await disk.read(path)),
  };
}

/** What is wrong: code, file and place of each finding. */
async function problems(texts: Readonly<Record<string, string>>): Promise<readonly string[]> {
  try {
    await loadCampaign(`${FOLDER}/campaign.yaml`, files(texts));
  } catch (error) {
    if (!(error instanceof FindingsError)) throw error;
    return error.findings.map(({ code, file, span }) =>
      [code, file?.slice(FOLDER.length + 1), span?.start.line].join(' '),
    );
  }
  return [];
}

test('a campaign has the product sets, answers, tables and blocks that its file names', async () => {
  const campaign = await loadCampaign(`${FOLDER}/campaign.yaml`, files());
  expect([...campaign.fixtures.auxTables.keys()]).toEqual(['stores.csv']);
  const [ada] = campaign.users;
  if (ada === undefined) throw new Error('the campaign should have a user');
  const outcome = createRenderer(campaign, surroundings).render(ada.recipient);
  expect(outcome).toMatchObject({ sent: true });
  expect(outcome.text).toContain(SENTENCE);
  expect(outcome.text).toContain('Yours, the team');
  expect(templateCoverage(campaign, surroundings).percent).toBe(100);
});

test('preview and its page render with them', async () => {
  const preview = await smartpass(['preview', `${FOLDER}/campaign.yaml`, '--text']);
  expect(preview.out).toContain(SENTENCE);
  const page = await smartpass(['preview', `${FOLDER}/campaign.yaml`, '--html', '-']);
  expect(page.out).toContain(SENTENCE);
});

test('what is wrong in them is told at once, each with its place', async () => {
  expect(
    await problems({
      'data/sets.yaml': '- 1\n',
      'data/answers.yaml': 'ratings:\n  - failure: late\n',
      'data/stores.csv': 'id,street\nS1,Harbour Street\nS1,Mill Lane\n',
      'data/blocks.yaml': 'closing: 7\n',
    }),
  ).toEqual([
    'fixture/wrong-type data/sets.yaml 1',
    'fixture/wrong-type data/blocks.yaml 1',
    'fixture/wrong-type data/answers.yaml 2',
    expect.stringMatching(/^\S+ data\/stores\.csv 3$/) as string,
  ]);
});

test('a live Content API is nothing for a campaign file', async () => {
  const text = await files().read(`${FOLDER}/campaign.yaml`);
  const live = text.replace('data/answers.yaml', 'https://example.com/api');
  expect(await problems({ 'campaign.yaml': live })).toEqual(['campaign/bad-value campaign.yaml 6']);
});
