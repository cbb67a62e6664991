import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { exportedPage } from '../../src/studio/index.ts';
import { hasChromium, startChromium, type Browser } from './chromium.ts';

const ROWS = Array.from({ length: 200 }, (_, at) => `<tr><td>row ${at}</td></tr>`);
const MAIL = `<p title="old" class="first">one</p>\n<table>${ROWS.join('')}</table>\n<p>last</p>`;

describe.skipIf(!hasChromium)('the message in the studio', { timeout: 120_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'smartpass-message-'));
  let browser: Browser | undefined;
  let page: Page;

  beforeAll(async () => {
    browser = await startChromium();
    const html = readFileSync(join(inject('packageFolder'), 'dist/studio/index.html'), 'utf8');
    const texts = {
      'campaign.yaml': 'campaign: c\nchannel: email\ntemplate: mail.html\nusers: users/*.yaml\n',
      'mail.html': MAIL,
      'users/ada.yaml': 'user: { First Name: Ada }\n',
    };
    const files = Object.entries(texts).map(([path, text]) => ({ path, text, hash: '' }));
    const file = join(folder, 'studio.html');
    writeFileSync(file, exportedPage(html, { campaign: 'campaign.yaml', files, writes: false }));
    page = await browser.newPage();
    await page.goto(pathToFileURL(file).href);
    await page.frameLocator('iframe.mail').getByText('row 199').waitFor();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  const mail = (code: string): Promise<unknown> =>
    page.evaluate(`(doc => ${code})(document.querySelector('iframe.mail').contentDocument)`);

  /** Waits until the mail has a sign in its head. */
  const shows = (sign: string): Promise<unknown> =>
    page.waitForFunction(
      `document.querySelector('iframe.mail')?.contentDocument?.querySelector('meta[name="${sign}"]')`,
    );

  async function write(text: string): Promise<void> {
    await page.locator('.cm-content').focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText(text);
  }

  test('changes in the frame that it is in, which stays where it was scrolled to', async () => {
    await mail(`(doc.mark = 1, doc.scrollingElement.scrollTop = 900)`);
    const changed = MAIL.replace('row 150', 'row <b>{{ 6 * 7 }}</b>')
      .replace('title="old"', 'lang="en"')
      .replace('<tr><td>row 100</td></tr>', '');
    await write(changed);
    await page.frameLocator('iframe.mail').locator('b', { hasText: '42' }).waitFor();
    expect(await mail(`[doc.mark, doc.scrollingElement.scrollTop, doc.title]`)).toEqual([
      1,
      expect.toSatisfy((top: number) => top > 800),
      '',
    ]);
    expect(await mail(`doc.querySelector('.first').outerHTML`)).toBe(
      '<p class="first" lang="en">one</p>',
    );
    expect(await mail(`doc.querySelectorAll('tr').length`)).toBe(199);
  });

  test('is the same document as one that is shown for the first time', async () => {
    const texts = [
      '',
      '<body bgcolor=red><p>x',
      '<frameset><frame src=a></frameset>',
      '<svg><circle r="3"/></svg><math><mi>x</mi></math>',
      '<!doctype html><html lang=de><head><title>t</title></head><body><!-- c --><p>y</p></body></html>',
    ];
    for (const [at, text] of texts.entries()) {
      await write(`<meta name="sign${at}">${text}`);
      await shows(`sign${at}`);
      const changed = await mail('doc.documentElement.outerHTML');
      for (const pane of ['links', 'message']) await page.locator(`#tabs-${pane}`).click();
      await shows(`sign${at}`);
      expect({ text, shown: await mail('doc.documentElement.outerHTML') }).toEqual({
        text,
        shown: changed,
      });
    }
  });
});
