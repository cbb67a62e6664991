import { LimitError } from '../values/meter.ts';
import { PyError, raise } from '../errors.ts';
import { asLimit } from './run.ts';
import type { RenderTemplate } from './types.ts';

/** Numbers of one place in a template's table. */
const SIZE = 3;

/** A place that the code of a template names by number: the line that Python counts it to, and where it is in the source. */
export function placeOf(
  site: number,
  { places }: RenderTemplate,
): { readonly line: number; readonly offsets: readonly [start: number, end: number] } {
  const [line = 1, start = 0, end = 0] = places.slice(site * SIZE, site * SIZE + SIZE);
  return { line, offsets: [start, end] };
}

/** An error of a render with the place it happened at: the innermost template, its line and the expression or tag that ran. */
export function located(error: unknown, site: number, template: RenderTemplate): unknown {
  const known = asLimit(error);
  if (!(known instanceof PyError || known instanceof LimitError)) return known;
  const { line, offsets } = placeOf(site, template);
  known.line ??= line;
  // An error that has a template happened in another one, or where it could not be compiled.
  if (known.template === undefined) {
    known.template = template.name;
    known.offsets ??= offsets;
  }
  return known;
}

/** 2.8 reads the lines of a template that has none out of an empty text, and fails. */
export function lineless(error: unknown, site: number, template: RenderTemplate): unknown {
  const known = located(error, site, template);
  if (!(known instanceof PyError)) return known;
  const failed = raise('ValueError', "invalid literal for int() with base 10: ''");
  failed.template = known.template;
  failed.offsets = known.offsets;
  return failed;
}
