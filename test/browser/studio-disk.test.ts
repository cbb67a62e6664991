import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { Files } from '../../src/cli/files.ts';
import { StudioFiles } from '../../src/cli/studio-files.ts';
import { startStudioServer, type StudioServer } from '../../src/cli/studio-server.ts';
import { servedPage } from '../../src/studio/index.ts';
import { emptyFolder } from '../cli/run-cli.ts';
import { hasChromium, startChromium, type Browser } from './chromium.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const CAMPAIGN = 'campaign: c\nchannel: email\ntemplate: mail.html\nusers: users/*.yaml\n';
const LINES = Array.from({ length: 20 }, (_, at) => `<p>line ${at}</p>`);
const ENDS = { windows: '\r\n', unix: '\n' };

describe.skipIf(!hasChromium)('the studio with its server', { timeout: 120_000 }, () => {
  let browser: Browser | undefined;
  let html = '';
  let root = '';
  let server: StudioServer | undefined;
  let page: Page;

  beforeAll(async () => {
    html = readFileSync(join(inject('packageFolder'), 'dist/studio/index.html'), 'utf8');
    browser = await startChromium();
  }, 60_000);
  beforeEach(() => {
    root = emptyFolder();
    mkdirSync(join(root, 'users'));
    writeFileSync(join(root, 'package.json'), '{}');
    writeFileSync(join(root, 'campaign.yaml'), CAMPAIGN);
  });
  afterEach(async () => {
    await page.close();
    await server?.close();
  });
  afterAll(() => browser?.close());

  const disk = (): string => readFileSync(join(root, 'mail.html'), 'utf8');
  const write = (text: string): void => writeFileSync(join(root, 'mail.html'), text);

  async function open(text: string, points = ''): Promise<void> {
    write(text);
    for (const name of ['ada', 'bo'])
      writeFileSync(join(root, `users/${name}.yaml`), `user: { First Name: ${name}${points} }\n`);
    const files = await StudioFiles.open('campaign.yaml', new Files(root), true);
    server = await startStudioServer(servedPage(html), files);
    page = await browser!.newPage();
    await page.goto(server.url);
    await page.locator('#counts', { hasText: '2 users: 2 sent' }).waitFor();
    await page.locator('.cm-content').first().focus();
  }

  const notice = (words: string): Promise<void> =>
    page.locator('#notice', { hasText: words }).waitFor();

  test.each(Object.entries(ENDS))(
    'a change on both sides is decided change by change, then saved (line breaks of %s)',
    async (_name, end) => {
      await open(LINES.join(end));
      expect(await page.locator('#tabs-difference').innerText()).toBe('Changes');
      await page.keyboard.press('Control+Home');
      await page.keyboard.type('mine ');
      await page.keyboard.press('Control+End');
      await page.keyboard.type(' mine too');
      write(LINES.map((line, at) => (at === 9 ? `${line} theirs` : line)).join(end));
      await notice('mail.html was changed on the disk as well.');
      await page.keyboard.press('Control+s');
      await notice('Decide for each change');
      expect(disk()).toContain('theirs');
      const keep = page.locator('button.chunk', { hasText: 'Keep mine' });
      const take = page.locator('button.chunk', { hasText: 'Take the text of the disk' });
      await expect.poll(() => keep.count()).toBe(3);
      await page.evaluate(AXE);
      const found = await page.evaluate(
        'axe.run(document, { iframes: false }).then((r) => r.violations.map((v) => [v.id, v.nodes.map((n) => n.html)]))',
      );
      expect(found).toEqual([]);
      await keep.nth(0).click();
      await expect.poll(() => take.count()).toBe(2);
      await take.nth(0).focus();
      await page.keyboard.press('Enter');
      await expect.poll(() => take.count()).toBe(1);
      await take.nth(0).click();
      await expect.poll(() => take.count()).toBe(0);
      await page.keyboard.press('Control+s');
      await notice('mail.html is written.');
      const merged = LINES.map((line, at) =>
        at === 0 ? `mine ${line}` : at === 9 ? `${line} theirs` : line,
      );
      expect(disk()).toBe(merged.join(end));
    },
  );

  test('what was edited of a file that is removed meanwhile is not lost', async () => {
    await open('<p>one</p>');
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('mine ');
    rmSync(join(root, 'mail.html'));
    await page.locator('#tabs-difference').click();
    await page.locator('.changed', { hasText: 'new' }).waitFor();
    await page.keyboard.press('Control+s');
    await notice('mail.html is written.');
    expect(disk()).toBe('mine <p>one</p>');
  });

  test('a campaign file that is away for a moment takes nothing along, and cannot be overwritten unseen', async () => {
    await open('<p>one</p>');
    rmSync(join(root, 'campaign.yaml'));
    await notice('campaign.yaml is no longer on the disk.');
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('mine ');
    await page.frameLocator('iframe.mail').getByText('mine').waitFor();
    writeFileSync(join(root, 'campaign.yaml'), CAMPAIGN.replace('campaign: c', 'campaign: back'));
    await page.locator('#title', { hasText: 'back' }).waitFor();
    await page.locator('#counts', { hasText: '2 users: 2 sent' }).waitFor();
    expect(await page.locator('#tabs-difference').innerText()).toBe('Changes 1');
  });

  test('a file that is no text is named with the reason', async () => {
    writeFileSync(
      join(root, 'users/latin.yaml'),
      Buffer.from('user: { First Name: Zo\xeb }', 'latin1'),
    );
    write('<p>one</p>');
    const files = await StudioFiles.open('campaign.yaml', new Files(root), true);
    server = await startStudioServer(servedPage(html), files);
    page = await browser!.newPage();
    await page.goto(server.url);
    await page.locator('#notice:not(:empty)').waitFor();
    expect(await page.locator('#notice').innerText()).toBe(
      'users/latin.yaml is left out: it is not UTF-8 text',
    );
  });

  test('the browser asks before it leaves changes whose server has stopped', async () => {
    await open('<p>one</p>');
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('mine ');
    await server?.close();
    await page.locator('#state-line', { hasText: 'The server has stopped' }).waitFor();
    const asked = page.waitForEvent('dialog');
    await page.evaluate('void setTimeout(() => location.reload())');
    const dialog = await asked;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.dismiss();
    expect(await page.locator('.cm-content').innerText()).toContain('mine');
  });

  test('a worker that dies is restarted, says so, and everybody is rendered again', async () => {
    await open('<p>one</p>');
    for (const worker of page.workers())
      await worker.evaluate('setTimeout(() => { throw new Error("dead") })');
    await notice('was restarted');
    await page.keyboard.press('Control+Home');
    await page.keyboard.type("{{ UserAttribute['First Name'] }}");
    await page.locator('#counts', { hasText: '2 users: 2 sent' }).waitFor();
    await page.locator('.row', { hasText: 'bo' }).click();
    const mail = page.frameLocator('iframe.mail').locator('body', { hasText: 'bo' });
    await mail.waitFor();
    expect((await mail.innerText()).trim()).toMatch(/^bo\s+one$/);
  });

  test('a user who is made for a finding fails as the finding says', async () => {
    await open("<p>{{ UserAttribute['Points'] + 1 }}</p>", ', Points: 3');
    await page.locator('#tabs-findings').click();
    const finding = page.locator('.finding', { hasText: 'joined-with-plus' });
    await finding.getByRole('button', { name: 'Make a user who shows it' }).click();
    const made = page.locator('.row', { hasText: 'with-no-points' });
    await made.locator('.badge.dropped').waitFor();
    expect(await made.locator('.row-summary').innerText()).toContain('Points');
  });
});
