import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { expect, test } from 'vitest';

const VALUE_IMPORT = /^(?:import|export) (?!type )[^;]*?from '([^']+)'|^import '([^']+)'/gms;

/** The rooms and packages that load together with a file: what is imported dynamically or for types alone is not among them. */
function loadedWith(entry: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const names = new Set<string>();
  const open = [entry];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    names.add(file.split('/')[1] ?? '');
    for (const [, named, bare] of readFileSync(file, 'utf8').matchAll(VALUE_IMPORT)) {
      const from = named ?? bare ?? '';
      if (from.startsWith('.')) open.push(posix.join(posix.dirname(file), from));
      else names.add(from.split('/')[0] ?? '');
    }
  }
  return names;
}

const ENGINE = ['jinja', 'account', 'analysis', 'emulator'];

test.each([
  ['src/cli/main.ts', [...ENGINE, 'passkit', 'compiler', 'campaign', 'yaml', 'yargs']],
  ['src/cli/dispatch.ts', [...ENGINE, 'passkit', 'compiler', 'campaign', 'yaml', 'yargs']],
  ['src/cli/commands/verify.ts', [...ENGINE, 'compiler', 'campaign', 'yaml', 'ajv']],
  ['src/cli/commands/render.ts', [...ENGINE, 'passkit', 'compiler', 'campaign', 'yaml']],
  ['src/cli/render-jinja.ts', ['passkit', 'compiler', 'campaign', 'testing', 'preview']],
  ['src/cli/render-moengage.ts', ['passkit', 'compiler', 'campaign', 'testing', 'preview']],
])('%s starts without what it does not need', (entry, unwanted) => {
  const loaded = loadedWith(entry);
  expect(unwanted.filter((name) => loaded.has(name))).toEqual([]);
});
