import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptyFolder } from '../cli/run-cli.ts';
import { startWatch, type Watched } from '../cli/watched.ts';
import { hasChromium, requestsOf, startChromium, type Browser } from './chromium.ts';

describe.skipIf(!hasChromium)('preview --watch in Chromium', { timeout: 120_000 }, () => {
  let browser: Browser | undefined;
  let watched: Watched | undefined;
  let page: Page;
  let requests: readonly string[] = [];
  let cwd = '';
  const put = (path: string, text: string): void => writeFileSync(join(cwd, path), text);

  beforeAll(async () => {
    cwd = emptyFolder();
    mkdirSync(join(cwd, 'users'));
    put(
      'campaign.yaml',
      'campaign: spring\nchannel: email\ntemplate: mail.html\nusers: users/*.yaml\n',
    );
    put('mail.html', "<p>Hello {{ UserAttribute['First Name'] }}</p>");
    put('users/ada.yaml', 'user: { First Name: Ada }\n');
    put('users/bob.yaml', 'user: { First Name: Bob }\n');
    watched = await startWatch(['preview', 'campaign.yaml'], cwd);
    browser = await startChromium();
    page = await browser.newPage();
    requests = requestsOf(page);
    await page.goto(`${watched.url}#user=bob`);
    await page.frameLocator('iframe.mail').getByText('Hello Bob').waitFor();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await watched?.end();
  });

  /** Waits until the frame of the chosen user holds a text; looks often, so that times can be taken. */
  const shows = async (text: string): Promise<void> => {
    const look = `(document.querySelector('iframe.mail') || {}).srcdoc || ''`;
    const until = performance.now() + 10_000;
    while (!String(await page.evaluate(look)).includes(text))
      if (performance.now() > until) throw new Error(`'${text}' does not show`);
  };

  test('a saved change shows in under half a second, where the reader was', async () => {
    const times: number[] = [];
    for (const word of ['Good day', 'Dear', 'Hi', 'Servus', 'Moin']) {
      const start = performance.now();
      put('mail.html', `<p>${word} {{ UserAttribute['First Name'] }}</p>`);
      await shows(`${word} Bob`);
      times.push(Math.round(performance.now() - start));
    }
    console.log(`a saved change shows after ${times.join(', ')} ms`);
    // On a machine that is busy with other things single saves may take longer; the best ones may not.
    expect(Math.min(...times)).toBeLessThan(500);
    expect(await page.locator('#who').innerText()).toBe('bob');
  });

  test('a broken template keeps the last good render, greyed, with the error over it', async () => {
    put('mail.html', "<p>\nHello {{ UserAttribute['First Name'] </p>");
    await page.locator('#problem').waitFor();
    expect(await page.locator('#problem').innerText()).toMatch(
      /Not rendered: an error[^]*Error in parsing jinja template format[^]*mail\.html, line 2/,
    );
    expect(await page.locator('#problem .caret').innerText()).toContain('^');
    const filter = await page.evaluate("getComputedStyle(document.querySelector('main')).filter");
    expect(filter).toContain('grayscale');
    await shows('Moin Bob');
    await page.reload();
    await shows('Moin Bob');
    expect(await page.locator('#problem').isVisible()).toBe(true);
    put('mail.html', "<p>Back, {{ UserAttribute['First Name'] }}</p>");
    await shows('Back, Bob');
    await page.locator('#problem').waitFor({ state: 'hidden' });
    expect(await page.locator('body.stale').count()).toBe(0);
  });

  test('a user who comes or goes, and nothing was asked of anybody else', async () => {
    put('users/cyd.yaml', 'user: { First Name: Cyd }\n');
    await page.locator('#body tr', { hasText: 'cyd' }).waitFor();
    const foreign = requests.filter((url) => watched && !url.startsWith(watched.url));
    expect(foreign).toEqual([]);
  });

  test('a server that ends is told', async () => {
    const code = await watched?.end();
    watched = undefined;
    expect(code).toBe(0);
    await page.getByText('its server has stopped').waitFor();
  });
});
