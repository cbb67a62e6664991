import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { buildPreviewPage } from '../../src/preview/index.ts';
import { exportedPage } from '../../src/studio/index.ts';
import { aPreview, aUser } from '../preview/states.ts';
import { hasChromium, requestsOf, startChromium, type Browser } from './chromium.ts';
import { hostileMails } from './hostile-mails.ts';

describe.skipIf(!hasChromium)('hostile mails', { timeout: 120_000 }, () => {
  let browser: Browser | undefined;
  let sink: Server | undefined;
  let mails: readonly string[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'smartpass-hostile-'));
  const hits: string[] = [];

  beforeAll(async () => {
    sink = createServer((request, response) => {
      hits.push(request.url ?? '');
      response.end('top.canary = 1');
    });
    await new Promise<void>((resolve) => {
      sink?.listen(0, '127.0.0.1', resolve);
    });
    mails = hostileMails(`http://127.0.0.1:${(sink.address() as AddressInfo).port}`);
    browser = await startChromium();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    sink?.close();
    rmSync(folder, { recursive: true });
  });

  /** What a page shows that has been looked at: everything that ran, was asked for, or opened. */
  async function look(html: string, show: (page: Page) => Promise<void>): Promise<unknown> {
    if (browser === undefined) throw new Error('there is no browser');
    const file = join(folder, 'page.html');
    writeFileSync(file, html);
    const page = await browser.newPage();
    const requests = requestsOf(page);
    const dialogs: string[] = [];
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    const pages = browser.context.pages().length;
    const { href } = pathToFileURL(file);
    await page.goto(href);
    await show(page);
    await page.waitForTimeout(200);
    const seen = {
      canary: await page.evaluate('window.canary'),
      requests: requests.filter((url) => url !== href),
      dialogs,
      hits: hits.splice(0),
      opened: browser.context.pages().length - pages,
      frames: page.frames().filter((frame) => !/^(?:file:|about:)/.test(frame.url())).length,
      scripts: await page.locator('script').count(),
    };
    await page.close();
    return seen;
  }

  const NOTHING = { requests: [], dialogs: [], hits: [], opened: 0, frames: 0 };

  test('there are at least 40, and without a frame to hold them they do act', async () => {
    expect(mails.length).toBeGreaterThanOrEqual(40);
    const bare = await look(mails.slice(0, 12).join('\n'), () => Promise.resolve());
    expect(bare).toMatchObject({ canary: 1 });
  });

  test.each([false, true])(
    'in the preview run nothing and send nothing (live links: %s)',
    async (liveLinks) => {
      const users = mails.map((text, at) => aUser({ name: `u${at}`, text, links: [] }));
      const seen = await look(
        buildPreviewPage({ data: aPreview(users, { liveLinks }) }),
        async (page) => {
          for (const { name } of users) {
            await page.keyboard.press('j');
            await page.locator('#who', { hasText: name }).waitFor();
            await page.locator('iframe.mail').waitFor();
            await page.waitForTimeout(20);
          }
          await page.locator('input[value=source]').check();
        },
      );
      expect(seen).toEqual({ ...NOTHING, canary: undefined, scripts: 2 });
    },
  );

  test('in the studio run nothing and send nothing, as messages, as templates and as values', async () => {
    const html = readFileSync(join(inject('packageFolder'), 'dist/studio/index.html'), 'utf8');
    const users = mails.map(
      (text, at) => [`users/u${at}.json`, JSON.stringify({ user: { Mail: text } })] as const,
    );
    const texts: Readonly<Record<string, string>> = {
      'campaign.yaml': 'campaign: c\nchannel: email\ntemplate: mail.html\nusers: users/*.json\n',
      'mail.html': "{{ UserAttribute['Mail'] }}",
      ...Object.fromEntries(users),
    };
    const files = Object.entries(texts).map(([path, text]) => ({ path, text, hash: '' }));
    const workspace = { campaign: 'campaign.yaml', files, writes: false };
    const seen = await look(exportedPage(html, workspace), async (page) => {
      const names = users.map(([path]) => /u\d+/.exec(path)?.[0] ?? '').sort();
      for (const name of names) {
        await page.locator('#pane h2', { hasText: new RegExp(`^${name}$`) }).waitFor();
        await page.locator('iframe.mail').waitFor();
        await page.waitForTimeout(20);
        await page.keyboard.press('Alt+ArrowDown');
      }
      await page.locator('input[value=source]').check();
      await page.locator('#tabs-users').click();
      await page.locator('.grid .cell').first().waitFor();
      await page.locator('#editor .cm-content').focus();
      await page.keyboard.press('Control+a');
      await page.keyboard.insertText(mails.filter((mail) => !/\{[{%#]/.test(mail)).join('\n'));
      for (const pane of ['findings', 'links', 'difference', 'message']) {
        await page.locator(`#tabs-${pane}`).click();
        await page.waitForTimeout(300);
      }
    });
    expect(seen).toEqual({ ...NOTHING, canary: undefined, scripts: 3 });
  });
});
