import { FindingsError, SourceMap, type Edit, type Finding } from '../../diagnostics/index.ts';
import { analyse, type Analysis } from '../../analysis/index.ts';
import { isSameTree } from '../../jinja/index.ts';
import { holdsSnippet } from '../../compiler/index.ts';
import type { LintOptions } from '../judge.ts';
import { rendersAlike } from '../proof.ts';
import { spacingEdits } from './edits.ts';

/** A template with its white space in order. `finding` says why it was left as it is. */
type Formatted = { readonly text: string; readonly finding?: Finding };

/** How a text becomes what is rendered: with its snippet, where it names one. */
export type Placing = (text: string) => SourceMap | Promise<SourceMap>;

/**
 * Puts the white space of a template in order, inside tags and where `-` drops it. The changed template has to be the same tree, and
 * to give every made-up user the same bytes in every account; else the text stays as it is, as one does that holds a generated snippet.
 */
export async function format(
  text: string,
  options: LintOptions,
  place: Placing = (other) => SourceMap.of(other),
): Promise<Formatted> {
  if (holdsSnippet(text)) return left(text, options, 'it holds a generated snippet');
  try {
    const before = analysed(text, options);
    const made = editedText(text, before, spacingEdits(before));
    if (made === text) return { text };
    const after = analysed(made, options);
    if (!isSameTree(before.root, after.root)) return left(text, options, OTHER);
    const [one, other] = [await place(text), await place(made)];
    return rendersAlike(one, other, options) ? { text: made } : left(text, options, OTHER);
  } catch (error) {
    if (!(error instanceof FindingsError)) throw error;
    const [first] = error.findings.filter(({ severity }) => severity === 'error');
    return { text, ...(first && { finding: first }) };
  }
}

function analysed(text: string, { profile, channel, trigger, file, link }: LintOptions): Analysis {
  return analyse(SourceMap.of(text), { profile, channel, trigger, file, link });
}

function editedText(text: string, { map }: Analysis, edits: readonly Edit[]): string {
  const own = edits.map((edit) => {
    const [from, to] = map.origin(edit.from, edit.to);
    return { from, to, text: edit.text };
  });
  return SourceMap.of(text).edited(own).text;
}

const OTHER = 'with other white space its message would differ';

function left(text: string, { file }: LintOptions, why: string): Formatted {
  return {
    text,
    finding: {
      code: 'lint/not-formatted',
      severity: 'note',
      message: `the template was left as it is: ${why}`,
      ...(file !== undefined && { file }),
    },
  };
}
