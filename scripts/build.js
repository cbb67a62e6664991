/**
 * `npm run build` puts the sources together into dist/: a file for each public module, one for the command line, those that vitest's workers load, and the
 * chunks that they share. Packages are put in too, save those that a program may have itself, so that a command loads few files. The declaration files are
 * those that the public modules lead to.
 */
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { build } from 'rolldown';
import { asciiFiles } from './ascii.js';
import { compiledSchemas } from './compiled-schemas.js';
import { buildPage, IN_BROWSER, PORTABLE, ownPages } from './pages.js';

/** Packages that stay outside: nunjucks' classes have to be those of the program around, yargs reads files of its own, vitest is the user's, drivers of databases are native or optional. */
const OUTSIDE = /^(?:node:|(?:nunjucks|yargs|vitest|libsql|pg)(?:\/|$))/;

/** What is loaded by its file name and is not public. */
const INNER = [
  'testing/vitest/runtime',
  'testing/vitest/loop-runtime',
  'testing/vitest/snapshot-environment',
  'cli/node-crypto',
  'cli/lsp-worker',
  'cli/audience-worker',
];

/** What this writes last, and what it is made of. */
const LAST = 'dist/studio/index.html';
const SOURCES = ['src', 'scripts', 'schemas', 'package.json', 'package-lock.json'];

// `npx smartpass` in this folder runs `prepare` each time, and shows nothing of it.
if (process.argv.includes('--if-older') && isBuilt()) process.exit();

const { exports } = JSON.parse(readFileSync('package.json', 'utf8'));
const types = [...new Set(Object.values(exports).flatMap((entry) => entry.types ?? []))];
const entries = [...types.map((file) => file.slice('./dist/'.length, -'.d.ts'.length)), ...INNER];

/** An entry re-exports its source file: were it that file itself, whoever imports it would load all of the module. */
const entryPoints = {
  name: 'entry points',
  resolveId: (id) => (id.startsWith('entry:') ? id : undefined),
  load(id) {
    if (!id.startsWith('entry:')) return undefined;
    const file = resolve(`src/${id.slice('entry:'.length)}.ts`);
    const from = JSON.stringify(file);
    const hasDefault = /^export (?:\{ .* as default \}|default )/m.test(readFileSync(file, 'utf8'));
    return {
      code: `export * from ${from};${hasDefault ? `export { default } from ${from};` : ''}`,
      moduleSideEffects: true,
    };
  },
};

/** The files that `smartpass/browser` reads. */
const READ_IN_BROWSER = ['smartpass/map', 'smartpass/config/profile'];

/** The files that the studio reads. */
const READ_IN_STUDIO = [...READ_IN_BROWSER, 'smartpass/campaign'];

/** The codes of findings without what they mean, which neither `smartpass/browser` nor the studio says. */
const codesAlone = {
  name: 'codes alone',
  load(id) {
    if (!/\/src\/diagnostics\/codes\/\w+\.ts$/.test(id)) return undefined;
    const text = readFileSync(id, 'utf8');
    const [, name] = /^export const (\w+)/m.exec(text);
    const codes = Array.from(text.matchAll(/^ {2}'([\w/-]+)':/gm), ([, code]) => [code, '']);
    const code = `export const ${name} = ${JSON.stringify(Object.fromEntries(codes))};`;
    return { code, moduleType: 'js' };
  },
};

