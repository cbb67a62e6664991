import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { hasChromium, requestsOf, startChromium, type Browser } from './chromium.ts';

describe.skipIf(!hasChromium)('the file of the studio in Chromium', { timeout: 120_000 }, () => {
  let browser: Browser | undefined;

  beforeAll(async () => {
    browser = await startChromium();
  }, 60_000);
  afterAll(() => browser?.close());

  test('has fewer than 600 KB with gzip', () => {
    const html = readFileSync(join(inject('packageFolder'), 'dist/studio/index.html'));
    expect(gzipSync(html).length).toBeLessThan(600_000);
  });

  test('opens from a folder: it asks for nothing, and its policy refuses nothing of its own', async () => {
    const page = await browser!.newPage();
    const requests = requestsOf(page);
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    const url = pathToFileURL(join(inject('packageFolder'), 'dist/studio/index.html')).href;
    await page.goto(url);
    await page.locator('main:not(:empty)').waitFor();
    expect(requests).toEqual([url]);
    expect(errors).toEqual([]);
  });
});
