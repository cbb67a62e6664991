import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { exportedPage } from '../../src/studio/index.ts';
import { hasChromium, startChromium, type Browser } from './chromium.ts';

const FILES = {
  'campaign.yaml': 'campaign: c\nchannel: email\ntemplate: mail.html\nusers: users/*.yaml\n',
  'mail.html': '<p>Hi</p>',
  'users/ada.yaml': 'user: { First Name: Ada }\n',
};

describe.skipIf(!hasChromium)('the studio copes', { timeout: 120_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'smartpass-attacks-'));
  let browser: Browser | undefined;
  let html = '';
  let page: Page;
  let errors: string[] = [];

  beforeAll(async () => {
    browser = await startChromium();
    html = readFileSync(join(inject('packageFolder'), 'dist/studio/index.html'), 'utf8');
  }, 60_000);
  afterEach(() => page.close());
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  async function open(
    changed: Record<string, string> = {},
    { before = '', fragment = '', text = '' } = {},
  ): Promise<void> {
    const files = Object.entries({ ...FILES, ...changed }).map(([path, content]) => ({
      path,
      text: content,
      hash: '',
    }));
    const file = join(folder, 'studio.html');
    const workspace = { campaign: 'campaign.yaml', files, writes: false };
    writeFileSync(file, text === '' ? exportedPage(html, workspace) : text);
    page = await browser!.newPage();
    errors = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.addInitScript(before);
    await page.goto(pathToFileURL(file).href + fragment);
  }

  const shows = (selector: string, hasText: string): Promise<void> =>
    page.locator(selector, { hasText }).waitFor();

  test.each([
    '{"files": 5, "view": {"open": 7, "pane": "constructor", "selected": [], "choices": null, "account": 3}}',
    '{"files": {"a": null, "x": {"text": 5}}, "view": {"pane": "nothing", "account": {"jinja": "9", "x": 1}}}',
    '{"files": {"mail.html": {"text": "<p>kept</p>", "editor": {"doc": 1}}}, "view": [1]}',
    'null',
    '{',
  ])('what a tab has kept that nobody can read: %s', async (kept) => {
    const key = JSON.stringify('smartpass-studio campaign.yaml');
    await open({}, { before: `sessionStorage.setItem(${key}, ${JSON.stringify(kept)})` });
    await shows('#counts', '1 user: 1 sent');
    await shows('#pane h2', 'ada');
    expect(errors).toEqual([]);
  });

  test('a browser that keeps nothing', async () => {
    const denied = `get() { throw new DOMException('denied', 'SecurityError') }`;
    await open(
      {},
      { before: `Object.defineProperty(globalThis, 'sessionStorage', { ${denied} })` },
    );
    await shows('#counts', '1 user: 1 sent');
    await page.locator('.cm-content').focus();
    await page.keyboard.type('mine ');
    await page.frameLocator('iframe.mail').getByText('mine').waitFor();
    expect(errors).toEqual([]);
  });

  test.each(['#studio=1.AAAAaaaa____zz', '#studio=1.', '#studio=2.eJwDAA', '#studio=1.%%%'])(
    'a damaged link says so: %s',
    async (fragment) => {
      await open({}, { fragment, text: html });
      await shows('#notice', 'The link is damaged, or made by another version');
      await shows('#counts', '4 users:');
      expect(errors).toEqual([]);
    },
  );

  test.each([
    ['campaign.yaml', 'campaign: 5\n- x'],
    ['campaign.yaml', 'campaign: x\nchannel: [1]\ntemplate: {}\nusers: 7\n'],
    ['mail.html', '{% if'],
    ['mail.html', '{# smartpass: map.yaml #}<a href="{{longURL}}">x</a>'],
  ])('nothing that can be rendered at first: %s %s', async (path, text) => {
    await open({ [path]: text });
    await shows('#state-line', 'Not rendered: see the findings');
    expect(await page.locator('#counts').innerText()).toBe('');
    await page.locator('#tabs-findings').click();
    await shows('#pane .refused', 'Nothing can be rendered yet.');
    await page.locator('.finding').first().waitFor();
    await page.locator('#tabs-snippet').click();
    await shows('#pane', 'Nothing is rendered yet.');
    expect(errors).toEqual([]);
  });

  test('ten thousand users, with panes and users switched while they are rendered', async () => {
    const many = Array.from({ length: 10_000 }, (_, at) => [
      `users/u${String(at).padStart(5, '0')}.yaml`,
      `user: { First Name: User ${at} }\n`,
    ]);
    const mail = "<p>Hi {{ UserAttribute['First Name'] }}</p>";
    await open({ 'mail.html': mail, ...Object.fromEntries(many) });
    await page.locator('#rows .row').first().waitFor();
    for (const pane of ['users', 'links', 'findings', 'funnel', 'difference', 'message'])
      await page.locator(`#tabs-${pane}`).click();
    await page.locator('#rows').focus();
    await page.keyboard.press('End');
    for (let at = 0; at < 5; at += 1) await page.keyboard.press('ArrowUp');
    await page.frameLocator('iframe.mail').getByText('Hi User 9994').waitFor();
    await page.locator('.cm-content').focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('new');
    await shows('#counts', '10,001 users: 10,001 sent');
    await page.frameLocator('iframe.mail').getByText('new').waitFor();
    await page.locator('#tabs-users').click();
    await page.locator('.grid-row[aria-selected=true]', { hasText: 'u09994' }).waitFor();
    expect(await page.locator('.row, .grid-row').count()).toBeLessThan(150);
    expect(errors).toEqual([]);
  });

  test('a text of five megabytes is pasted, and undone', async () => {
    await open();
    await shows('#counts', '1 user: 1 sent');
    await page.evaluate(`(() => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', '<p>line {{ 1 }} of a long text</p>\\n'.repeat(150_000));
      const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
      document.querySelector('.cm-content').dispatchEvent(paste);
    })()`);
    await page.locator('.cm-content').focus();
    await page.keyboard.press('Control+z');
    await page.frameLocator('iframe.mail').getByText(/^Hi$/).waitFor();
    await shows('#counts', '1 user: 1 sent');
    expect(errors).toEqual([]);
  });
});
