import { build } from 'rolldown';
import { describe, expect, test } from 'vitest';
import { compiledSchemas } from '../../scripts/compiled-schemas.js';
import { IN_BROWSER } from '../../scripts/pages.js';
import { hasChromium, startChromium } from './chromium.ts';
import { lintAll } from './lint-uses.ts';
import { jsonLines } from '../json-lines.ts';

type Templates = Parameters<typeof lintAll>[0];

const CORPUS = jsonLines('fixtures/lint/corpus.jsonl') as readonly Templates[number][];

describe.skipIf(!hasChromium)('lint in Chromium', () => {
  test('finds in every template of the corpus what it finds in Node, with the same fixes', async () => {
    const { output } = await build({
      plugins: [await compiledSchemas()],
      input: 'test/browser/lint-uses.ts',
      platform: 'browser',
      resolve: { alias: IN_BROWSER },
      output: { format: 'iife', name: 'uses', codeSplitting: false },
      write: false,
    });
    const browser = await startChromium();
    try {
      const page = await browser.newPage();
      await page.addScriptTag({ content: output[0].code });
      const found = await page.evaluate(
        (corpus) =>
          (globalThis as unknown as { uses: { lintAll: typeof lintAll } }).uses.lintAll(corpus),
        CORPUS,
      );
      expect(found).toEqual(JSON.parse(JSON.stringify(lintAll(CORPUS))));
    } finally {
      await browser.close();
    }
  });
});