/** The rules of the linter without their pages of the documents, which the studio does not show. */
const rulesAlone = {
  name: 'rules alone',
  load(id) {
    if (!/\/src\/lint\/rules\/.+\.ts$/.test(id)) return undefined;
    const text = readFileSync(id, 'utf8');
    const code = text.replaceAll(
      /^ {2}(why|bad|good):\s*(?:'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\$]|\\.|\$(?!\{))*`),$/gm,
      "  $1: '',",
    );
    return { code, moduleType: 'ts' };
  },
};

/** The schemas of files without what they say to editors, which checks do not need. */
const schemasAlone = {
  name: 'schemas alone',
  transform(code, id) {
    if (!/\/src\/.+schema[\w-]*\.ts$/.test(id)) return undefined;
    return code.replaceAll(
      /(["']?)\bdescription\1:\s*(?:'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\$]|\\.|\$(?!\{))*`)/g,
      "description: ''",
    );
  },
};

/** The names of characters in HTML as Python has them, from those that parse5 reads HTML with: they are the same, and the studio has them once. */
const entitiesOnce = {
  name: 'entities once',
  resolveId: (id) =>
    id.endsWith('/html-entities.ts') ? resolve('scripts/html-entities.js') : undefined,
};

/** What reads the command line, and loads the command that it names. */
const DISPATCH = 'src/cli/dispatch.ts';

/** Commands that read a field map and render nothing. */
const GENERATE = 'src/cli/commands/generate.ts';
const ESTIMATE = 'src/cli/commands/estimate.ts';

/** What is loaded at each start of the command line. */
const COMMAND_LINE = 'entry:cli/index';

/** Commands that people wait for or that load little, and public modules that load little, by the file that is imported for each. */
const STARTS = [
  GENERATE,
  'src/cli/commands/preview.ts',
  ESTIMATE,
  'src/cli/commands/render.ts',
  'src/cli/render-jinja.ts',
  'src/cli/render-moengage.ts',
  DISPATCH,
  'src/cli/package.ts',
  'src/cli/commands/verify.ts',
  'src/cli/commands/fields.ts',
  COMMAND_LINE,
  'entry:diagnostics/index',
  'entry:documents/index',
  'entry:api/jinja',
  'entry:passkit/index',
];

/** Whether a start is what a command line leads to. */
const isCommand = (start) => /^src\/cli\/(?:commands\/|render-)/.test(start);

/**
 * The name of the chunk of each module: one chunk holds what the same starts load, so that each start loads few files and no code that it does not need.
 * `apart` are the chunks that rolldown makes by itself. With those `preview` loads 99 files and takes 7 % more processor time.
 */
function chunksByStart(apart) {
  const byName = new Map(apart.map((chunk) => [chunk.fileName, chunk]));
  const loadedBy = new Map(apart.map((chunk) => [chunk, new Set()]));
  for (const start of STARTS) {
    const id = start.startsWith('entry:') ? start : resolve(start);
    const first =
      apart.find(({ facadeModuleId }) => facadeModuleId === id) ??
      apart.find(({ moduleIds }) => moduleIds?.includes(id));
    if (first === undefined) throw new Error(`no chunk for ${start}`);
    for (const chunk of withImports(first, byName)) loadedBy.get(chunk).add(start);
  }
  // A command is loaded once the command line is read: what that loads is there for all of them.
  for (const starts of loadedBy.values()) {
    if (starts.has(COMMAND_LINE)) starts.add(DISPATCH).add('src/cli/package.ts');
    if (starts.has(DISPATCH)) for (const start of STARTS.filter(isCommand)) starts.add(start);
  }
  // What only one of these two loads would be a file more for both, and for all commands that load it.
  for (const starts of loadedBy.values()) if (starts.has(GENERATE)) starts.add(ESTIMATE);
  // Modules of Node take time to load as well.
  const needing = (name) => apart.filter(({ imports }) => imports?.includes(name));
  const startsOf = (name) =>
    byName.has(name)
      ? loadedBy.get(byName.get(name))
      : new Set(needing(name).flatMap((chunk) => [...loadedBy.get(chunk)]));
  const groups = new Map();
  for (const [chunk, starts] of loadedBy)
    for (const module of starts.size > 0 ? chunk.moduleIds : []) {
      const kind = kindOf(module);
      const numbers = STARTS.flatMap((start, at) => (starts.has(start) ? [at] : []));
      const name = [kind, ...numbers].join('-');
      const { size, modules, needs } = groups.get(name) ?? { size: 0, modules: [], needs: [] };
      groups.set(name, {
        kind,
        starts,
        size: size + chunk.modules[module].renderedLength,
        modules: [...modules, module],
        needs: [...needs, ...chunk.imports.map(startsOf)],
      });
    }
  const names = new Map();
  for (const [name, group] of joined(groups))
    for (const module of group.modules) names.set(module, name);
  return (module) => (module.startsWith('entry:') ? null : names.get(module));
}

/** Files that are smaller than this cost more to find and open than to read: about a third of a millisecond. */
const SMALL = 20_000;

/** The groups of modules, small ones with a group that more starts load, where nothing else is loaded by that. */
function joined(groups) {
  const bySize = [...groups].sort(([, one], [, other]) => one.size - other.size);
  for (const [name, group] of bySize) {
    if (group.size > SMALL) break;
    const fits = ([other, { kind, starts }]) =>
      other !== name &&
      kind === group.kind &&
      includes(starts, group.starts) &&
      group.needs.every((needs) => includes(needs, starts));
    const [target] = [...groups]
      .filter(fits)
      .sort(([, one], [, two]) => one.starts.size - two.starts.size);
    if (target === undefined) continue;
    groups.delete(name);
    target[1].size += group.size;
    target[1].modules.push(...group.modules);
    target[1].needs.push(...group.needs);
  }
  return groups;
}

/** Whether all of a set is in another. */
function includes(whole, part) {
  return [...part].every((one) => whole.has(one));
}

/** Code of the command line loads modules of Node: it is in no chunk that public modules load, which run in browsers too. */
function kindOf(module) {
  return module.startsWith(resolve('src/cli')) ? 'commands' : 'shared';
}

/** A chunk and those that it loads. */
function withImports(first, byName) {
  const found = new Set([first]);
  for (const chunk of found)
    for (const name of chunk.imports) if (byName.has(name)) found.add(byName.get(name));
  return found;
}

rmSync('dist', { recursive: true, force: true });
execFileSync(
  process.execPath,
  ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--emitDeclarationOnly'],
  { stdio: 'inherit' },
);
const shared = {
  // Loading a file does nothing: what is not used is left out.
  treeshake: { moduleSideEffects: false },
};
const main = {
  ...shared,
  plugins: [entryPoints, await compiledSchemas(), ownPages(), asciiFiles],
  input: Object.fromEntries(entries.map((name) => [name, `entry:${name}`])),
  platform: 'node',
  external: (id) => OUTSIDE.test(id),
  resolve: { alias: PORTABLE },
};
const { output: apart } = await build({ ...main, write: false });
await build({
  ...main,
  preserveEntrySignatures: 'allow-extension',
  output: {
    dir: 'dist',
    format: 'esm',
    minify: true,
    entryFileNames: '[name].js',
    // What runs vitest looks for its other files beside itself.
    chunkFileNames: ({ name, moduleIds }) =>
      `${moduleIds.some((id) => id.includes('/testing/vitest/')) ? 'testing/vitest' : 'chunks'}/${name || 'shared'}-[hash].js`,
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [{ name: chunksByStart(apart), debugName: 'by start' }],
    },
  },
});
// One file without an import, for a page.
await build({
  ...shared,
  plugins: [entryPoints, await compiledSchemas(READ_IN_BROWSER), codesAlone, schemasAlone],
  input: 'entry:api/index',
  platform: 'browser',
  resolve: { alias: IN_BROWSER },
  output: { file: 'dist/browser.js', format: 'esm', minify: true, codeSplitting: false },
});
// The studio: one HTML file with its worker in it, that works from a folder as well.
const studio = await buildPage('src/studio/page', {
  plugins: [
    await compiledSchemas(READ_IN_STUDIO),
    ownPages(),
    codesAlone,
    rulesAlone,
    schemasAlone,
    entitiesOnce,
  ],
  evaluates: true,
  minify: true,
  inject: { Buffer: [resolve('scripts/utf8-buffer.js'), 'Buffer'] },
  alias: {
    '@codemirror/lang-html': resolve('scripts/mail-html.js'),
    'csv-parse/sync': resolve('node_modules/csv-parse/lib/sync.js'),
  },
});

const needed = new Set();
for (const file of types) visit(resolve(file));
for (const file of readdirSync('dist', { recursive: true }))
  if (file.endsWith('.d.ts') && !needed.has(resolve('dist', file))) rmSync(join('dist', file));
for (const file of needed) writeFileSync(file, shortened(readFileSync(file, 'utf8')));

mkdirSync('dist/studio', { recursive: true });
writeFileSync(LAST, studio);

/** A declaration file with a tab for each four spaces at the start of a line, and without `declare`, which `export` says there: 15 kB of all of them. */
function shortened(text) {
  return text
    .replaceAll(/^(?: {4})+/gm, (spaces) => '\t'.repeat(spaces.length / 4))
    .replaceAll(/^export declare /gm, 'export ');
}

function visit(file) {
  if (needed.has(file) || !existsSync(file)) return;
  needed.add(file);
  for (const [, path] of readFileSync(file, 'utf8').matchAll(
    /(?:from|import\()\s*['"](\.[^'"]+)['"]/g,
  ))
    visit(join(dirname(file), path.replace(/\.[jt]s$/, '.d.ts')));
}

/** Whether dist/ is newer than everything that it is made of. */
function isBuilt() {
  if (!existsSync(LAST)) return false;
  const built = statSync(LAST).mtimeMs;
  const isOld = (path) => statSync(path).mtimeMs < built;
  return SOURCES.every((path) => {
    if (!statSync(path).isDirectory()) return isOld(path);
    return (
      isOld(path) && readdirSync(path, { recursive: true }).every((file) => isOld(join(path, file)))
    );
  });
}
