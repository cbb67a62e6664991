import { printable, printableLines, type Finding } from '../diagnostics/index.ts';
import { EXIT, type CommandContext } from './command.ts';
import { unifiedDiff } from './unified-diff.ts';

/** A file that a field map gives: where it is committed, and what it must hold. */
export type GeneratedFile = {
  readonly path: string;
  readonly text: string;
  readonly findings: readonly Finding[];
};

/** How a committed file compares with what would be generated; `diff` is empty where it is current. */
type Compared = { readonly file: GeneratedFile; readonly exists: boolean; readonly diff: string };

/**
 * Holds committed files against what their field maps give now. Prints the differences on stdout, as `diff -u` writes them, with
 * every secret hidden; the exit code is 1 where there are any.
 */
export async function checkFiles(
  wanted: readonly GeneratedFile[],
  context: CommandContext,
): Promise<number> {
  const compared: Compared[] = [];
  for (const file of wanted) compared.push(await compare(file, context));
  const stale = compared.filter(({ exists, diff }) => !exists || diff !== '');
  const findings = [...wanted.flatMap((file) => file.findings), ...stale.map(staleFinding)];
  const code = context.judge.exit(findings);
  if (context.json) {
    const files = compared.map(({ file, diff, exists }) => ({
      file: file.path,
      current: exists && diff === '',
      ...(diff !== '' && { diff }),
    }));
    await context.answer({ ok: code === EXIT.fine, files, findings: context.judge.keep(findings) });
    return code;
  }
  await context.report(findings);
  for (const { file, diff, exists } of compared)
    if (!exists || diff !== '') await context.print(printableLines(diff));
    else await context.note(`${printable(file.path)} is current`);
  return code;
}

async function compare(file: GeneratedFile, { files }: CommandContext): Promise<Compared> {
  const { path, text } = file;
  const { secrets } = files;
  const exists = await files.exists(path);
  const committed = exists ? await files.read(path) : '';
  if (committed === text) return { file, exists, diff: '' };
  files.sources.delete(path);
  // What the map itself writes is not a secret: an id of PassKit has the same form.
  const [before, after] = [secrets.hideInSource(committed, text), secrets.hide(text)];
  const diff = unifiedDiff(before, after, exists ? path : '/dev/null', path);
  return { file, exists, diff: diff === '' ? `only the secret in ${path} differs\n` : diff };
}

function staleFinding({ file, exists }: Compared): Finding {
  return {
    code: 'cli/stale',
    severity: 'error',
    message: exists
      ? 'the file is not what the field map gives now'
      : 'there is no such file: the field map was never generated to it',
    hint: 'generate it again, without --check',
    file: file.path,
  };
}
