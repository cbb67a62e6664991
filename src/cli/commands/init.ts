import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FindingsError } from '../../diagnostics/index.ts';
import { EXIT, type Arguments, type Command, type CommandContext } from '../command.ts';
import { version } from '../package.ts';
import { counted, printable, toJson } from '../terminal.ts';

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
const LAYOUT = new URL('../../../templates/init/', import.meta.url);

async function init(args: Arguments, context: CommandContext): Promise<number> {
  const folder = args.text('folder') ?? '.';
  const target = context.files.resolve(folder);
  await checkFolder(folder, target, args.flag('force'));
  const files = await layout();
  await layOut(folder, target, files);
  const names = files.map(({ path }) => path);
  if (context.json) await context.print(toJson({ ok: true, folder, files: names }));
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
  const names = await readdir(target).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw cannotWrite(folder, error);
  });
  const inUse = names.filter((name) => name !== '.git');
  if (inUse.length === 0 || force) return;
  throw new FindingsError([
    {
      code: 'cli/folder-in-use',
      severity: 'error',
      message: `the folder holds ${counted(inUse.length, 'file')} already, such as ${printable(inUse[0] ?? '')}`,
      hint: 'name a folder that is new or empty, or give --force to fill this one',
      file: folder,
    },
  ]);
}

/** Everything is written beside the target first and then moved: a failure leaves the folder as it was. */
async function layOut(folder: string, target: string, files: readonly LaidOut[]): Promise<void> {
  const draft = join(dirname(target), `.smartpass-${randomUUID()}`);
  const moved: string[] = [];
  const made: string[] = [];
  try {
    for (const { path, text } of files) {
      await mkdir(dirname(join(draft, path)), { recursive: true });
      await writeFile(join(draft, path), text);
    }
    for (const { path } of files) {
      const first = await mkdir(dirname(join(target, path)), { recursive: true });
      if (first !== undefined) made.push(first);
      await rename(join(draft, path), join(target, path));
      moved.push(join(target, path));
    }
  } catch (error) {
    for (const path of moved) await rm(path, { force: true });
    for (const path of made) await rm(path, { recursive: true, force: true });
    throw cannotWrite(folder, error as NodeJS.ErrnoException);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

function cannotWrite(folder: string, error: NodeJS.ErrnoException): FindingsError {
  const why =
    error.code === 'ENOTDIR' || error.code === 'EEXIST'
      ? 'a file stands in the way'
      : `the system says ${error.code ?? error.message}`;
  return new FindingsError([
    {
      code: 'cli/cannot-write',
      severity: 'error',
      message: `cannot lay out the repository: ${why}`,
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
