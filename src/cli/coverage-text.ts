import type { TemplateCoverage } from '../campaign/index.ts';
import { type Paint, printable } from '../diagnostics/index.ts';

/** The coverage of templates for the terminal: a line each, and under it every branch that no user covers, with its place. */
export function coverageText(
  all: readonly { readonly file: string; readonly coverage: TemplateCoverage }[],
  paint: Paint,
): string {
  const lines = all.flatMap(({ file, coverage }) => {
    const { places, taken, percent } = coverage;
    const open = places.filter(({ users }) => users.length === 0);
    const share = `${Math.floor(percent)} %`.padStart(5);
    const painted = open.length === 0 ? share : paint.warning(share);
    const head = ` ${painted} ${printable(file)} ${paint.dim(`(branches: ${taken} of ${places.length} covered by users)`)}`;
    return [
      head,
      ...open.map((place) => {
        const { line, column } = place.span.start;
        return `         ${paint.dim(`${printable(place.file)}:${line}:${column}`)} ${printable(place.never)}`;
      }),
    ];
  });
  return lines.length === 0
    ? ''
    : [paint.strong(' Coverage of the templates'), ...lines].join('\n');
}
