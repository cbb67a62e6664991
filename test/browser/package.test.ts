import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { hasChromium, requestsOf, startChromium, type Browser } from './chromium.ts';

const HOST = 'http://page.test/';

/** A program that uses each module of the package, as a project that depends on the packed one has it. */
function project(): string {
  const root = mkdtempSync(join(tmpdir(), 'smartpass-page-'));
  mkdirSync(join(root, 'node_modules'));
  symlinkSync(inject('packageFolder'), join(root, 'node_modules/smartpass'));
  writeFileSync(join(root, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(root, 'uses.js'), readFileSync('test/browser/package-uses.js'));
  return root;
}

describe.skipIf(!hasChromium)('the packed package in Chromium', { timeout: 120_000 }, () => {
  let browser: Browser | undefined;
  let root = '';

  beforeAll(async () => {
    root = project();
    browser = await startChromium();
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(root, { recursive: true, force: true });
  });

  /** A page whose host has one module, and everything that went wrong in it. */
  async function pageWith(code: string): Promise<{ page: Page; errors: readonly string[] }> {
    if (browser === undefined) throw new Error('there is no browser');
    const page = await browser.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.route(`${HOST}**`, (route) =>
      route.request().url().endsWith('.js')
        ? route.fulfill({ contentType: 'text/javascript', body: code })
        : route.fulfill({ contentType: 'text/html', body: '<p>' }),
    );
    await page.goto(HOST);
    return { page, errors };
  }

  test('every module that runs in a page, bundled with vite, does there what it does in Node', async () => {
    await build({
      root,
      configFile: false,
      logLevel: 'error',
      build: {
        outDir: 'built',
        minify: false,
        lib: { entry: 'uses.js', formats: ['es'], fileName: 'uses' },
        rollupOptions: { output: { inlineDynamicImports: true } },
      },
    });
    const uses = (await import(pathToFileURL(join(root, 'uses.js')).href)) as {
      use(): Promise<Readonly<Record<string, unknown>>>;
    };
    const inNode = await uses.use();
    expect(inNode).toMatchObject({
      jinja: "2.0 SS b'a'",
      passkit: 'valid',
      account: ['u-1'],
      table: ['s1'],
      emulator: 'Hi Ada',
      prove: true,
      campaign: [1],
      root: [
        ['person.externalId', 'u-1'],
        ['person.forename', 'Friend'],
      ],
    });
    const { page, errors } = await pageWith(readFileSync(join(root, 'built/uses.js'), 'utf8'));
    const inPage = await page.evaluate(`import('${HOST}uses.js').then(({ use }) => use())`);
    expect(inPage).toEqual(JSON.parse(JSON.stringify(inNode)));
    expect(errors).toEqual([]);
  });

  test('smartpass/browser is one file without imports, and works without a bundler', async () => {
    const code = readFileSync(join(inject('packageFolder'), 'dist/browser.js'), 'utf8');
    expect(code).not.toMatch(/\bimport\s*["'{*(]|\bfrom\s*["']/);
    console.log(
      `smartpass/browser: ${Math.round(code.length / 1000)} kB, ${Math.round(gzipSync(code).length / 1000)} kB with gzip`,
    );
    const { page, errors } = await pageWith(code);
    const requests = requestsOf(page);
    const answer = await page.evaluate(`import('${HOST}browser.js').then((smartpass) => {
      const { compileFieldMap, createEmulator, float, readLink, FindingsError } = smartpass;
      const map = 'smartpass: 1\\nproject: { url: https://pub1.pskt.io/c/a4hrop }\\nfields:\\n  person.externalId: { user: Id, missing: { drop: No id } }\\n';
      const message = createEmulator({ channel: 'sms' }).compile(compileFieldMap(map, { channel: 'sms' }).snippet);
      const sent = message.render({ user: { Id: 'u-1', Points: float(1) } });
      const { payload, signature } = readLink(sent.text, { secret: '{YOUR-PROJECT-SECRET}' });
      let codes;
      try { compileFieldMap('smartpass: 2'); } catch (error) { codes = error instanceof FindingsError && error.findings.length > 0; }
      return [payload, signature.verdict, message.render({ user: {} }).sent, codes];
    })`);
    expect(answer).toEqual([[['person.externalId', 'u-1']], 'valid', false, true]);
    expect([errors, requests]).toEqual([[], [`${HOST}browser.js`]]);
  });
});
