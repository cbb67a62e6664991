import { execFile } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, inject, test } from 'vitest';

const modules = dirname(inject('packageFolder'));
const PAGES = ['README.md', ...readdirSync('docs').map((file) => `docs/${file}`)].filter((file) =>
  file.endsWith('.md'),
);

/** The examples of the documents that import the package, by page. */
const examples = PAGES.flatMap((page) =>
  [...readFileSync(page, 'utf8').matchAll(/^```(?:ts|js)\n([^]*?)^```/gm)]
    .map(([, code = '']) => code)
    .filter((code) => code.includes("from 'smartpass"))
    .map((code, at) => ({ name: `${page.replaceAll(/\W/g, '-')}-${at}`, code })),
);

test('the examples of the documents compile, strictly, with our declarations checked as well', async () => {
  expect(examples.map(({ name }) => name)).toContain('docs-api-md-0');
  const folder = join(dirname(modules), 'examples');
  mkdirSync(folder, { recursive: true });
  for (const name of ['vitest', 'vite', '@types'])
    if (!existsSync(join(modules, name)))
      symlinkSync(join(process.cwd(), 'node_modules', name), join(modules, name));
  for (const { name, code } of examples) writeFileSync(join(folder, `${name}.ts`), code);
  const compilerOptions = {
    module: 'nodenext',
    target: 'es2023',
    lib: ['es2023', 'dom'],
    types: ['node'],
    strict: true,
    noEmit: true,
  };
  // The declarations of vitest and vite are theirs to check.
  const [own, foreign] = [
    examples.filter(({ code }) => !code.includes('vitest')),
    examples.filter(({ code }) => code.includes('vitest')),
  ];
  for (const [files, skipLibCheck] of [
    [own, false],
    [foreign, true],
  ] as const) {
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({
        compilerOptions: { ...compilerOptions, skipLibCheck },
        files: files.map(({ name }) => `${name}.ts`),
      }),
    );
    const tsc = join(process.cwd(), 'node_modules/typescript/bin/tsc');
    const said = await promisify(execFile)(process.execPath, [tsc, '-p', folder]).then(
      () => '',
      (error: unknown) => (error as { readonly stdout: string }).stdout,
    );
    expect(said).toBe('');
  }
});
