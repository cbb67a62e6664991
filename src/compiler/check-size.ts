import type { Finding } from '../diagnostics/index.ts';

/** From how many bytes on a snippet is worth a note, and from how many on MoEngage's advice for a whole template is broken. */
const LARGE = 30_000;
const TOO_LARGE = 90_000;

/** A note about a snippet of 30 KB or more, an error about one of 90 KB: MoEngage recommends templates under that. */
export function checkSize(snippet: string, file: string): readonly Finding[] {
  const { length } = new TextEncoder().encode(snippet);
  if (length < LARGE) return [];
  const isTooLarge = length >= TOO_LARGE;
  const size = `the snippet is ${Math.round(length / 1000)} KB long`;
  return [
    {
      code: isTooLarge ? 'map/snippet-too-large' : 'map/large-snippet',
      severity: isTooLarge ? 'error' : 'note',
      message: isTooLarge
        ? `${size}, and MoEngage recommends templates under ${TOO_LARGE / 1000} KB`
        : `${size}, of the ${TOO_LARGE / 1000} KB that MoEngage recommends for a whole template`,
      hint: 'leave out fields, long literals and look-ups that the pass does not show',
      file,
    },
  ];
}
