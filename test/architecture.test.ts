import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CODES } from '../src/diagnostics/index.ts';

const ROOT = 'src';

/** The modules from the lowest level up; a module imports only modules of lower levels. */
const LEVELS: readonly (readonly string[])[] = [
  ['diagnostics'],
  ['passkit', 'jinja'],
  ['documents'],
  ['account'],
  ['analysis'],
  ['compiler'],
  ['emulator'],
  ['prove', 'lint', 'api'],
  ['campaign'],
  ['live'],
  ['preview', 'audience'],
  ['events'],
  ['testing'],
  ['studio', 'lsp'],
  ['cli'],
];

/** Where Node's own modules may be imported. */
const EDGES: readonly string[] = ['src/cli/', 'src/testing/vitest/', 'src/audience/'];

/** Modules that may not know a lower module, each with its reason. */
const FORBIDDEN: ReadonlyMap<string, readonly string[]> = new Map([
  // The account speaks Jinja; what a link is, is the compiler's and the campaign's matter.
  ['documents', ['passkit']],
  ['account', ['passkit']],
  ['analysis', ['passkit']],
  ['emulator', ['passkit', 'compiler']],
]);

/** The modules that must not load the engine of Jinja: they enter it by its grammar and its values alone. */
const WITHOUT_ENGINE: readonly string[] = ['documents', 'account', 'analysis', 'compiler'];

/** Where those modules enter `jinja/`. */
const WITHIN_JINJA: readonly string[] = ['src/jinja/syntax/index.ts', 'src/jinja/values/index.ts'];

/** What pages share, and how it looks: the code of every page may import it. */
const VIEWS: ReadonlySet<string> = new Set(
  ['index.ts', 'base.css', 'views.css'].map((name) => `src/preview/page/views/${name}`),
);

/** Declared data and lexers: up to 600 lines. */
const LONG: ReadonlySet<string> = new Set<string>([
  'src/account/profile-fields.ts',
  'src/jinja/syntax/lexer.ts',
  'src/jinja/syntax/nodes.ts',
  'src/passkit/catalogue-data.ts',
  'src/passkit/json-reader.ts',
]);

/** The parts of `jinja/`, and those that each may import; `errors.ts` is for all. Code generation and run time do not know each other. */
const JINJA_PARTS: ReadonlyMap<string, readonly string[]> = new Map([
  ['values', []],
  ['syntax', ['values']],
  ['builtins', ['values']],
  ['analysis', ['values', 'syntax']],
  ['codegen', ['values', 'syntax', 'analysis']],
  ['runtime', ['values', 'builtins']],
]);

/** Parts of Python that the values do without, each in a folder, and the one file that may import them. */
const PLUG_INS: readonly string[] = ['src/jinja/values/bytes/', 'src/jinja/values/introspection/'];
const REGISTRATION = 'src/jinja/values/plug-ins.ts';

type Import = { readonly from: string; readonly to: string; readonly line: number };

const files = walk(ROOT).filter((file) => file.endsWith('.ts'));
const imports = files.flatMap(importsOf);

