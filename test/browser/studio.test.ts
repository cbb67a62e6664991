import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { exportedPage, readPermalink } from '../../src/studio/index.ts';
import { smartpass } from '../cli/run-cli.ts';
import type { PreviewUser } from '../../src/preview/index.ts';
import { ACCOUNTS, answeredOf, shownOf, type CliOutcome } from '../studio/answers.ts';
import { shipped } from '../studio/workspace.ts';
import { hasChromium, requestsOf, startChromium, type Browser } from './chromium.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PANES = [
  'message',
  'links',
  'findings',
  'users',
  'accounts',
  'snippet',
  'difference',
  'funnel',
];
/** Keeps the user whom the page was told last. */
const NOTE_USERS = `globalThis.Worker = class extends Worker {
  constructor(url) {
    super(url);
    this.addEventListener('message', ({ data }) => {
      if (data.kind === 'user') globalThis.shownUser = data.user;
    });
  }
}`;

/** Of so many users one is looked at in each account; `SMARTPASS_EACH=1` looks at all. */
const EACH = Number(process.env['SMARTPASS_EACH'] ?? 12);

const TEMPLATE = 'templates/loyalty-card/email.html.jinja';

/** Waits until nothing of the page has changed for a while: axe reads it once, and then asks for its elements. */
async function untilDrawn(page: Page): Promise<void> {
  await page.evaluate(
    `new Promise((resolve) => {
      let quiet = setTimeout(resolve, 300);
      new MutationObserver(() => {
        clearTimeout(quiet);
        quiet = setTimeout(resolve, 300);
      }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    })`,
  );
}

