import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FindingsError, printable } from '../../diagnostics/index.ts';
import { EXIT, type Arguments, type Command, type CommandContext } from '../command.ts';
import { isDraft, withDraft } from '../drafts.ts';
import { dependencyOn } from '../own-package.ts';
import { PACKAGE_FOLDER, version, vitestRange } from '../package.ts';
import { systemReason } from '../system-errors.ts';
import { counted } from '../terminal.ts';

/** `smartpass init`: a new repository of templates. */
export const command: Command = {
  positionals: { folder: { type: 'string', describe: 'The folder to fill (default: this one)' } },
  options: {
    ci: {
      type: 'boolean',
      describe: 'Add the workflow for GitHub alone, to a repository that is there',
    },
    force: {
      type: 'boolean',
      describe: 'Fill a folder that is not empty; of the same names only the examples are replaced',
    },
  },
  examples: [
    ['init loyalty && cd loyalty && npx smartpass test', 'a repository that passes its tests'],
    ['init', 'in this folder, which is empty'],
    ['init --ci', 'CI for the campaigns of this folder'],
  ],
  run: init,
};

/** Where the layout has its workflow. */
const CI = '.github';

/** What is laid out, shipped beside the compiled code. Files whose names npm would not ship begin with `_`. */
const LAYOUT = new URL('templates/init/', PACKAGE_FOLDER);

async function init(args: Arguments, context: CommandContext): Promise<number> {
  const folder = args.text('folder') ?? '.';
  const target = context.files.resolve(folder);
  const isCi = args.flag('ci');
  const there = await namesIn(folder, target);
  checkFolder(folder, there, args.flag('force') || isCi);
  const all = (await layout(target)).filter(({ path }) => !isCi || path.startsWith(CI));
  const isThere = await Promise.all(
    all.map(({ path }) => context.files.exists(join(target, path))),
  );
  const isKept = ({ path }: LaidOut, at: number): boolean =>
    isCi ? isThere[at] === true : keeps(path, there);
  const files = all.filter((file, at) => !isKept(file, at));
  await layOut(folder, target, files);
  const names = files.map(({ path }) => path);
  const kept = all.filter(isKept).map(({ path }) => path);
  if (context.json) await context.answer({ ok: true, folder, files: names, kept });
  else await context.print(`${await summary(folder, { names, kept, target, isCi })}\n`);
  const own = files.find(({ path }) => path === 'package.json')?.text ?? '';
  const [, path] = /"smartpass": "file:(.*)"/.exec(own) ?? [];
  if (path !== undefined && !context.json)
    await context.note(
      `package.json takes smartpass from ${printable(path)}: elsewhere it has to name a release or a tarball`,
    );
  return EXIT.fine;
}

/** Files that hold more than an example does: what is in them is not replaced, with --force neither. */
const NEVER_REPLACED = /^(?:package\.json|readme(?:\.\w+)?|\.gitignore|smartpass\.config\.yaml)$/i;

/** Whether a file of the layout gives way to one that is there, under this name or, for a README, a like one. */
function keeps(path: string, there: readonly string[]): boolean {
  if (!NEVER_REPLACED.test(path)) return false;
  const stem = path.replace(/(?<=.)\.\w+$/, '').toLowerCase();
  return there.some((name) => {
    const other = name.toLowerCase();
    return other === path.toLowerCase() || (stem === 'readme' && /^readme(?:\.\w+)?$/.test(other));
  });
}

type LaidOut = { readonly path: string; readonly text: string };

async function layout(target: string): Promise<readonly LaidOut[]> {
  const entries = await readdir(LAYOUT, { recursive: true, withFileTypes: true });
  const root = fileURLToPath(LAYOUT);
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
    .sort();
  const read = (path: string): Promise<string> => readFile(join(root, path), 'utf8');
  const files = await Promise.all(
    paths.map(async (path) => ({
      path: path.replace(/(^|[/\\])_(?!_)/g, '$1.'),
      text: path === 'package.json' ? await ownPackage(await read(path), target) : await read(path),
    })),
  );
  const withSnippets = files.map(async (file) =>
    file.path.endsWith('fieldmap.yaml') ? [await snippetOf(file), file] : [file],
  );
  return (await Promise.all(withSnippets)).flat();
}

/** The package.json of the layout, with what can be installed from where this smartpass came from. */
async function ownPackage(text: string, target: string): Promise<string> {
  const folder = fileURLToPath(PACKAGE_FOLDER).replace(/[/\\]$/, '');
  return text
    .replace(
      '"smartpass": "*"',
      `"smartpass": ${JSON.stringify(await dependencyOn(target, folder, await version()))}`,
    )
    .replace('"vitest": "*"', `"vitest": ${JSON.stringify(await vitestRange())}`);
}

