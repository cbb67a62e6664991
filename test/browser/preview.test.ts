import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { decodeQR } from 'qr/decode.js';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { BUTTONS } from '../../src/passkit/index.ts';
import { buildPreviewPage, type PreviewData, type PreviewPart } from '../../src/preview/index.ts';
import { aLink, aNote, aPreview, aUser, dataOf } from '../preview/states.ts';
import { hasChromium, requestsOf, startChromium, type Browser } from './chromium.ts';

const LOYALTY = 'templates/loyalty-card/campaign.yaml';
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe.skipIf(!hasChromium)('the preview page in Chromium', { timeout: 120_000 }, () => {
  let browser: Browser | undefined;
  let folder = '';
  let loyalty: PreviewData;
  let page: Page;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'smartpass-page-'));
    loyalty = await dataOf(LOYALTY);
    browser = await startChromium();
  });
  afterEach(() => page.close());
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  function newPage(): Promise<Page> {
    if (browser === undefined) throw new Error('there is no browser');
    return browser.newPage();
  }

  async function open(data: PreviewData, hash = ''): Promise<Page> {
    const file = join(folder, 'page.html');
    writeFileSync(file, buildPreviewPage({ data }));
    page = await newPage();
    await page.goto(`${pathToFileURL(file).href}${hash}`);
    return page;
  }
  const rows = (): Promise<string[]> => page.locator('#body th').allInnerTexts();

  test('the grid has a row for every user with what becomes of them', async () => {
    await open(loyalty);
    expect(await rows()).toEqual(loyalty.users.map(({ name }) => name));
    expect(await page.locator('#count').innerText()).toBe('34 users');
    const chips = await page.locator('.chip').allInnerTexts();
    expect(chips.map((chip) => chip.replaceAll(/\s+/g, ' '))).toEqual([
      'All 34',
      'Sent 25',
      'Warning 3',
      'Error 0',
      'Dropped 6',
    ]);
    const row = page.locator('tr', { hasText: 'no-email' });
    expect(await row.innerText()).toMatch(/Dropped\s+No email address/);
  });

  test('filters by outcome, words, reason and what is lacking, with counts', async () => {
    await open(loyalty);
    await page.locator('.chip.dropped').click();
    expect(await page.locator('#count').innerText()).toBe('6 of 34 users');
    expect(await rows()).toContain('no-email');
    await page.locator('#find').fill('no-moeng');
    expect(await rows()).toEqual(['no-moengage-id']);
    await page.locator('#clear').click();
    expect(await rows()).toHaveLength(34);
    await page.locator('#reason').selectOption({ label: 'No email address (5)' });
    expect(await rows()).toEqual(['all-empty', 'all-null', 'bad-email', 'id-only', 'no-email']);
    await page.locator('#clear').click();
    await page.locator('#lacks').selectOption({ label: 'First Name: blank (1)' });
    expect(await rows()).toEqual(['blank-first-name']);
    await page.locator('#clear').click();
    await page.getByRole('button', { name: 'Show the 2 users for whom Tier is missing' }).click();
    expect(await rows()).toEqual(['id-only', 'no-tier']);
  });

  test('a dropped user has the line that drops them marked, with a caret under it', async () => {
    await open(loyalty, '#user=no-email');
    expect(await page.locator('.note-message').innerText()).toBe('No email address');
    expect(await page.locator('mark').innerText()).toMatch(
      /^person\.emailAddress:.*drop: No email/,
    );
    expect(await page.locator('figcaption').innerText()).toMatch(/fieldmap\.yaml, line 9$/);
    expect(await page.locator('.line.caret').innerText()).toMatch(/\| +\^{20,}/);
    await page.goto('about:blank');
    await open(await dataOf('templates/passkit-guide/campaign.yaml'), '#user=all-null');
    expect(await page.locator('mark').innerText()).toMatch(/ \+ UserAttribute\['Last Name'\]$/);
    expect(await page.locator('.note-words').innerText()).toMatch(/^User Attribute\s+Last Name/);
    expect(await page.content()).not.toContain('0WfoVtZ7MrJSfrHVuiESxZ');
  });

  test('a sent user has the message in a frame, the payload beside the map, and the length', async () => {
    await open(loyalty, '#user=ada');
    const frame = page.frameLocator('iframe.mail');
    await frame.getByText('Dear Ada,').waitFor();
    expect(await page.locator('iframe').getAttribute('sandbox')).toBe('');
    expect(await frame.locator('a[href]').count()).toBe(0);
    const row = page.locator('.payload tbody tr').nth(1);
    expect(await row.locator('td').allInnerTexts()).toEqual(['user attribute First Name', 'Ada']);
    expect(await page.locator('.link-facts').innerText()).toMatch(
      /valid \(made with a fake secret\)[^]*fine: 510 characters/,
    );
    await page.locator('input[value=desktop]').check();
    expect((await page.locator('.device').boundingBox())?.width).toBe(680);
    await page.locator('input[value=dark]').check();
    expect(await page.locator('.stage').getAttribute('class')).toContain('dark');
    await page.goto('about:blank');
    const text =
      '<style>p{color:#111}@media (prefers-color-scheme: dark){p{color:rgb(1,2,3)}}</style><p>x</p>';
    await open(aPreview([aUser({ text })]), '#user=ada');
    const colour = (): Promise<string> =>
      page
        .frameLocator('iframe')
        .locator('p')
        .evaluate(colourOf as never);
    expect(await colour()).toBe('rgb(17, 17, 17)');
    await page.locator('input[value=dark]').check();
    expect(await colour()).toBe('rgb(1, 2, 3)');
  });

  test('the QR code holds the link', async () => {
    await open(loyalty, '#user=ada');
    const { side, pixels } = await page.evaluate<Raster>(RASTERISE);
    const data = new Uint8ClampedArray(Buffer.from(pixels, 'base64'));
    const link = loyalty.users.find(({ name }) => name === 'ada')?.links[0]?.link;
    expect(decodeQR({ width: side, height: side, data })).toBe(link);
  });

  test('push, SMS and WhatsApp are shown as such, SMS with its parts', async () => {
    const sms = { encoding: 'UCS-2', units: 75, parts: 2, capacity: 134, foreign: ['ë'] };
    await open(
      aPreview([aUser({ text: 'Hi Zoë', sms })], { shape: 'sms', channelName: 'SMS' }),
      '#user=ada',
    );
    expect(await page.locator('.bubble.sms').innerText()).toBe('Hi Zoë');
    expect(await page.locator('.message').innerText()).toContain(
      '2 SMS parts: 75 of 134 in UCS-2 because of “ë”.',
    );
    await page.close();
    await open(aPreview([aUser({ text: 'Hi' })], { shape: 'push' }), '#user=ada');
    expect(await page.locator('.push-text').innerText()).toBe('Hi');
  });

  test('the parts of a push are in its bubble, subject and preheader above a mail', async () => {
    const part = (name: string, label: string, text: string, shape = 'text'): PreviewPart =>
      ({ name, label, text, shape }) as PreviewPart;
    const parts = [
      part('title', 'Title', 'Hi Ada'),
      part('summary', 'Summary', 'Loyalty'),
      part('image', 'Image', 'https://x.test/a.png', 'address'),
      part('link', 'Link', 'https://x.test/card', 'address'),
      part('buttons.1.text', 'Button 1, text', 'Add'),
    ];
    await open(aPreview([aUser({ text: 'Ready', parts })], { shape: 'push' }), '#user=ada');
    expect(await page.locator('.push').innerText()).toMatch(
      /Hi Ada\s+Ready\s+Loyalty\s+Add\s+Opens\s+https:\/\/x\.test\/card/,
    );
    await page.locator('input[value=source]').check();
    expect(await page.locator('.source-head').allInnerTexts()).toHaveLength(6);
    await page.close();
    const mail = [part('subject', 'Subject', 'Your card'), part('preheader', 'Preheader', ' ')];
    await open(aPreview([aUser({ parts: mail })]), '#user=ada');
    expect(await page.locator('.inbox dd').allInnerTexts()).toEqual(['Your card', 'empty']);
    await page.close();
    const variables = [part('1', 'Variable 1', 'Ada')];
    const { text: _text, ...rest } = aUser({ parts: variables });
    await open(aPreview([rest], { shape: 'whatsapp' }), '#user=ada');
    expect(await page.locator('.inbox').innerText()).toMatch(/Variable 1\s+Ada/);
    expect(await page.locator('.bubble').count()).toBe(0);
  });

  test('pictures are images of their size, and the Save Pass pictures are drawn', async () => {
    const apple = BUTTONS.find(({ platform }) => platform === 'apple')?.image ?? '';
    const text = `<table width="600"><tr><td>
      <img src="https://x.test/hero.png" width="600" alt="Hero" style="width:100%;max-width:600px;height:auto">
      <img src="https://x.test/a.png" width="280" height="150" alt="<b>&amp;</b>"><img src="https://x.test/o.gif" width="1" height="1" alt="">
      <img src="${apple}" height="48" alt="Add to Apple Wallet"></td></tr></table>`;
    await open(aPreview([aUser({ text })]), '#user=ada&width=desktop');
    const images = page.frameLocator('iframe.mail').locator('img');
    await images.first().waitFor();
    const sizes = await images.evaluateAll((all) =>
      all.map((one) => [(one as { width: number }).width, (one as { height: number }).height]),
    );
    expect(sizes.map(([width]) => width)).toEqual([594, 280, 1, 172]);
    expect(sizes.slice(1).map(([, height]) => height)).toEqual([150, 1, 48]);
    const sources = await images.evaluateAll((all) =>
      all.map((one) => decodeURIComponent((one as { src: string }).src)),
    );
    expect(sources[0]).toMatch(/^data:image\/svg\+xml,.*>Hero<\/text>/);
    expect(sources[1]).toContain('&#60;b&#62;&#38;');
    expect(sources[3]).toContain('>Apple Wallet</text>');
  });

  test('the source has numbers, colours and a button that copies it', async () => {
    const text = '<!-- a -->\n<p class="x">Hi &amp; <b>you</b></p>\n';
    await open(aPreview([aUser({ text })]), '#user=ada&source=source');
    expect(await page.locator('.source-no').count()).toBe(3);
    expect(await page.locator('.source').innerText()).toContain(
      '<p class="x">Hi &amp; <b>you</b></p>',
    );
    for (const [kind, shown] of [
      ['comment', '<!-- a -->'],
      ['name', 'class'],
      ['text', '"x"'],
      ['entity', '&amp;'],
    ] as const)
      expect(await page.locator(`.s-${kind}`).first().innerText()).toBe(shown);
    const copied = page.getByRole('button', { name: 'Copy source of the message' });
    await copied.click();
    await expect.poll(() => copied.innerText()).toBe('Copied');
    await page.getByRole('button', { name: 'Copy the link' }).click();
    await expect.poll(() => page.locator('#said').innerText()).toBe('Copied: the link');
  });

  test('the address holds what is chosen and filtered, and leads back to it', async () => {
    await open(loyalty, '#user=ada');
    await page.locator('input[value=desktop]').check();
    await page.locator('input[value=source]').check();
    await page.locator('#find').fill('ad');
    const hash = '#user=ada&find=ad&width=desktop&source=source';
    await expect.poll(() => new URL(page.url()).hash).toBe(hash);
    await page.close();
    await open(loyalty, hash);
    expect(await page.locator('#who').innerText()).toBe('ada');
    expect(await page.locator('input[name=width]:checked').getAttribute('value')).toBe('desktop');
    expect(await page.locator('.source').count()).toBe(1);
    expect(await page.locator('#find').inputValue()).toBe('ad');
    await page.close();
    await open(loyalty, '#status=dropped&width=huge');
    expect(await rows()).toHaveLength(6);
    await page.locator('#body a').first().click();
    await page.getByRole('button', { name: 'Overview' }).click();
    expect(await page.locator('#who').innerText()).toBe('Overview');
  });

  test('the stage is dark where the page is', async () => {
    await open(loyalty);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.reload();
    await page.locator('#body a').first().click();
    expect(await page.locator('.stage').getAttribute('class')).toContain('dark');
  });

  test('what a user has is next to the message, a dropped one has the message up to there', async () => {
    await open(loyalty, '#user=no-first-name');
    const attributes = page.locator('.attributes');
    expect(await attributes.innerText()).toMatch(/First Name\s+missing/);
    expect(await attributes.innerText()).toMatch(/Tier\s+gold/);
    const [card, message] = [
      await attributes.boundingBox(),
      await page.locator('.message').boundingBox(),
    ];
    expect(card?.x).toBeGreaterThan((message?.x ?? 0) + (message?.width ?? 0));
    await page.close();
    const dropped = aUser({ status: 'dropped', text: '<p>Dear </p>', links: [], notes: [aNote()] });
    await open(aPreview([dropped]), '#user=ada');
    expect(await page.locator('#message-title').innerText()).toBe('Message, up to what drops it');
    await page.frameLocator('iframe.mail').getByText('Dear').waitFor();
  });

  test('a difference of accounts is shown once, in the overview', async () => {
    const difference = { about: 'about hashes', results: [{ when: 'hex', what: 'sent' }] };
    const users = ['ada', 'bo'].map((name) => aUser({ name, differences: [difference] }));
    await open(aPreview(users, { worlds: { count: 3, users: 2 } }));
    expect(await page.locator('.difference').allInnerTexts()).toEqual([
      expect.stringMatching(/^about hashes\s+2 users, for example ada/),
    ]);
    await page.locator('#body a').first().click();
    expect(await page.locator('.difference').count()).toBe(0);
    await page.getByRole('button', { name: 'see the overview' }).click();
    expect(await page.locator('#who').innerText()).toBe('Overview');
  });

  test('a campaign without pass links has none of their places', async () => {
    await open(aPreview([aUser({ links: [] })], { hasLinks: false }), '#user=ada');
    expect(await page.locator('#no-link').count()).toBe(0);
    expect(await page.locator('#signed').isVisible()).toBe(false);
  });

  test('keys: arrows, j and k go through the users, / finds, Escape goes back', async () => {
    await open(loyalty);
    const user = (): Promise<string> => page.locator('#who').innerText();
    await page.keyboard.press('ArrowDown');
    expect(await user()).toBe('accents');
    await page.keyboard.press('j');
    expect(await user()).toBe('ada');
    expect(new URL(page.url()).hash).toBe('#user=ada');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('ada');
    await page.keyboard.press('k');
    expect(await user()).toBe('accents');
    await page.keyboard.press('/');
    await page.keyboard.type('jinja');
    expect(await rows()).toEqual(['jinja-in-a-value']);
    await page.keyboard.press('Escape');
    expect(await rows()).toHaveLength(34);
    await page.keyboard.press('Escape');
    expect(await user()).toBe('Overview');
    await page.getByLabel('Single letters and / act as keys').uncheck();
    await page.locator('#body a').first().focus();
    await page.keyboard.press('j');
    expect(await user()).toBe('Overview');
    await page.keyboard.press('Enter');
    expect(await user()).toBe('accents');
  });

  test.each(['light', 'dark'] as const)('axe finds nothing serious (%s)', async (colorScheme) => {
    const problems: string[] = [];
    const parts = [
      { name: 'title', label: 'Title', shape: 'text', text: 'Hi' },
      { name: 'image', label: 'Image', shape: 'address', text: 'https://x.test/a.png' },
      { name: 'buttons.1.text', label: 'Button 1, text', shape: 'text', text: 'Add' },
    ] as const;
    const attributes = [{ section: 'user', name: 'First Name', value: 'Ada' }];
    const push = aPreview([aUser({ parts, attributes, text: 'Hello' })], { shape: 'push' });
    const mail = aPreview([aUser({ parts, attributes, status: 'dropped', notes: [aNote()] })]);
    for (const [hash, width, data] of [
      ['#user=ada', 1280, push],
      ['#user=ada', 390, mail],
      ['#user=ada&source=source', 1280, mail],
      ['', 1280],
      ['#user=ada', 1280],
      ['#user=no-email', 1280],
      ['#user=long-values', 390],
      ['', 390],
    ] as const) {
      await open(data ?? loyalty, hash);
      await page.setViewportSize({ width, height: 844 });
      await page.emulateMedia({ colorScheme });
      await page.evaluate(AXE);
      const found = await page.evaluate<Violation[]>(
        'axe.run(document, { iframes: false }).then((r) => r.violations)',
      );
      for (const { id, impact, nodes } of found)
        if (impact === 'serious' || impact === 'critical')
          problems.push(`${hash} ${width}: ${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
      await page.close();
    }
    await open(loyalty);
    expect(problems).toEqual([]);
  });

  test('1,000 users open in under two seconds', async () => {
    const mail = loyalty.users.find(({ name }) => name === 'ada');
    const users = Array.from({ length: 1000 }, (_, at) => ({ ...aUser(mail), name: `u${at}` }));
    const file = join(folder, 'many.html');
    writeFileSync(file, buildPreviewPage({ data: aPreview(users) }));
    page = await newPage();
    const start = performance.now();
    await page.goto(`${pathToFileURL(file).href}#user=u700`);
    await page.frameLocator('iframe.mail').getByText('Dear Ada,').waitFor();
    const time = performance.now() - start;
    console.log(`1,000 users open in ${Math.round(time)} ms`);
    expect(await page.locator('#count').innerText()).toBe('1,000 users');
    expect(time).toBeLessThan(2000);
    expect(await page.locator('tr.current').innerText()).toContain('u700');
    await page.locator('#find').fill('u99');
    expect(await rows()).toHaveLength(11);
  });

  test('on a phone the user comes in place of the grid, and Back leads to it', async () => {
    await open(loyalty);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.locator('#body tr').nth(1).click();
    expect(await page.locator('.list').isVisible()).toBe(false);
    expect(await page.evaluate('document.activeElement.id')).toBe('who');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    await page.getByRole('button', { name: 'All users' }).click();
    expect(await page.locator('.list').isVisible()).toBe(true);
  });

  test('a live link is clickable only where the page says so', async () => {
    const users = [aUser({ text: '<a href="https://pub1.pskt.io/x">Open</a>' })];
    await open(aPreview(users), '#user=ada');
    expect(await page.locator('#signed').innerText()).toContain('fake secret');
    expect(await page.locator('.link a').count()).toBe(0);
    await page.close();
    await open(aPreview(users, { liveLinks: true }), '#user=ada');
    expect(await page.locator('#signed').innerText()).toContain('creates a pass');
    expect(await page.locator('.link a').getAttribute('rel')).toBe('noopener noreferrer');
    const inMail = page.frameLocator('iframe').locator('a');
    expect(await inMail.getAttribute('href')).toBe('https://pub1.pskt.io/x');
    expect(await inMail.getAttribute('target')).toBe('_blank');
  });

  describe('hostile values', () => {
    let sink: Server;
    let address = '';
    const hits: string[] = [];

    beforeAll(async () => {
      sink = createServer((request, response) => {
        hits.push(request.url ?? '');
        response.end('top.canary = 1');
      });
      await new Promise<void>((resolve) => {
        sink.listen(0, '127.0.0.1', resolve);
      });
      address = `http://127.0.0.1:${(sink.address() as AddressInfo).port}`;
    });
    afterAll(() => sink.close());

    test.each([false, true])('run nothing and load nothing (live links: %s)', async (liveLinks) => {
      const bad = [
        '<script>top.canary = 1; alert(1)</script>',
        '</script><script>canary = 1</script>',
        '</a><script>canary = 1</script>',
        `<img src="${address}/img" onerror="top.canary = 1"><img src=x onerror=alert(1)>`,
        `<svg onload="top.canary = 1"><script href="${address}/svg"></script><image href="${address}/i" /></svg>`,
        `<iframe src="javascript:top.canary = 1"></iframe><iframe srcdoc="<script>top.canary=1</script>"></iframe>`,
        `<a href="javascript:top.canary = 1" id="js">js</a><form action="${address}/form"><input type="image" src="${address}/in"></form>`,
        `<meta http-equiv="refresh" content="0;url=${address}/refresh"><base href="${address}/base/">`,
        `<link rel="stylesheet" href="${address}/css"><link rel="preconnect" href="${address}/">`,
        `<style>@import url(${address}/import); body { background: url(${address}/bg) } @font-face { font-family: x; src: url(${address}/font) } p { font-family: x }</style><p>x</p>`,
        `<video src="${address}/v" poster="${address}/p" autoplay></video><object data="${address}/o"></object><embed src="${address}/e">`,
        `<table background="${address}/t"><tr><td style="background: url('${address}/td')">x</td></tr></table>`,
        '--><!--<script>canary = 1</script>-->',
        '\u2028\u2029"\'`${canary = 1}`{{ 7 * 7 }}',
      ];
      const text = bad.join('\n');
      const note = aNote({ category: text, name: text, message: text, hint: text, code: text });
      const link = aLink({
        link: 'javascript:canary = 1',
        projectUrl: text,
        query: [[text, text]],
        fields: [{ name: text, source: text, value: text }],
        payloadText: text,
        notes: [note],
      });
      const about = { when: text, what: text };
      const users = [text, ...bad].map((name) =>
        aUser({
          name,
          file: text,
          summary: text,
          text,
          links: [link],
          notes: [note],
          differences: [{ about: text, results: [about] }],
        }),
      );
      const attributes = [
        { kind: text, name: text, lines: [1], missing: [0], null: [], empty: [], blank: [] },
      ];
      const data = aPreview(users, { campaign: text, template: text, attributes, liveLinks });
      const file = join(folder, 'hostile.html');
      writeFileSync(file, buildPreviewPage({ data: { ...data, notes: [note] } }));
      page = await newPage();
      const requests = requestsOf(page);
      const dialogs: string[] = [];
      page.on('dialog', (dialog) => {
        dialogs.push(dialog.message());
        void dialog.dismiss();
      });
      hits.length = 0;
      await page.goto(pathToFileURL(file).href);
      for (let at = 0; at < users.length; at += 1) {
        await page.keyboard.press('ArrowDown');
        await page.frameLocator('iframe.mail').locator('body').waitFor();
      }
      for (const choice of ['desktop', 'dark', 'source', 'shown'])
        await page.locator(`input[value=${choice}]`).check();
      await page.frameLocator('iframe.mail').locator('#js').click({ force: true });
      await page.waitForTimeout(300);
      expect(await page.evaluate('window.canary')).toBeUndefined();
      expect(await page.locator('#rows script, #detail script, a[href^=javascript]').count()).toBe(
        0,
      );
      expect(dialogs).toEqual([]);
      expect(hits).toEqual([]);
      expect(requests).toEqual([pathToFileURL(file).href]);
      expect(await page.locator('#title').textContent()).toBe(text);
    });
  });
});

/** Runs in a frame: the colour of an element. */
function colourOf(node: {
  ownerDocument: { defaultView: { getComputedStyle(of: unknown): { color: string } } };
}): string {
  return node.ownerDocument.defaultView.getComputedStyle(node).color;
}

type Violation = {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
};

type Raster = { readonly side: number; readonly pixels: string };

/** Runs in the page: draws an SVG as the browser does and gives its pixels as RGBA in base64. */
const RASTERISE = `(async (node) => {
  const side = 4 * node.viewBox.baseVal.width;
  const copy = node.cloneNode(true);
  copy.setAttribute('width', side);
  copy.setAttribute('height', side);
  const image = new Image();
  image.src = 'data:image/svg+xml,' + encodeURIComponent(new XMLSerializer().serializeToString(copy));
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = side;
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  let bytes = '';
  for (const byte of context.getImageData(0, 0, side, side).data) bytes += String.fromCharCode(byte);
  return { side, pixels: btoa(bytes) };
})(document.querySelector('svg.qr'))`;
