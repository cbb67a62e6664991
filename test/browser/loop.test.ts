import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, beforeAll, afterAll, describe, expect, test } from 'vitest';
import type { LoopState } from '../../src/events/index.ts';
import { emptyFolder } from '../cli/run-cli.ts';
import { startServing, type Watched } from '../cli/watched.ts';
import { hasChromium, requestsOf, startChromium, type Browser } from './chromium.ts';

const WELCOME = 'templates/welcome-after-install';
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Violation = {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
};

describe.skipIf(!hasChromium)('the loop in Chromium', { timeout: 120_000 }, () => {
  let browser: Browser | undefined;
  let served: Watched | undefined;
  let page: Page;
  let requests: readonly string[] = [];
  const errors: string[] = [];

  beforeAll(async () => {
    browser = await startChromium();
  });
  afterEach(async () => {
    await page.close();
    await served?.end();
    if (errors.length > 0) throw new Error(errors.join('; '));
  });
  afterAll(() => browser?.close());

  const start = async (folder = WELCOME, cwd = process.cwd()): Promise<void> => {
    served = await startServing(['loop', folder], cwd);
    if (browser === undefined) throw new Error('there is no browser');
    page = await browser.newPage();
    page.on('pageerror', (error) => errors.push(error.message));
    requests = requestsOf(page);
    await page.goto(served.url);
  };
  const send = async (campaign: string, user: string): Promise<void> => {
    await page.selectOption('#send-campaign', { label: campaign });
    await page.selectOption('#send-user', user);
    await page.click('#send-button');
    await page.locator('h2', { hasText: `to ${user}` }).waitFor();
  };
  const openPass = async (user = 'ada'): Promise<void> => {
    await send('member-card (sent by the event Signed Up)', user);
    await page.click('#open-0');
    await page.locator('.pass').waitFor();
  };
  const state = async (): Promise<LoopState> =>
    (await (await fetch(`${served?.url}state`)).json()) as LoopState;
  const foreign = (): readonly string[] =>
    requests.filter((url) => !url.startsWith(served?.url ?? 'nothing'));

  test('mail, pass, add to wallet, Pass installed, follow-up mail; a second visit shows the same pass', async () => {
    await start();
    await openPass();
    expect(await page.locator('.pass').innerText()).toMatch(/Ada Example[^]*T1[^]*1250[^]*pass-1/);
    await page.click('#act-add');
    await page.locator('#events strong', { hasText: 'Pass installed' }).waitFor();
    expect(await page.locator('#said').innerText()).toBe(
      'MoEngage has the event Pass installed. In the outbox: welcome to ada.',
    );
    await page.locator('#messages button', { hasText: 'welcome' }).click();
    const mail = page.frameLocator('iframe.mail');
    await mail.getByText('Thank you, Ada!').waitFor();
    expect(await mail.locator('body').innerText()).toContain('Your gold card');
    await openPass();
    expect(await page.locator('#passes li').count()).toBe(1);
    await page.getByText('installed, opened 2 times').waitFor();
    await openPass('ben');
    expect(await page.locator('#passes li').count()).toBe(2);
    expect(foreign()).toEqual([]);
  });

  test('of all six events only the two of the filter arrive', async () => {
    await start();
    await openPass();
    for (const action of ['add', 'update', 'remove', 'invalidate', 'delete'])
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await Promise.all([
        page.waitForResponse((answer) => answer.url().endsWith('/do') && answer.ok()),
        page.click(`#act-${action}`),
      ]);
    await page.locator('#events strong', { hasText: 'Pass uninstalled' }).waitFor();
    const titles = await page.locator('#events strong').allInnerTexts();
    expect(titles).toEqual(['2. Pass uninstalled', '1. Pass installed']);
    await page.locator('.pass', { hasText: 'Not valid any more' }).waitFor();
    expect(await page.locator('.pass-actions button:enabled').count()).toBe(0);
  });

  test('100 flipped bytes of a link give no pass, and the page says why', async () => {
    await start();
    await send('member-card (sent by the event Signed Up)', 'ada');
    const path = (await page.locator('#open-0').getAttribute('href'))?.slice(2) ?? '';
    const bytes = Buffer.from(path);
    for (let index = 0; index < 100; index += 1) {
      const at = (index * 37) % bytes.length;
      const flipped = Buffer.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (index % 7));
      // What is no printable character is escaped by whatever sends it.
      const link = flipped.toString().replaceAll(/[^!-~]|#/g, encodeURIComponent);
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await fetch(served?.url + link, { redirect: 'manual' });
      // oxlint-disable-next-line no-await-in-loop -- as above
      const { passes, refusal } = await state();
      const isTold = refusal !== undefined || !link.includes('?');
      expect([at, link, passes.length, isTold]).toEqual([at, link, 0, true]);
    }
    await page.goto(`${served?.url}${path.replace('&sig=', '&sig=0')}`);
    await page.locator('#trouble', { hasText: 'The link opens no pass' }).waitFor();
    expect(await page.locator('#trouble li').count()).toBeGreaterThan(0);
    await page.goto(`${served?.url}${path}`);
    await page.locator('.pass').waitFor();
    expect(await page.locator('#trouble').isVisible()).toBe(false);
  });

  test('faults: the event waits until the clock is moved', async () => {
    await start();
    await openPass();
    await page.locator('summary', { hasText: 'Faults' }).click();
    await page.click('#fault-server-error');
    await page.getByText('Once more (1 to come)').waitFor();
    await page.click('#act-add');
    await page.getByText('0 delivered, 1 waiting, 0 given up.').waitFor();
    await page.getByRole('button', { name: 'To the next try' }).click();
    await page.getByText('1 delivered, 0 waiting, 0 given up.').waitFor();
    expect((await state()).events.map(({ action }) => action)).toEqual(['Pass installed']);
  });

  test.each(['light', 'dark'] as const)('axe finds nothing (%s)', async (colorScheme) => {
    await start();
    await page.emulateMedia({ colorScheme });
    const problems: string[] = [];
    const check = async (what: string): Promise<void> => {
      await page.evaluate(AXE);
      const found = await page.evaluate<Violation[]>(
        'axe.run(document, { iframes: false }).then((r) => r.violations)',
      );
      for (const { id, nodes } of found)
        problems.push(`${what}: ${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
    };
    await check('empty');
    await send('member-card (sent by the event Signed Up)', 'no-moengage-id');
    await check('dropped');
    await openPass();
    await page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))");
    await page.click('#act-add');
    await page.locator('#events li').waitFor();
    await check('pass');
    await page.getByRole('radio', { name: 'Google' }).check();
    await page.getByRole('radio', { name: 'Back' }).check();
    await page.setViewportSize({ width: 390, height: 800 });
    await check('back');
    await page.goto(`${served?.url}c/a4hrop?data=e30&sig=00`);
    await page.locator('#trouble li').first().waitFor();
    await check('refused');
    expect(problems).toEqual([]);
  });

  test('what a pass and a mail hold acts nowhere and loads nothing', async () => {
    const cwd = emptyFolder();
    mkdirSync(join(cwd, 'users'));
    const put = (path: string, text: string): void => writeFileSync(join(cwd, path), text);
    const image = '<img src=http://far.example/x.png onerror=fetch(1)>';
    put(
      'users/eve.yaml',
      `user: { ID: "${image}", Name: "<script>window.evil = 1</script>", Colour: "url(http://far.example/y.png)" }\n`,
    );
    put(
      'map.yaml',
      [
        'smartpass: 1',
        'project: { url: https://pub1.pskt.io/c/a4hrop, kind: membership }',
        'fields:',
        '  person.externalId: { user: ID }',
        '  person.displayName: { user: Name }',
        '  meta.note: { user: ID }',
        '  members.tier.id: { value: T1 }',
        '  colors.backgroundColor: { user: Colour }',
      ].join('\n'),
    );
    put(
      'card.campaign.yaml',
      'campaign: member-card\nchannel: email\ntrigger: { event: Signed Up }\ntemplate: mail.html\nusers: users/*.yaml\n',
    );
    put(
      'mail.html',
      `{# smartpass: map.yaml #}<a href="{{longURL}}">x</a>${image}<script>parent.evil = 1</script><a href="../../../etc/passwd">y</a>{{ UserAttribute['Name'] }}`,
    );
    await start('.', cwd);
    await openPass('eve');
    await page.getByRole('radio', { name: 'Back' }).check();
    await page.locator('.pass-back', { hasText: 'far.example' }).waitFor();
    await page.click('#message-1');
    await page.locator('iframe.mail').waitFor();
    expect(await page.evaluate('window.evil')).toBeUndefined();
    expect(await page.locator('main script, main img, main [onerror]').count()).toBe(0);
    expect(foreign()).toEqual([]);
    for (const path of ['../../etc/passwd?x', '%2e%2e/%2e%2e/etc/passwd?x', 'do?x']) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const answer = await fetch(`${served?.url}${path}`, { redirect: 'manual' });
      expect([303, 403, 404]).toContain(answer.status);
    }
  });
});
