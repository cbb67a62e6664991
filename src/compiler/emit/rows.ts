import { code, joined, type Code } from './fragments.ts';

/** How long a line of a snippet may get in email, where people read it; elsewhere a snippet is one line. */
const LINE = 296;

/** Elements of a list or mapping in portions of which each, with `around` characters about it, fits on a line. */
export function portions(
  elements: readonly Code[],
  around: number,
  isLined: boolean,
): readonly Code[] {
  const all: Code[][] = [];
  let left = 0;
  for (const element of elements) {
    const { length } = element.toString();
    const last = all.at(-1);
    if (last !== undefined && (!isLined || length + 2 <= left)) {
      last.push(element);
      left -= length + 2;
    } else {
      all.push([element]);
      left = LINE - around - length;
    }
  }
  return all.map((portion) => joined(portion, code`, `));
}

/** Statements packed onto lines: as many on one as fit. */
export function packed(statements: readonly Code[]): readonly Code[] {
  const lines: Code[] = [];
  for (const statement of statements) {
    const last = lines.at(-1);
    const fits = last !== undefined && `${last.toString()}${statement.toString()}`.length <= LINE;
    if (fits) lines[lines.length - 1] = code`${last}${statement}`;
    else lines.push(statement);
  }
  return lines;
}

/**
 * A list of rows to loop over. Where it fits on the line of its loop (with `around` other characters) it is the list itself;
 * otherwise `statements` set the variable `sp_r` in lines.
 */
export function rowList(
  rows: readonly Code[],
  around: number,
  isLined: boolean,
): { readonly statements: readonly Code[]; readonly list: Code } {
  const whole = joined(rows, code`, `);
  if (!isLined || whole.toString().length + around + 2 <= LINE)
    return { statements: [], list: code`[${whole}]` };
  const [first = code``, ...rest] = portions(rows, '{% set sp_r = sp_r + [] %}'.length, true);
  const statements = [
    code`{% set sp_r = [${first}] %}`,
    ...rest.map((portion) => code`{% set sp_r = sp_r + [${portion}] %}`),
  ];
  return { statements, list: code`sp_r` };
}
