import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Environment } from '../../src/jinja/index.ts';

/** The engine of a copy of the sources without one plug-in: its folder and its line are gone. */
async function engineWithout(folder: string, name: string): Promise<(template: string) => string> {
  const root = mkdtempSync(join(tmpdir(), 'smartpass-'));
  try {
    for (const module of ['jinja', 'diagnostics']) {
      cpSync(`src/${module}`, join(root, 'src', module), { recursive: true });
    }
    for (const file of ['package.json', 'tsconfig.json', 'tsconfig.build.json'])
      cpSync(file, join(root, file));
    symlinkSync(join(process.cwd(), 'node_modules'), join(root, 'node_modules'));
    rmSync(join(root, `src/jinja/values/${folder}`), { recursive: true });
    const list = join(root, 'src/jinja/values/plug-ins.ts');
    const lines = readFileSync(list, 'utf8').replace(new RegExp(`import .* ${name} .*\n`), '');
    writeFileSync(list, lines.replace(new RegExp(`${name}(?:, )?`), '').replace(', ]', ']'));
    execFileSync('node_modules/.bin/tsc', ['-p', 'tsconfig.build.json'], { cwd: root });
    const built = pathToFileURL(join(root, 'dist/jinja/index.js')).href;
    const engine = (await import(built)) as { readonly Environment: typeof Environment };
    const environment = new engine.Environment();
    return (template) => {
      try {
        return environment.renderSource(template);
      } catch (error) {
        return (error as Error).message;
      }
    };
  } finally {
    rmSync(root, { recursive: true });
  }
}

const EVERYTHING_ELSE = `{{ 'ab'.upper() }} {{ [1, 2].index(2) }} {{ {'a': 1}.items()|list }} {{ range(3)|list }} {{ '%x'|format(255) }}`;

describe('a plug-in is dropped by its folder and its line', () => {
  test('bytes', async () => {
    const render = await engineWithout('bytes', 'BYTES');
    expect(render(EVERYTHING_ELSE)).toBe("AB 1 [('a', 1)] [0, 1, 2] ff");
    expect(render("{{ [].__len__() }} {{ 'a'.encode }}")).toBe('0 ');
    expect(render("{{ 'a'.encode() }}")).toBe("'str object' has no attribute 'encode'");
  });

  test('introspection', async () => {
    const render = await engineWithout('introspection', 'INTROSPECTION');
    expect(render(EVERYTHING_ELSE)).toBe("AB 1 [('a', 1)] [0, 1, 2] ff");
    expect(render("{{ 'a'.encode() }} {{ [].__len__ }} {{ dict(a=1) }}")).toBe("b'a'  {'a': 1}");
    expect(render('{{ [].__len__() }}')).toBe("'list object' has no attribute '__len__'");
  });
});
