/**
 * Whether a text as a whole fits a pattern in which `*` is any characters and `?` is one. Takes time in proportion to the product
 * of their lengths at most, however many `*` there are.
 */
export function fitsWildcard(text: string, pattern: string): boolean {
  return wildcard(pattern)(text);
}

/** The same for many texts. */
export function wildcard(pattern: string): (text: string) => boolean {
  const [before, after, ...more] = pattern.split('*');
  // Most patterns have one `*`.
  if (before !== undefined && after !== undefined && more.length === 0 && !pattern.includes('?'))
    return (text) =>
      text.length >= before.length + after.length &&
      text.startsWith(before) &&
      text.endsWith(after);
  const wanted = Array.from(pattern);
  return (text) =>
    fits(Array.from(text), wanted, {
      isAny: (one) => one === '*',
      fitsOne: (one, part) => part === '?' || one === part,
    });
}

/** Whether a path fits a pattern: `*` and `?` inside one part of it, `**` for any number of folders, `{a,b}` for either. */
export function fitsPath(path: string, pattern: string): boolean {
  const parts = path.split('/');
  return expandBraces(pattern).some((choice) =>
    fits(parts, choice.split('/'), {
      isAny: (part) => part === '**',
      fitsOne: (part, one) => fitsWildcard(part, one),
    }),
  );
}

type Rules = {
  /** Whether a part of the pattern is for any number of items. */
  readonly isAny: (part: string) => boolean;
  readonly fitsOne: (item: string, part: string) => boolean;
};

/** Goes back to the last part that is for any number of items alone: the ones before it need not take more. */
function fits(items: readonly string[], pattern: readonly string[], rules: Rules): boolean {
  let [item, part] = [0, 0];
  let [anyPart, anyItem] = [-1, 0];
  while (item < items.length) {
    const wanted = pattern[part];
    if (wanted !== undefined && rules.isAny(wanted)) {
      [anyPart, anyItem] = [part, item];
      part += 1;
    } else if (wanted !== undefined && rules.fitsOne(items[item] ?? '', wanted)) {
      item += 1;
      part += 1;
    } else if (anyPart >= 0) {
      anyItem += 1;
      [item, part] = [anyItem, anyPart + 1];
    } else return false;
  }
  return pattern.slice(part).every(rules.isAny);
}

/** So many choices a pattern may have; braces beyond are characters as any others. */
const MOST_CHOICES = 1000;

/** The patterns without braces that a pattern with `{a,b}` means. */
export function expandBraces(pattern: string): readonly string[] {
  let choices: readonly string[] = [pattern];
  for (;;) {
    const next = choices.flatMap(firstBraces);
    if (next.length === choices.length || next.length > MOST_CHOICES) return choices;
    choices = next;
  }
}

function firstBraces(pattern: string): readonly string[] {
  let open = -1;
  for (const { 0: brace, index } of pattern.matchAll(/[{}]/g)) {
    if (brace === '{') open = index;
    else if (open >= 0) {
      const choices = pattern.slice(open + 1, index).split(',');
      const [before, after] = [pattern.slice(0, open), pattern.slice(index + 1)];
      if (choices.length > 1) return choices.map((choice) => `${before}${choice}${after}`);
      open = -1;
    }
  }
  return [pattern];
}
