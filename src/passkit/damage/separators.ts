import { changed, type Step } from './step.ts';

/** What becomes of `?data=` and `&sig=`: what is found, what it was, and how the finding calls it. */
const SLIPS: readonly (readonly [found: RegExp, to: string, what: string])[] = [
  [/^([^?]*\/c\/[\w-]+)&(?=data=)/i, '$1?', '& in place of ? before data'],
  [/^([^?]*\/c\/[\w-]+?)(?=data=ey)/i, '$1?', 'no ? before data'],
  [/\?[?&]{1,9}(?=data=)/i, '?', 'more than one separator before data'],
  [/([?&])data(?:[:;]|%(?:25)?3[AD])?(?=ey)/i, '$1data=', 'no = after data'],
  [
    /([\w=-])(?:\?|;|&{2,9}|,|\||%(?:25)?(?:26|3B))(?=sig(?:=|%(?:25)?3D))/i,
    '$1&',
    'another character in place of & before sig',
  ],
  [/([\w=-])(?<![?&])(?=sig=[0-9a-f]{64}(?![0-9a-f]))/i, '$1&', 'no & before sig'],
  [/&sig(?:[:;]|%(?:25)?3[AD])?(?=[0-9a-f]{64}(?![0-9a-f]))/i, '&sig=', 'no = after sig'],
  [
    /&sig\ufffd(?=[0-9a-f]{62}(?![0-9a-f]))/i,
    '&sig=',
    '= and two digits of sig decoded as quoted-printable',
  ],
  [/([?&])data=(?=[\w%+/=-]*&sig=)/i, '$1data=', 'data or sig not in lower case'],
  [/&sig=(?=[\w%+/=-]*(?:&|#|$))/i, '&sig=', 'data or sig not in lower case'],
];

/** A link whose `?`, `&` or `=` were lost or changed, or whose parameters have capitals, as it was likely made. */
export function separators(text: string): Step | undefined {
  let first: string | undefined;
  const after = SLIPS.reduce((done, [found, to, what]) => {
    const next = done.replace(found, to);
    if (next !== done) first ??= what;
    return next;
  }, text);
  return changed(text, after, 'separators', first);
}
