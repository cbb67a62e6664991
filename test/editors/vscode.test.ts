import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const ROOT = 'editors/vscode';

type Grammar = { readonly scopeName: string; readonly path: string; readonly injectTo?: string[] };

type Manifest = {
  readonly name: string;
  readonly publisher: string;
  readonly version: string;
  readonly main: string;
  readonly engines: { readonly vscode: string };
  readonly files: readonly string[];
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly languages: readonly { id: string; extensions: string[]; configuration: string }[];
    readonly grammars: readonly Grammar[];
    readonly commands: readonly { command: string; title: string }[];
    readonly configuration: { readonly properties: Record<string, { type: string }> };
  };
};

type Rule = {
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly include?: string;
  readonly name?: string;
  readonly patterns?: readonly Rule[];
};

type GrammarFile = {
  readonly scopeName: string;
  readonly patterns: readonly Rule[];
  readonly repository?: Readonly<Record<string, Rule>>;
  readonly injectionSelector?: string;
};

function json(path: string): unknown {
  return JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
}

const manifest = json('package.json') as Manifest;
const { languages, grammars, commands, configuration } = manifest.contributes;
const injection = json('syntaxes/jinja-injection.tmLanguage.json') as GrammarFile;

function rulesIn(rule: Rule | GrammarFile): readonly Rule[] {
  const inner = [
    ...(rule.patterns ?? []),
    ...('repository' in rule ? Object.values(rule.repository ?? {}) : []),
  ];
  return [...('scopeName' in rule ? [] : [rule]), ...inner.flatMap(rulesIn)];
}

describe('the extension for VS Code', () => {
  test('its manifest names files that are there, or that its build makes', () => {
    const named = [
      ...languages.map((one) => one.configuration),
      ...grammars.map(({ path }) => path),
    ];
    for (const path of named) expect([path, existsSync(join(ROOT, path))]).toEqual([path, true]);
    expect(manifest.main).toBe('./dist/extension.js');
    expect(readFileSync(join(ROOT, 'build.mjs'), 'utf8')).toContain("file: 'dist/extension.js'");
    expect(`${manifest.publisher}.${manifest.name}`).toMatch(/^[a-z][\w-]*\.[a-z][\w-]*$/);
    expect(manifest.engines.vscode).toMatch(/^\^1\.\d+\.0$/);
    for (const path of named) {
      const isPacked = manifest.files.some((file) => path.slice(2).startsWith(file));
      expect([path, isPacked]).toEqual([path, true]);
    }
  });

  test('what it contributes is used in its code', () => {
    const code = readFileSync(join(ROOT, 'extension.cjs'), 'utf8');
    for (const { command } of commands) expect(code).toContain(`'${command}'`);
    expect(code).toContain("get('server.path')");
    expect(Object.keys(configuration.properties)).toEqual([
      'smartpass.server.path',
      'smartpass.trace.server',
    ]);
    const ids = new Set(['html', ...languages.map(({ id }) => id)]);
    const selected = [...code.matchAll(/language: '([\w-]+)'/g)].map(([, id = '']) => id);
    expect(selected.filter((id) => !ids.has(id))).toEqual([]);
  });

  test('its grammars have the scopes of the manifest, and rules that can be read', () => {
    for (const { path, scopeName } of grammars) {
      const grammar = json(path) as GrammarFile;
      expect(grammar.scopeName).toBe(scopeName);
      for (const { match, begin, end, include } of rulesIn(grammar)) {
        for (const pattern of [match, begin, end])
          if (pattern !== undefined) expect(() => new RegExp(pattern)).not.toThrow();
        expect([begin === undefined, end === undefined]).toEqual([
          begin === undefined,
          begin === undefined,
        ]);
        if (include?.startsWith('#'))
          expect(Object.keys(grammar.repository ?? {})).toContain(include.slice(1));
      }
    }
  });

  test('the injection goes into HTML and the texts of its attributes', () => {
    expect(injection.injectionSelector).toContain('L:text.html');
    expect(injection.injectionSelector).toContain('L:string.quoted.double.html');
    const target = grammars.find(({ scopeName }) => scopeName === injection.scopeName);
    expect(target?.injectTo).toContain('text.html.basic');
  });

  test.each([
    ['print', "{{- x|default('a') -}}", '{{-', '-}}'],
    ['statement', '{%- if x -%}', '{%- if', '-%}'],
    ['comment', '{# smartpass: fieldmap.yaml #}', '{#', '#}'],
    ['raw', '{% raw %}{{ x }}{% endraw %}', '{% raw %}', '{% endraw %}'],
  ])('a %s begins and ends where Jinja says', (name, text, begin, end) => {
    const rule = injection.repository?.[name];
    const first = new RegExp(rule?.begin ?? '').exec(text);
    expect(first?.[0]).toBe(begin);
    const rest = text.slice(begin.length);
    const pattern = new RegExp(rule?.end ?? '');
    expect(pattern.exec(rest)?.[0]).toBe(end);
  });
});

type ServerOf = (
  folders: readonly string[],
  given: string,
  tools: { existsSync: (path: string) => boolean; join: typeof join },
) =>
  | { readonly command: string; readonly args: readonly string[]; readonly options: object }
  | undefined;

test('the server is that of the settings, else of the first folder that has it', () => {
  const { serverOf } = createRequire(import.meta.url)('../../editors/vscode/server.cjs') as {
    serverOf: ServerOf;
  };
  const started = (there: readonly string[], given = ''): string | undefined =>
    serverOf(['/a', '/b'], given, { existsSync: (path) => there.includes(path), join })?.args[0];
  const installed = '/b/node_modules/smartpass/bin/smartpass.js';
  expect(started([installed])).toBe(installed);
  expect(started([installed, '/x/smartpass.js'], '/x/smartpass.js')).toBe('/x/smartpass.js');
  expect(started([])).toBeUndefined();
  expect(serverOf(['/a'], '/x', { existsSync: () => true, join })).toMatchObject({
    command: process.execPath,
    args: ['/x', 'lsp', '--stdio'],
    options: { cwd: '/a', env: { ELECTRON_RUN_AS_NODE: '1' } },
  });
});
