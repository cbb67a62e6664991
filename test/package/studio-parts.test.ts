import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Script } from 'node:vm';
import * as fc from 'fast-check';
import { build } from 'rolldown';
import { beforeAll, describe, expect, test } from 'vitest';
import { HTML_ENTITIES } from '../../src/jinja/values/html-entities.ts';
import { readCsv } from '../../src/account/read-csv.ts';

/** Files that take the place of others in the studio, where space is short, do the same. */
describe('in the studio', () => {
  test('the names of characters are those of Python', async () => {
    const url = pathToFileURL(resolve('scripts/html-entities.js')).href;
    const fromParse5 = (await import(url)) as { readonly HTML_ENTITIES: string };
    expect(sorted(fromParse5.HTML_ENTITIES)).toEqual(sorted(HTML_ENTITIES));
  });

  describe('tables are read', () => {
    let inStudio: typeof readCsv | undefined;

    beforeAll(async () => {
      const { output } = await build({
        input: 'src/account/read-csv.ts',
        platform: 'browser',
        resolve: { alias: { 'csv-parse/sync': resolve('node_modules/csv-parse/lib/sync.js') } },
        transform: { inject: { Buffer: [resolve('scripts/utf8-buffer.js'), 'Buffer'] } },
        write: false,
        output: { format: 'iife', name: 'made' },
      });
      const script = new Script(`${output[0].code}; made.readCsv`);
      const globals = { TextEncoder, TextDecoder, Uint8Array };
      inStudio = script.runInNewContext(globals) as typeof readCsv;
    });

    test.each([
      '',
      '\uFEFFid,name\n1,Ada\n',
      'id,name\r\n1,"Ada ""A"" \r\nByron"\r\n\r\n2,\r\n3,""\r\n',
      'id;name\n1;Zoë 🎉\n2;\u00A0x\uFEFFy',
      'id,name\n1,a "quote" in it\n',
      'id,"name\n1,never ended',
      `id,name\n1,${'long '.repeat(500)}\n`,
    ])('as on Node: %j', (text) => {
      for (const separator of [',', ';'])
        for (const hasLooseQuotes of [true, false]) {
          const options = { separator, hasLooseQuotes };
          expect(inStudio?.(text, options)).toEqual(readCsv(text, options));
        }
    });

    test('as on Node, whatever is in them', () => {
      const unit = fc.constantFrom('a', '"', ',', '\n', '\r\n', ' ', 'é', '🎉');
      const cases = fc.property(fc.string({ unit }), fc.boolean(), (text, hasLooseQuotes) => {
        expect(inStudio?.(text, { hasLooseQuotes })).toEqual(readCsv(text, { hasLooseQuotes }));
      });
      fc.assert(cases);
    });
  });
});

function sorted(entities: string): readonly string[] {
  return entities.trim().split(/\s+/).toSorted();
}
