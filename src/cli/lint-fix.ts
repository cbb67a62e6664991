import type { Finding, Fix } from '../diagnostics/index.ts';
import { applyFixes, lint, type LintFinding } from '../lint/index.ts';
import type { CommandContext } from './command.ts';
import type { LintTarget } from './lint-target.ts';
import { nodeCrypto } from './node-crypto.ts';
import { counted } from './terminal.ts';
import { diffInPlace } from './unified-diff.ts';
import { wrongUse } from './wrong-use.ts';

/** Which fixes are applied, and whether files are written or the difference is printed. */
type FixOptions = { readonly unsafe: boolean; readonly dryRun: boolean };

/** So often a file is fixed and judged again: a fix may bring another to light. */
const MOST_ROUNDS = 10;

/** Applies the fixes of the templates that are files of their own, and says or prints what changed. */
export async function fixTargets(
  targets: readonly LintTarget[],
  options: FixOptions,
  context: CommandContext,
): Promise<void> {
  // A template may be the part of several campaigns: each goes on with what the one before made of it.
  const texts = new Map<string, Fixed & { readonly before: string }>();
  for (const target of targets) {
    const { file, read } = target;
    if (read === undefined) continue;
    const last = texts.get(file);
    const { text, applied, note } = await fixed(last ? await read(last.text) : target, options);
    if (note !== undefined) await context.note(`${file}: ${note.message}`);
    texts.set(file, {
      before: last?.before ?? target.text,
      text,
      applied: applied + (last?.applied ?? 0),
    });
  }
  for (const [file, { before, text, applied }] of texts) {
    if (applied === 0) continue;
    if (options.dryRun) await context.print(diffInPlace(context.files, file, before, text));
    else {
      await context.files.write(file, text, { inPlace: true });
      await context.note(`${file}: ${counted(applied, 'change')}`);
    }
  }
}

/** What a text became, by so many changes; `note` says that there may be more, which were not tried. */
type Fixed = { readonly text: string; readonly applied: number; readonly note?: Finding };

async function fixed(first: LintTarget, { unsafe }: FixOptions): Promise<Fixed> {
  let target = first;
  let applied = 0;
  let note: Finding | undefined;
  for (let round = 0; round < MOST_ROUNDS && target.read !== undefined; round += 1) {
    const { findings } = lint(target.source, { ...target, hashes: nodeCrypto }, { fixes: true });
    const fixes = findings.flatMap(({ fix }: LintFinding): readonly Fix[] =>
      fix !== undefined && (unsafe || fix.safety === 'safe') ? [fix] : [],
    );
    note = findings.find(({ code }) => code === 'lint/fixes-not-tried');
    const next = applyFixes(target.text, fixes);
    if (next.applied === 0) break;
    target = await target.read(next.text);
    applied += next.applied;
  }
  return { text: target.text, applied, ...(note && { note }) };
}

/** Throws where an option of fixing is given without it. */
export function checkFixOptions(fix: boolean, { dryRun }: FixOptions): void {
  if (fix || !dryRun) return;
  throw wrongUse(
    '--dry-run goes with --fix or --fix-unsafe',
    'lint mail.html --fix --dry-run prints what would change',
  );
}
