import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';

const PATH = process.env['SMARTPASS_CHROMIUM'] ?? '/usr/bin/chromium';

/** Whether there is a Chromium here; says so where there is none. */
export const hasChromium: boolean = existsSync(PATH);
if (!hasChromium) console.warn(`browser tests are skipped: there is no Chromium at ${PATH}`);

/** A browser with an empty profile, and how to end it. */
export type Browser = {
  newPage(): Promise<Page>;
  context: BrowserContext;
  close(): Promise<void>;
};

/** Starts Chromium with an empty profile folder, without any traffic of its own. */
export async function startChromium(): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), 'smartpass-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: PATH,
    headless: true,
    handleSIGINT: false,
    handleSIGTERM: false,
    viewport: { width: 1280, height: 900 },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  return {
    context,
    newPage: () => context.newPage(),
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** Every request that a page makes for something that is not in it already. */
export function requestsOf(page: Page): readonly string[] {
  const seen: string[] = [];
  page.on('request', (request) => {
    if (!/^(?:data|about|blob):/.test(request.url())) seen.push(request.url());
  });
  return seen;
}
