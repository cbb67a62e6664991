import type { Analysis } from '../analysis/index.ts';
import { lastAtMost } from '../diagnostics/index.ts';
import type { Token } from '../jinja/index.ts';
import type { PlacedHarm } from './place.ts';

type Printed = Extract<PlacedHarm, { effect: 'printed' }>;

/** So much of the text before and after a print statement is compared. */
const AROUND = 40;

/**
 * The offsets in the message of the complete user at which a print statement may have put out its text: where the text around is that
 * of the template, or every place of the text where none is, as behind a macro. Empty where it put out nothing.
 */
export function* printedAt(
  { before, whole, node }: Printed,
  analysis: Analysis,
): Generator<number, void, undefined> {
  if (before === '') return;
  for (const { lead, tail } of [...contexts(analysis, node), { lead: '', tail: '' }]) {
    let isFound = false;
    const text = lead + before + tail;
    for (let at = whole.before.indexOf(text); at >= 0; at = whole.before.indexOf(text, at + 1)) {
      yield at + lead.length;
      isFound = true;
    }
    if (isFound) return;
  }
}

/** The message of the complete user with what one print statement puts out replaced, once for each place that it may be at. */
export function* withPrinted(harm: Printed, analysis: Analysis): Iterable<string> {
  const { before, text, whole } = harm;
  for (const at of printedAt(harm, analysis))
    yield whole.before.slice(0, at) + text + whole.before.slice(at + before.length);
}

type Context = { readonly lead: string; readonly tail: string };

/** The texts next to a print statement: with those on the other side of statements, and up to the next tag alone. */
function contexts({ tokens }: Analysis, { start }: Printed['node']): readonly Context[] {
  const inside = lastAtMost(tokens, start, (token) => token.start);
  const opening = nearest(tokens, inside, -1, TAG_BEGINS);
  const closing = nearest(tokens, inside, 1, TAG_ENDS);
  if (tokens[opening]?.kind !== 'variable_begin') return [];
  const before = nearest(tokens, opening, -1, PRINT_ENDS);
  const after = nearest(tokens, closing, 1, PRINT_BEGINS);
  const between = (from: number, to: number): string => tokens.slice(from, to).map(dataOf).join('');
  return [
    {
      lead: between(before + 1, opening).slice(-AROUND),
      tail: between(closing + 1, after).slice(0, AROUND),
    },
    {
      lead: dataOf(tokens[opening - 1]).slice(-AROUND),
      tail: dataOf(tokens[closing + 1]).slice(0, AROUND),
    },
  ];
}

type Kinds = ReadonlySet<Token['kind']>;

const TAG_BEGINS: Kinds = new Set(['variable_begin', 'block_begin']);
const TAG_ENDS: Kinds = new Set(['variable_end', 'block_end']);
const PRINT_BEGINS: Kinds = new Set(['variable_begin']);
const PRINT_ENDS: Kinds = new Set(['variable_end']);

/** The index of the first token of some kinds on one side of an index, or that of the end there: -1, or the number of tokens. */
function nearest(tokens: readonly Token[], from: number, step: 1 | -1, kinds: Kinds): number {
  let at = from;
  for (let token = tokens[at]; token !== undefined && !kinds.has(token.kind); token = tokens[at])
    at += step;
  return at;
}

/** The text between tags, without the white space that they take away; nothing of another token. */
function dataOf(token: Token | undefined): string {
  return token?.kind === 'data' && typeof token.value === 'string' ? token.value : '';
}
