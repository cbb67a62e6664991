/** Statements of more characters are divided, so that no function comes near the 60 KB of bytecode that V8 still optimises. */
const LONGEST = 24_000;
/** How the function of a part begins. */
const PART = '(() => {\n';

/** The characters of code that are in a function itself, less those of parts of it. */
function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + (line.startsWith(PART) ? PART.length : line.length), 0);
}

/**
 * Statements, each as its lines, in functions of their own: JavaScript engines do not optimise a function beyond a size. Undefined
 * where they are not long.
 */
export function divided(statements: readonly (readonly string[])[]): string[] | undefined {
  const lengths = statements.map(lengthOf);
  if (lengths.reduce((sum, length) => sum + length, 0) <= LONGEST) return undefined;
  const parts: string[] = [];
  let part: string[] = [];
  let size = 0;
  for (const [at, lines] of statements.entries()) {
    for (const line of lines) part.push(line);
    size += lengths[at] ?? 0;
    if (at < statements.length - 1 && size < LONGEST / 2) continue;
    parts.push(`${PART}${part.join('\n')}\n})();`);
    part = [];
    size = 0;
  }
  return parts;
}