/** The snippet of a field map of the layout, which `generate --all --check` compares. */
async function snippetOf({ path, text }: LaidOut): Promise<LaidOut> {
  const { readFieldMap } = await import('../../compiler/index.ts');
  const { generatedFile } = await import('../generate-all.ts');
  const { map, findings } = readFieldMap(text, path);
  if (map === undefined) throw new FindingsError(findings);
  return generatedFile(map, path, 'email');
}

async function namesIn(folder: string, target: string): Promise<readonly string[]> {
  const names = await readdir(target).catch((error: unknown) => {
    if (systemReason(error).code === 'ENOENT') return [];
    throw cannotWrite(folder, error);
  });
  return names.filter((name) => name !== '.git' && !isDraft(name));
}

/** What npm makes of an empty folder that smartpass is installed in. */
const OF_NPM: ReadonlySet<string> = new Set(['node_modules', 'package.json', 'package-lock.json']);

function checkFolder(folder: string, there: readonly string[], force: boolean): void {
  const inUse = there.filter((name) => !OF_NPM.has(name));
  if (inUse.length === 0 || force) return;
  throw new FindingsError([
    {
      code: 'cli/folder-in-use',
      severity: 'error',
      message: `the folder holds ${counted(inUse.length, 'file')} already, such as ${inUse[0] ?? ''}`,
      hint: 'name a folder that is new or empty, or give --force to fill this one',
      file: folder,
    },
  ]);
}

/**
 * Everything is written into a draft folder first, of the same disk, and then moved; files that are replaced are put by. A
 * failure leaves the folder as it was.
 */
async function layOut(folder: string, target: string, files: readonly LaidOut[]): Promise<void> {
  const undo: (() => Promise<unknown>)[] = [];
  try {
    const first = await mkdir(target, { recursive: true });
    if (first !== undefined) undo.push(() => rm(first, { recursive: true, force: true }));
    await withDraft(target, async (draft) => {
      const from = (path: string): string => join(draft, 'new', path);
      for (const { path, text } of files) {
        await mkdir(dirname(from(path)), { recursive: true });
        await writeFile(from(path), text);
      }
      try {
        for (const { path } of files) await move(from(path), join(target, path), undo);
      } catch (error) {
        for (const back of undo.splice(0).toReversed()) await back().catch(() => undefined);
        throw error;
      }
    });
  } catch (error) {
    for (const back of undo.toReversed()) await back().catch(() => undefined);
    throw cannotWrite(folder, error);
  }
}

/** Moves a file to its place; `undo` learns how to take it, its new folders and what it replaced back. */
async function move(from: string, to: string, undo: (() => Promise<unknown>)[]): Promise<void> {
  const first = await mkdir(dirname(to), { recursive: true });
  if (first !== undefined) undo.push(() => rm(first, { recursive: true, force: true }));
  const before = `${from}.before`;
  const replaced = await copyFile(to, before).then(
    () => true,
    () => false,
  );
  await rename(from, to);
  undo.push(() => (replaced ? rename(before, to) : rm(to, { force: true })));
}

function cannotWrite(folder: string, error: unknown): FindingsError {
  const { code, text } = systemReason(error);
  const isInTheWay = ['ENOTDIR', 'EEXIST', 'EISDIR', 'ENOTEMPTY'].includes(code);
  return new FindingsError([
    {
      code: 'cli/cannot-write',
      severity: 'error',
      message: `cannot lay out the repository: ${isInTheWay ? 'a file or folder is in the way' : text}`,
      hint: isInTheWay
        ? 'name a folder that is new or empty'
        : 'name a folder that you may write to',
      file: folder,
    },
  ]);
}

type Filled = {
  readonly names: readonly string[];
  readonly kept: readonly string[];
  readonly target: string;
  readonly isCi: boolean;
};

async function summary(folder: string, { names, kept, target, isCi }: Filled): Promise<string> {
  const go = folder === '.' ? '' : `cd ${printable(folder)} && `;
  const lacking = await lackingIn(target);
  const add = `npm install --save-dev ${lacking.join(' ')}`;
  const left = kept.map((name) =>
    name === 'package.json' && lacking.length > 0
      ? `  ${name} (it lacks ${lacking.join(' and ')}: ${add})`
      : `  ${name}`,
  );
  const install = lacking.length > 0 ? add : 'npm install';
  return [
    `${counted(names.length, 'file')} in ${printable(folder)}:`,
    ...names.map((name) => `  ${name}`),
    ...(kept.length === 0 ? [] : ['', 'Already there, and left as they are:', ...left]),
    '',
    `Next: ${go}${install} && npx smartpass ${isCi ? 'generate --all' : 'test'}`,
  ].join('\n');
}

/** The packages that campaigns are tested with and that the package.json of a folder does not name. */
async function lackingIn(target: string): Promise<readonly string[]> {
  const text = await readFile(join(target, 'package.json'), 'utf8').catch(() => '');
  return ['smartpass', 'vitest'].filter((name) => !text.includes(`"${name}":`));
}
