import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptyFolder, smartpass } from '../cli/run-cli.ts';
import { hasChromium, startChromium, type Browser } from './chromium.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe.skipIf(!hasChromium)('the page of the dry run in Chromium', { timeout: 120_000 }, () => {
  let browser: Browser | undefined;
  let html = '';

  beforeAll(async () => {
    browser = await startChromium();
    const folder = emptyFolder();
    const put = (name: string, text: string): void => writeFileSync(join(folder, name), text);
    put('campaign.yaml', 'campaign: card\nchannel: email\ntemplate: t.html\nusers: ada.yaml\n');
    put('t.html', "<p>Dear {{ UserAttribute['First Name'] }}</p>");
    put('ada.yaml', 'user: {}\n');
    put('u.csv', 'ID,First Name,City\n1,Ada,Oslo\n2,,<b>Rome\n3,Bo\n');
    const line = ['audience', 'campaign.yaml', '--users', 'u.csv', '--by', 'City', '--html', '-'];
    html = (await smartpass(line, { cwd: folder })).out;
  }, 120_000);

  afterAll(async () => browser?.close());

  test.each(['light', 'dark'] as const)('axe finds nothing (%s)', async (colorScheme) => {
    const page = await browser?.newPage();
    await page?.emulateMedia({ colorScheme });
    await page?.setContent(html);
    await page?.evaluate(AXE);
    const found = await page?.evaluate<{ readonly id: string }[]>(
      'axe.run(document).then((r) => r.violations.map(({ id, nodes }) => ({ id, html: nodes[0].html })))',
    );
    expect(found).toEqual([]);
    expect(await page?.locator('h1').textContent()).toBe('card: 2 users of u.csv');
    await page?.close();
  });
});