describe('the modules of src/', () => {
  test('each module is known and imports only lower modules', () => {
    const known = LEVELS.flat();
    const strangers = files.filter((file) => !known.includes(moduleOf(file)));
    expect(strangers).toEqual([]);
    const upward = inner().filter(({ from, to }) => {
      const [above, below] = [moduleOf(from), moduleOf(to)];
      const forbidden = FORBIDDEN.get(above)?.includes(below) ?? false;
      return above !== below && (levelOf(above) <= levelOf(below) || forbidden);
    });
    expect(upward.map(drawn)).toEqual([]);
  });

  test('a module is entered from outside by its index.ts only, and its own files do not import that', () => {
    const others = inner().filter(({ from, to }) =>
      moduleOf(from) === moduleOf(to)
        ? to === `src/${moduleOf(to)}/index.ts` && from !== to
        : !entriesFor(moduleOf(from), moduleOf(to)).includes(to) &&
          !(isPage(from) && VIEWS.has(to)),
    );
    expect(others.map(drawn)).toEqual([]);
  });

  test('only the edges import modules of Node', () => {
    const leaks = imports.filter(
      ({ from, to }) => to.startsWith('node:') && !EDGES.some((edge) => from.startsWith(edge)),
    );
    expect(leaks.map(drawn)).toEqual([]);
  });

  test('the code of pages is imported by the code of pages alone', () => {
    const leaks = inner().filter(({ from, to }) => isPage(to) && !isPage(from));
    expect(leaks.map(drawn)).toEqual([]);
  });

  test('nunjucks is imported in one file', () => {
    const imported = imports.filter(({ to }) => to === 'nunjucks' || to.startsWith('nunjucks/'));
    expect([...new Set(imported.map(({ from }) => from))]).toEqual(
      imported.length === 0 ? [] : ['src/api/on-nunjucks.ts'],
    );
  });

  test('the grammar and the values of Jinja load neither nunjucks nor the engine', () => {
    const loaded = reachedFrom(WITHIN_JINJA);
    const engine = loaded.filter((file) =>
      /^nunjucks|^src\/jinja\/(\w+\.ts|codegen|runtime)/.test(file),
    );
    expect(engine).toEqual(['src/jinja/errors.ts']);
  });

  test('each part of jinja/ imports only the parts below it', () => {
    const partOf = (file: string): string => /^src\/jinja\/([^/]+)/.exec(file)?.[1] ?? '';
    const within = inner().filter(({ from, to }) => partOf(from) !== '' && partOf(to) !== '');
    const known = new Set(
      within.map(({ from }) => partOf(from)).filter((part) => !part.includes('.')),
    );
    expect([...known].sort()).toEqual([...JINJA_PARTS.keys()].sort());
    const wrong = within.filter(({ from, to }) => {
      const [above, below] = [partOf(from), partOf(to)];
      const allowed = JINJA_PARTS.get(above);
      return allowed !== undefined && ![above, 'errors.ts', ...allowed].includes(below);
    });
    expect(wrong.map(drawn)).toEqual([]);
  });

  test('a plug-in of the values is imported by the list of plug-ins alone', () => {
    const outside = PLUG_INS.flatMap((folder) =>
      inner().filter(
        ({ from, to }) =>
          to.startsWith(folder) && !from.startsWith(folder) && from !== REGISTRATION,
      ),
    );
    expect(outside.map(drawn)).toEqual([]);
    const registered = imports.filter(({ from }) => from === REGISTRATION).map(({ to }) => to);
    expect(registered.filter((to) => PLUG_INS.some((folder) => to.startsWith(folder)))).toEqual(
      PLUG_INS.map((folder) => `${folder}index.ts`),
    );
    const named = files.filter(
      (file) => !file.startsWith('src/jinja/values/bytes/') && /\bBytes\b/.test(codeOf(file)),
    );
    expect(named).toEqual([]);
  });

  test('every import of a package is a dependency of ours: installed, asked for, or put into dist/', () => {
    const { dependencies, peerDependencies, devDependencies } = JSON.parse(
      readFileSync('package.json', 'utf8'),
    ) as Record<string, Record<string, string>>;
    const ours = new Set(Object.keys({ ...dependencies, ...peerDependencies, ...devDependencies }));
    const foreign = imports.filter(
      ({ to }) => !to.startsWith('node:') && !to.startsWith('src/') && !ours.has(packageOf(to)),
    );
    expect(foreign.map(drawn)).toEqual([]);
  });

  test('ARCHITECTURE.md has every module and gives a reason for every dependency', () => {
    const document = readFileSync('ARCHITECTURE.md', 'utf8');
    const modules = new Set(files.map(moduleOf));
    expect([...modules].filter((module) => !document.includes(`\`${module}/\``))).toEqual([]);
    const { dependencies, devDependencies } = JSON.parse(
      readFileSync('package.json', 'utf8'),
    ) as Record<string, Record<string, string>>;
    const names = Object.keys({ ...dependencies, ...devDependencies });
    const untold = names.filter(
      (name) => !name.startsWith('@types/') && !document.includes(`\`${name}\``),
    );
    expect(untold).toEqual([]);
  });

  test('no imports form a ring', () => {
    expect(rings()).toEqual([]);
  });

  test('each module opens with a header that says what it must not know', () => {
    const bare: string[] = [];
    for (const module of new Set(files.map(moduleOf))) {
      const text = readFileSync(`src/${module}/index.ts`, 'utf8');
      const header = /^\/\*\*\n((?: \* .*\n){3,6}) \*\/\n/.exec(text)?.[1] ?? '';
      if (!/\bIn: [^]*\bOut: [^]*[Mm]ust not know/.test(header)) bare.push(module);
    }
    expect(bare).toEqual([]);
  });
});

describe('the files of src/', () => {
  test('names are kebab-case', () => {
    const odd = files.filter((file) => !/^[a-z0-9]+(-[a-z0-9]+)*\.ts$/.test(basename(file)));
    expect(odd).toEqual([]);
  });

  test('a file has at most 300 lines, declared data and lexers 600', () => {
    const long = files
      .map((file) => ({ file, lines: readFileSync(file, 'utf8').split('\n').length - 1 }))
      .filter(({ file, lines }) => lines > (LONG.has(file) ? 600 : 300));
    expect(long).toEqual([]);
    const needless = [...LONG].filter(
      (file) => !files.includes(file) || readFileSync(file, 'utf8').split('\n').length <= 301,
    );
    expect(needless).toEqual([]);
  });

  test('there are no default exports, no enums and no `any` without a reason', () => {
    const found = files.flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .flatMap((line, index) =>
          /^\s*export default|^\s*(export )?(const )?enum /.test(line)
            ? [`${file}:${index + 1} ${line}`]
            : [],
        ),
    );
    expect(found).toEqual([]);
  });
});

