import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadCampaign } from '../../src/campaign/index.ts';
import { FindingsError } from '../../src/diagnostics/index.ts';
import { complaints, filesBelow, memoryFiles, suiteOf } from './memory-campaign.ts';

const FOLDER = 'templates/loyalty-card';
const CAMPAIGN = `${FOLDER}/campaign.yaml`;

type Mutation = {
  readonly name: string;
  readonly file?: string;
  readonly pasted?: true;
  readonly from: string;
  readonly to: string;
  readonly says: string;
};
const MUTATIONS = parse(
  readFileSync('fixtures/testing/mutations.yaml', 'utf8'),
) as readonly Mutation[];

/** The shipped campaign with the users that its tests name, by paths from the root of the repository. */
function shipped(): Map<string, string> {
  const texts = new Map<string, string>();
  const named = readFileSync(CAMPAIGN, 'utf8').match(/[a-z]+(?:-[a-z]+)*(?:-\*)?/g) ?? [];
  const isNamed = (user: string): boolean =>
    named.some((name) => (name.endsWith('*') ? user.startsWith(name.slice(0, -1)) : user === name));
  for (const folder of [FOLDER, 'fixtures/users'])
    for (const [path, text] of filesBelow(folder))
      if (folder === FOLDER || isNamed(path.replace('.yaml', '')))
        texts.set(`${folder}/${path}`, text);
  return texts;
}

/** The same with the snippet pasted into the template, as people who write by hand have it. */
async function pasted(): Promise<Map<string, string>> {
  const texts = shipped();
  const { message } = await loadCampaign(CAMPAIGN, memoryFiles(texts));
  return texts.set(`${FOLDER}/email.html.jinja`, message.text);
}

async function saidBy(texts: ReadonlyMap<string, string>): Promise<string> {
  try {
    const suite = await suiteOf(texts, CAMPAIGN);
    // What holds in every world is what fails; comparing them for each mutation takes long.
    const tests = suite.campaign.tests.filter((one) => one.expect.worlds === undefined);
    return tests.flatMap(({ name }) => complaints(suite, name)).join('\n');
  } catch (error) {
    if (!(error instanceof FindingsError)) throw error;
    return error.findings.map(({ message }) => message).join('\n');
  }
}

describe('a shipped template that is broken fails its tests, and they name the cause', () => {
  test('unbroken it fails none', async () => {
    expect(await saidBy(shipped())).toBe('');
    expect(await saidBy(await pasted())).toBe('');
  });

  test.each(MUTATIONS)('$name', async ({ file, pasted: isPasted, from, to, says }) => {
    const texts = isPasted ? await pasted() : shipped();
    const path = `${FOLDER}/${file ?? 'email.html.jinja'}`;
    const before = texts.get(path) ?? '';
    expect(before).toContain(from);
    texts.set(
      path,
      before.replaceAll(from, () => to),
    );
    expect(await saidBy(texts)).toContain(says);
  });
});