describe.skipIf(!hasChromium)('the studio in Chromium', { timeout: 120_000 }, () => {
  let browser: Browser | undefined;
  let folder = '';
  let html = '';
  let page: Page;
  let requests: readonly string[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'smartpass-studio-'));
    html = readFileSync(join(inject('packageFolder'), 'dist/studio/index.html'), 'utf8');
    browser = await startChromium();
  }, 60_000);
  afterEach(() => page.close());
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  async function open(name: string, changed: Record<string, string> = {}): Promise<void> {
    const { campaign, files } = shipped(name);
    const texts = Object.entries({ ...files, ...changed });
    const workspace = {
      campaign,
      files: texts.map(([path, text]) => ({ path, text, hash: '' })),
      writes: false,
    };
    const file = join(folder, 'studio.html');
    writeFileSync(file, exportedPage(html, workspace));
    if (browser === undefined) throw new Error('there is no browser');
    page = await browser.newPage();
    requests = requestsOf(page);
    await page.addInitScript(NOTE_USERS);
    await page.setViewportSize({ width: 1600, height: 1900 });
    await page.goto(pathToFileURL(file).href);
    await isDone();
  }

  /** Waits until everybody is rendered. */
  async function isDone(words = /^\d+ users?: [^…]+$/): Promise<void> {
    await page.locator('#counts', { hasText: words }).waitFor();
  }

  test.each(['loyalty-card', 'coupon', 'passkit-guide'])(
    'shows of %s what the command line answers',
    async (name) => {
      const { campaign } = shipped(name);
      const { out } = await smartpass(['preview', campaign, '--json']);
      const { outcomes } = JSON.parse(out) as {
        readonly outcomes: readonly {
          readonly user: string;
          readonly sent: boolean;
          readonly links?: readonly { readonly link: string }[];
        }[];
      };
      await open(name);
      const rows = await page
        .locator('.row')
        .evaluateAll((nodes) =>
          nodes.map((node) => [
            node.querySelector('.row-name')?.textContent,
            !node.querySelector('.badge')?.classList.contains('dropped'),
          ]),
        );
      expect(rows).toEqual(outcomes.map(({ user, sent }) => [user, sent]));
      await page.locator('#tabs-links').click();
      for (const { user, links = [] } of outcomes.slice(0, 8)) {
        await page.locator('.row', { hasText: user }).first().click();
        await page.locator('#pane h2', { hasText: user }).waitFor();
        const shown = await page.locator('#pane .link-text').allInnerTexts();
        expect(shown).toEqual(links.map(({ link }) => link));
      }
      expect(requests).toHaveLength(1);
    },
  );

  test.each(['loyalty-card', 'coupon', 'passkit-guide'])(
    'shows of %s what the command line answers, in each account',
    async (name) => {
      const { campaign } = shipped(name);
      for (const account of ACCOUNTS) {
        const config = `profile: ${JSON.stringify(account)}\n`;
        const profile = join(folder, 'profile.yaml');
        writeFileSync(profile, config);
        const argv = ['preview', campaign, '--json', '--text', '--profile', profile];
        const { out } = await smartpass(argv);
        const { outcomes } = JSON.parse(out) as { readonly outcomes: readonly CliOutcome[] };
        await open(name, { 'smartpass.config.yaml': config });
        const some = outcomes.filter((_, at) => at % EACH === 0);
        for (const one of some) {
          await page.locator('.row', { has: page.getByText(one.user, { exact: true }) }).click();
          await page.locator('#pane h2', { hasText: one.user }).waitFor();
          const user = await page.evaluate<PreviewUser>('globalThis.shownUser');
          expect(shownOf(user), `${name} ${one.user}`).toEqual(answeredOf(one));
        }
        await page.close();
      }
      await open(name);
    },
  );

  test('an endless template ends with a LimitError, and the studio lives', async () => {
    const { files } = shipped('loyalty-card');
    const endless =
      '{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}';
    await open('loyalty-card');
    await page.locator('.cm-content').focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText(endless);
    await page.locator('.row-summary', { hasText: 'limit' }).first().waitFor();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText(files[TEMPLATE] ?? '');
    await isDone(/25 sent/);
    expect(await page.locator('.row-summary', { hasText: 'limit' }).count()).toBe(0);
  });

  test('the whole flow by keyboard: edit, undo, choose a user, change a value, palette', async () => {
    await open('loyalty-card');
    const press = (...keys: readonly string[]): Promise<void> =>
      keys.reduce((done, key) => done.then(() => page.keyboard.press(key)), Promise.resolve());
    await page.locator('#files-templates\\/loyalty-card\\/email\\.html\\.jinja').focus();
    await press('F6', 'Control+Home');
    // One input here and below: keys that come far apart are several steps of undo.
    await page.keyboard.insertText('{{ nobody');
    await page.locator('.refused-state').waitFor();
    await press('Control+z');
    await page.locator('body:not(.refused-state)').waitFor();
    await press('F6', 'ArrowDown');
    expect(await page.locator('.row[aria-selected=true] .row-name').innerText()).toBe('ada');
    await press('Control+k');
    await page.keyboard.type('show users');
    await press('Enter');
    await page.locator('.grid [data-column]').first().waitFor();
    await press('Tab', 'Tab', 'Tab');
    await press('ArrowRight', 'ArrowRight', 'ArrowRight', 'Enter');
    await page.keyboard.type('O"Brien');
    await press('Enter');
    await press('Control+k');
    await page.keyboard.type('show links');
    await press('Enter');
    await page.locator('#pane td.value', { hasText: 'O"Brien Example' }).waitFor();
    await press('Control+k');
    await page.keyboard.type('show changes');
    await press('Enter');
    await page.locator('.cm-deletedChunk, .cm-changedLine').first().waitFor();
    await page.locator('#said', { hasText: /finding/i }).waitFor({ state: 'attached' });
  });

  test('what was edited survives a reload, with its undo', async () => {
    await open('loyalty-card');
    await page.locator('.cm-content').focus();
    await page.keyboard.press('Control+Home');
    await page.keyboard.insertText('{{ 6 * 7 }}');
    await page.waitForFunction("JSON.stringify(sessionStorage).includes('6 * 7')");
    await page.reload();
    await isDone();
    expect(await page.locator('.cm-line').first().innerText()).toContain('{{ 6 * 7 }}');
    await page.locator('.cm-content').focus();
    await page.keyboard.press('Control+z');
    await page
      .locator('.cm-line', { hasText: /^<!DOCTYPE html>$/ })
      .first()
      .waitFor();
  });

  test('a secret in a file is neither stored nor in a link to the state', async () => {
    const secret = 'Canary0Secret1Canary2X';
    const text = `{{ 'x'|convertToSHA256('${secret}') }}`;
    await open('passkit-guide', { 'templates/passkit-guide/email.html.jinja': text });
    await page.waitForTimeout(1000);
    const stored = await page.evaluate('JSON.stringify(sessionStorage)');
    expect(stored).not.toContain(secret);
    expect(await page.locator('#pane').innerText()).not.toContain(secret);
    await page.evaluate(
      'navigator.clipboard.writeText = async (text) => void (globalThis.copied = text)',
    );
    await page.keyboard.press('Control+k');
    await page.keyboard.type('Copy a link to this state');
    await page.keyboard.press('Enter');
    await page.waitForFunction('globalThis.copied');
    const link = new URL(await page.evaluate<string>('globalThis.copied'));
    const shared = JSON.stringify(await readPermalink(link.hash));
    expect(shared).toContain('convertToSHA256');
    expect(shared).not.toContain(secret);
  });

  test('an export is counted in the page', async () => {
    await open('loyalty-card');
    await page.locator('#tabs-funnel').click();
    const rows = Array.from({ length: 250 }, (_, at) =>
      at % 5 === 0 ? `,Ada,ada@example.com` : `u-${at},Ada,ada@example.com`,
    );
    const csv = `MoEngage_ID,First Name,Email (Standard)\n${rows.join('\n')}\n`;
    await page.locator('#export-file').setInputFiles({
      name: 'audience.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(csv),
    });
    await page.locator('#pane [role=status]', { hasText: '250 of 250 users' }).waitFor();
    expect(await page.locator('#pane').innerText()).toContain('No MoEngage ID');
    expect(requests).toHaveLength(1);
  });

  test.each(['light', 'dark'] as const)('axe finds nothing in any pane (%s)', async (scheme) => {
    await open('loyalty-card', { [TEMPLATE]: `{{ UserAttribute['Points'] + 1 }}\n` });
    await page.emulateMedia({ colorScheme: scheme });
    await page.addScriptTag({ content: AXE }).catch(() => page.evaluate(AXE));
    for (const pane of PANES) {
      await page.locator(`#tabs-${pane}`).click();
      if (pane === 'findings') await page.locator('.finding').first().waitFor();
      if (pane === 'accounts') await page.locator('.account').first().waitFor();
      await untilDrawn(page);
      const found = await page.evaluate(
        `axe.run(document, { iframes: false }).then((r) => r.violations.map((v) => v.id + ' ' + v.nodes.map((n) => n.html.slice(0, 120)).join(' | ')))`,
      );
      expect({ pane, found }).toEqual({ pane, found: [] });
    }
  });
});
