import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FindingsError, printable } from '../../diagnostics/index.ts';
import { EXIT, type Arguments, type Command, type CommandContext } from '../command.ts';
import { PACKAGE_FOLDER, version } from '../package.ts';
import { systemReason } from '../system-errors.ts';
import { counted } from '../terminal.ts';

/** `smartpass init`: a new repository of templates. */
export const command: Command = {
  positionals: { folder: { type: 'string', describe: 'The folder to fill (default: this one)' } },
  options: {
    force: {
      type: 'boolean',
      describe: 'Fill a folder that is not empty; files of the same names are replaced',
    },
  },
  examples: [
    ['init loyalty && cd loyalty && npx smartpass test', 'a repository that passes its tests'],
    ['init', 'in this folder, which is empty'],
  ],
  run: init,
};

/** What is laid out, shipped beside the compiled code. Files whose names npm would not ship begin with `_`. */
const LAYOUT = new URL('templates/init/', PACKAGE_FOLDER);

async function init(args: Arguments, context: CommandContext): Promise<number> {
  const folder = args.text('folder') ?? '.';
  const target = context.files.resolve(folder);
  await checkFolder(folder, target, args.flag('force'));
  const files = await layout();
  await layOut(folder, target, files);
  const names = files.map(({ path }) => path);
  if (context.json) await context.answer({ ok: true, folder, files: names });
  else await context.print(`${summary(folder, names)}\n`);
  return EXIT.fine;
}

type LaidOut = { readonly path: string; readonly text: string };

async function layout(): Promise<readonly LaidOut[]> {
  const entries = await readdir(LAYOUT, { recursive: true, withFileTypes: true });
  const root = fileURLToPath(LAYOUT);
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
    .sort();
  const release = await version();
  return Promise.all(
    paths.map(async (path) => {
      const text = await readFile(join(root, path), 'utf8');
      return {
        path: path.replace(/(^|[/\\])_(?!_)/g, '$1.'),
        text:
          path === 'package.json'
            ? text.replace('"smartpass": "*"', `"smartpass": "^${release}"`)
            : text,
      };
    }),
  );
}

async function checkFolder(folder: string, target: string, force: boolean): Promise<void> {
  const names = await readdir(target).catch((error: unknown) => {
    if (systemReason(error).code === 'ENOENT') return [];
    throw cannotWrite(folder, error);
  });
  const inUse = names.filter((name) => name !== '.git');
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
  let draft: string | undefined;
  try {
    const first = await mkdir(target, { recursive: true });
    if (first !== undefined) undo.push(() => rm(first, { recursive: true, force: true }));
    draft = join(target, `.smartpass-${randomUUID()}`);
    for (const { path, text } of files) {
      await mkdir(dirname(join(draft, path)), { recursive: true });
      await writeFile(join(draft, path), text);
    }
    for (const { path } of files) await move(join(draft, path), join(target, path), undo);
  } catch (error) {
    for (const back of undo.toReversed()) await back().catch(() => undefined);
    throw cannotWrite(folder, error);
  } finally {
    if (draft !== undefined)
      await rm(draft, { recursive: true, force: true }).catch(() => undefined);
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
      message: `cannot lay out the repository: ${isInTheWay ? 'a file or folder stands in the way' : text}`,
      hint: isInTheWay
        ? 'name a folder that is new or empty'
        : 'name a folder that you may write to',
      file: folder,
    },
  ]);
}

function summary(folder: string, names: readonly string[]): string {
  const go = folder === '.' ? '' : `cd ${printable(folder)} && `;
  return [
    `${counted(names.length, 'file')} in ${printable(folder)}:`,
    ...names.map((name) => `  ${name}`),
    '',
    `Next: ${go}npx smartpass test`,
  ].join('\n');
}
