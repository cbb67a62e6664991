import type { Analysis } from '../analysis/index.ts';
import type { PlacedHarm } from './place.ts';

type Printed = Extract<PlacedHarm, { effect: 'printed' }>;

/** So much of the text before and after a print statement is compared. */
const AROUND = 40;

/**
 * The offsets in the message of the complete user at which a print statement may have put out its text: where the text around is that
 * of the template, or every place of the text where none is, as behind a macro. Empty where it put out nothing.
 */
export function printedAt({ before, whole, node }: Printed, { map }: Analysis): readonly number[] {
  if (before === '') return [];
  const all: number[] = [];
  for (let at = whole.before.indexOf(before); at >= 0; at = whole.before.indexOf(before, at + 1))
    all.push(at);
  for (const { lead, tail } of contexts(map.text, node)) {
    const here = all.filter(
      (at) =>
        whole.before.slice(0, at).endsWith(lead) &&
        whole.before.startsWith(tail, at + before.length),
    );
    if (here.length > 0) return here;
  }
  return all;
}

/** The message of the complete user with what one print statement puts out replaced, once for each place that it may be at. */
export function* withPrinted(harm: Printed, analysis: Analysis): Iterable<string> {
  const { before, text, whole } = harm;
  for (const at of printedAt(harm, analysis))
    yield whole.before.slice(0, at) + text + whole.before.slice(at + before.length);
}

type Context = { readonly lead: string; readonly tail: string };

/** The texts next to a print statement: with those on the other side of statements, and up to the next tag alone. */
function contexts(text: string, { start, end }: Printed['node']): readonly Context[] {
  const opening = text.lastIndexOf('{{', start);
  const closing = text.indexOf('}}', end);
  if (opening < 0 || closing < 0) return [];
  const before = text.slice(
    text.lastIndexOf('}}', opening) < 0 ? 0 : text.lastIndexOf('}}', opening) + 2,
    opening,
  );
  const next = text.indexOf('{{', closing);
  const after = text.slice(closing + 2, next < 0 ? text.length : next);
  const lead = (part: string): string =>
    (text[opening + 2] === '-' ? part.trimEnd() : part).slice(-AROUND);
  const tail = (part: string): string =>
    (text[closing - 1] === '-' ? part.trimStart() : part).slice(0, AROUND);
  const near = {
    lead: lead(/(?:^|[%#]\})((?:(?![%#]\})[^])*)$/.exec(before)?.[1] ?? before),
    tail: tail(/^(?:(?!\{[%#])[^])*/.exec(after)?.[0] ?? ''),
  };
  return [{ lead: lead(withoutTags(before)), tail: tail(withoutTags(after)) }, near];
}

function withoutTags(text: string): string {
  return text.replaceAll(/\{%[^{}]*%\}|\{#(?:(?!#\})[^])*#\}/g, '');
}