test('no test outside of the browser measures time: steps are counted, and bench/ has what is timed', () => {
  const timed = walk('test').filter(
    (file) =>
      file.endsWith('.ts') &&
      !file.startsWith('test/browser/') &&
      /\b(?:performance|Date)\.now\b|\bhrtime\b|\bcpuUsage\b/.test(readFileSync(file, 'utf8')),
  );
  expect(timed).toEqual([]);
});

describe('the catalogue of codes', () => {
  const modules = [...new Set([...CODES.keys()].map((code) => code.split('/')[0] ?? ''))].join('|');
  const literal = new RegExp(
    `(?:\\bcode: |['"\`](?=(?:${modules})/))['"\`]?([a-z0-9]+/[a-z0-9]+(?:-[a-z0-9]+)*)['"\`]`,
    'g',
  );
  const used = new Map<string, string>();
  const built = new Set<string>();
  for (const file of files.filter((file) => !file.startsWith('src/diagnostics/codes'))) {
    const text = readFileSync(file, 'utf8');
    for (const [, code = ''] of text.matchAll(literal)) used.set(code, file);
    // A code made of its parts, such as `link/${verdict}`: its last part is a literal in the same file or module.
    for (const [, module = ''] of text.matchAll(/`([a-z]+)\/\$\{/g)) built.add(module);
  }
  const literals = new Set(
    files
      .filter((file) => !file.startsWith('src/diagnostics/codes'))
      .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/'([a-z0-9-]+)'/g)])
      .map(([, word = '']) => word),
  );
  const isUsed = (code: string): boolean => {
    const [module = '', rest = ''] = code.split('/');
    return used.has(code) || (built.has(module) && literals.has(rest));
  };

  test('every code in src/ is in the catalogue', () => {
    expect([...used].filter(([code]) => !CODES.has(code))).toEqual([]);
  });

  test('every code of the catalogue is used in src/ and says what it means', () => {
    expect([...CODES.keys()].filter((code) => !isUsed(code))).toEqual([]);
    const mute = [...CODES].filter(([, sentence]) => !/^[^a-z].{10,}$/s.test(sentence));
    expect(mute).toEqual([]);
  });
});

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? walk(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`],
  );
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  const found: Import[] = [];
  const shape =
    /^(?:import|export)\s(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm;
  for (const match of text.matchAll(shape)) {
    const target = match[1] ?? match[2] ?? '';
    found.push({
      from: file,
      to: target.startsWith('.') ? relative('.', join(dirname(file), target)) : target,
      line: text.slice(0, match.index).split('\n').length,
    });
  }
  return found;
}

/** What files import, what that imports, and so on. */
function reachedFrom(start: readonly string[]): string[] {
  const reached = new Set(start);
  for (const file of reached)
    for (const { from, to } of imports) if (from === file) reached.add(to);
  return [...reached].sort();
}

/** A file of jinja/ without its comments; of other modules nothing. */
function codeOf(file: string): string {
  if (!file.startsWith('src/jinja/')) return '';
  return readFileSync(file, 'utf8').replaceAll(/\/\*[^]*?\*\/|\/\/.*|'[^'\n]*'|`[^`]*`/g, '');
}

function inner(): Import[] {
  return imports.filter(({ to }) => to.startsWith('src/'));
}

/** Whether a file is code of a page, which runs in a browser alone. */
function isPage(file: string): boolean {
  return file.split('/')[2] === 'page';
}

function moduleOf(file: string): string {
  return file.split('/')[1] ?? '';
}

function entriesFor(from: string, to: string): readonly string[] {
  const isBorder = to === 'jinja' && WITHOUT_ENGINE.includes(from);
  return isBorder ? WITHIN_JINJA : [`src/${to}/index.ts`];
}

function levelOf(module: string): number {
  return LEVELS.findIndex((modules) => modules.includes(module));
}

function packageOf(target: string): string {
  return target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/');
}

function drawn({ from, to, line }: Import): string {
  return `${from}:${line} imports ${to}`;
}

function rings(): string[] {
  const next = new Map<string, string[]>();
  for (const { from, to } of inner()) next.set(from, [...(next.get(from) ?? []), to]);
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, trail: readonly string[]): void => {
    const at = trail.indexOf(file);
    if (at >= 0) found.push([...trail.slice(at), file].join(' -> '));
    if (at >= 0 || done.has(file)) return;
    for (const target of next.get(file) ?? []) visit(target, [...trail, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  return found;
}
