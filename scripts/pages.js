/**
 * Puts a page together: the folder `page/` of a module has a `shell.html`, whose head begins as that of every page, a `main.ts` which
 * imports its styles, and for work beside the page a `worker.ts`. What comes out is one HTML text that asks no network for anything: its
 * policy allows its own script by hash.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Script } from 'node:vm';
import { build } from 'rolldown';

/** A card in the blue of the pages. */
const ICON = `data:image/svg+xml,${encodeURIComponent(readFileSync('scripts/icon.svg', 'utf8').trim())}`;

/** What the head of every page says. */
const HEAD = readFileSync('scripts/page-head.html', 'utf8').trim().replaceAll('\n', '\n    ');

/** The files of these packages for browsers run everywhere. */
export const PORTABLE = {
  yaml: resolve('node_modules/yaml/browser/index.js'),
  'csv-parse/sync': resolve('node_modules/csv-parse/dist/esm/sync.js'),
};

/** nunjucks without its own parser and compiler, which ours do without. */
export const IN_BROWSER = {
  ...PORTABLE,
  nunjucks: resolve('node_modules/nunjucks/browser/nunjucks-slim.js'),
};

/** Lines and quotes stay as they are written, so that the script of a small page can be read where it is looked into. */
const READABLE = { compress: true, mangle: true, codegen: false };

/**
 * The page of a folder as HTML. `evaluates` says that its worker compiles templates, which are code made from text. `plugins` are for the
 * modules that it shares with the commands, `alias` has files that take the place of packages, `inject` those of names that only Node knows.
 */
export async function buildPage(folder, options = {}) {
  const { evaluates = false } = options;
  const worker = join(folder, 'worker.ts');
  const workerCode = existsSync(worker) ? (await bundle(worker, options)).code : undefined;
  // A page with a worker has a large script: as a module it is compiled in one task of the browser and run in another.
  const isModule = workerCode !== undefined;
  const format = isModule ? 'esm' : 'iife';
  const main = await bundle(join(folder, 'main.ts'), { ...options, format });
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${createHash('sha256').update(main.code).digest('base64')}'${evaluates ? " 'unsafe-eval'" : ''}`,
    "style-src 'unsafe-inline'",
    'img-src data:',
    ...(workerCode === undefined ? [] : ['worker-src blob:']),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const parts = new Map([
    ['policy', policy],
    ['icon', ICON],
    ['styles', `<style>\n${squeezed(main.styles)}</style>`],
    ['state', '<script type="application/json" id="state">null</script>'],
    ['worker', `<script type="text/plain" id="worker">${workerCode ?? ''}</script>`],
    ['script', `<script${isModule ? ' type="module"' : ''}>${main.code}</script>`],
  ]);
  const shell = readFileSync(join(folder, 'shell.html'), 'utf8').replace('<!-- head -->', HEAD);
  return shell.replaceAll(/<!-- (policy|icon|styles|state|worker|script) -->/g, (_, name) =>
    parts.get(name),
  );
}

/** Modules that hold the HTML of a page, and the folder of that page. */
const PAGES = new Map(
  ['preview', 'events'].map((name) => [resolve(`src/${name}/page-html.ts`), `src/${name}/page`]),
);

/** A plugin of rolldown and of vite that puts the pages of the commands into the modules `page-html.ts`. */
export function ownPages() {
  return {
    name: 'pages',
    /** vitest keeps modules by their own text; these are made of other files. */
    configureVitest({ experimental_defineCacheKeyGenerator: defineKey }) {
      defineKey(({ id }) => (PAGES.has(id) ? false : undefined));
    },
    async load(id) {
      const folder = PAGES.get(id);
      if (folder === undefined) return undefined;
      return {
        code: `export const PAGE_HTML = ${JSON.stringify(await buildPage(folder))};`,
        moduleType: 'js',
      };
    },
  };
}

/** One script without imports, and the styles that it imports, in their order. */
async function bundle(input, options) {
  const { plugins = [], minify = READABLE, alias = {}, inject = {}, format = 'iife' } = options;
  const styles = [];
  const collect = {
    name: 'styles',
    load(id) {
      if (!id.endsWith('.css')) return undefined;
      styles.push(readFileSync(id, 'utf8'));
      return { code: 'export {};', moduleType: 'js' };
    },
  };
  const { output } = await build({
    input,
    plugins: [collect, ...plugins],
    platform: 'browser',
    treeshake: { moduleSideEffects: false },
    transform: { inject },
    resolve: { alias: { ...IN_BROWSER, ...alias } },
    write: false,
    output: { format, minify, comments: false, codeSplitting: false },
  });
  // In a script element these end it or change how it is read; outside of texts and patterns the code has none.
  const code = output[0].code.replaceAll(/<(?=\/?script|!--)/gi, '\\x3c');
  parseScript(code, input);
  return { code, styles: styles.join('') };
}

/** Styles without comments and without spaces that mean nothing; none of ours has a text with such in it. */
function squeezed(css) {
  return css
    .replaceAll(/\/\*[^]*?\*\//g, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([{};,]) ?/g, '$1')
    .replaceAll(/;\}/g, '}')
    .replaceAll(/(?<=[{;][a-z-]+): /g, ':');
}

/** Throws a SyntaxError where a text is no script. */
function parseScript(code, filename) {
  return new Script(code, { filename });
}
