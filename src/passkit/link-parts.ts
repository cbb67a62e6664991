import { spanOf, type Finding, type Severity } from '../diagnostics/index.ts';

/** One query parameter of a link as it is written; offsets count UTF-16 code units of the link. */
export type LinkParameter = {
  readonly name: string;
  readonly raw: string;
  readonly start: number;
  readonly valueStart: number;
  readonly end: number;
};

/** A link taken apart. `base` is everything before the question mark, `fragment` everything from the first # on. */
export type LinkParts = {
  readonly text: string;
  readonly base: string;
  readonly parameters: readonly LinkParameter[];
  readonly fragment: string;
};

/** A finding about a stretch of the link; its span belongs to the report's `link` text and its file is `link`. */
export function linkFinding(
  text: string,
  [start, end]: readonly [number, number],
  about: { code: string; severity: Severity; message: string; hint?: string | undefined },
): Finding {
  const { hint, ...rest } = about;
  const placed = { ...rest, file: 'link', span: spanOf(text, start, end) };
  return hint === undefined ? placed : { ...placed, hint };
}

/**
 * The link without blanks round it, without line breaks and tabs inside (a browser drops those too) and with `&amp;`
 * read as `&`, and a finding for each that there was.
 */
export function tidyLink(link: string): { readonly text: string; readonly findings: Finding[] } {
  const findings: Finding[] = [];
  const trimmed = link.trim().replace(/^<(.*)>$/s, '$1');
  if (trimmed !== link) {
    const message = 'blanks, line breaks or angle brackets stand round the link';
    findings.push({ code: 'link/whitespace', severity: 'warning', message });
  }
  const joined = trimmed.replaceAll(/ *[\r\n\t]+ */g, '');
  if (joined !== trimmed) {
    const message = 'a line break or tab stands inside the link';
    const hint = 'whatever wrapped the line breaks the link for many readers';
    findings.push({ code: 'link/whitespace', severity: 'error', message, hint });
  }
  const text = joined.replaceAll(/&(?:amp|#38|#x26);/gi, '&');
  if (text !== joined) {
    const message = 'the link holds &amp; where & should stand';
    const hint = 'in the source of an HTML page &amp; is right, in the address itself it is not';
    findings.push({ code: 'link/escaped-ampersand', severity: 'error', message, hint });
  }
  return { text, findings };
}

/** Takes a tidied link apart; nothing is decoded. */
export function splitLink(text: string): LinkParts {
  const hash = text.indexOf('#');
  const end = hash < 0 ? text.length : hash;
  const mark = text.slice(0, end).indexOf('?');
  const parameters: LinkParameter[] = [];
  for (let start = mark < 0 ? end + 1 : mark + 1; start <= end;) {
    const ampersand = text.indexOf('&', start);
    const stop = ampersand < 0 || ampersand > end ? end : ampersand;
    const equals = text.indexOf('=', start);
    const nameEnd = equals < 0 || equals > stop ? stop : equals;
    const valueStart = Math.min(nameEnd + 1, stop);
    if (stop > start) {
      const name = text.slice(start, nameEnd);
      parameters.push({ name, raw: text.slice(valueStart, stop), start, valueStart, end: stop });
    }
    start = stop + 1;
  }
  return {
    text,
    base: text.slice(0, mark < 0 ? end : mark),
    parameters,
    fragment: text.slice(end),
  };
}

/** A query value as a form decoder reads it: `+` is a blank, `%` escapes are undone where they are sound. */
export function decodeQuery(raw: string): string {
  return decodePercent(raw.replaceAll('+', ' '));
}

/** Undoes `%` escapes; a text with broken ones comes back as it is. */
export function decodePercent(raw: string): string {
  if (!raw.includes('%')) return raw;
  try {
    return decodeURIComponent(raw);
  } catch {
    return raw;
  }
}

/** What is wrong with the parameters as such: repeated ones, foreign ones before the signature, a fragment, order. */
export function checkParameters(parts: LinkParts): Finding[] {
  const { text, parameters, fragment } = parts;
  const findings: Finding[] = [];
  for (const name of ['data', 'sig', 'iv']) {
    const [, second] = parameters.filter((parameter) => parameter.name === name);
    if (second === undefined) continue;
    const message = `the parameter ${name} stands more than once, expected once`;
    const about = { code: 'link/repeated-parameter', severity: 'error', message } as const;
    findings.push(linkFinding(text, [second.start, second.end], about));
  }
  const sig = parameters.findIndex(({ name }) => name === 'sig');
  const data = parameters.findIndex(({ name }) => name === 'data');
  for (const { name, start, end } of parameters.slice(0, Math.max(sig, 0))) {
    if (name === 'data' || name === 'iv') continue;
    const message = `the parameter ${name} stands before the signature and is signed with the link, expected only data there`;
    const hint = 'put it after sig';
    const about = { code: 'link/signed-parameter', severity: 'warning', message, hint } as const;
    findings.push(linkFinding(text, [start, end], about));
  }
  const first = parameters[sig];
  if (first !== undefined && data > sig) {
    const message = 'sig stands before data, so the signature does not cover the data';
    const about = { code: 'link/wrong-order', severity: 'error', message } as const;
    findings.push(linkFinding(text, [first.start, first.end], about));
  }
  if (fragment !== '') {
    const message = 'a # stands in the link: what follows it is never sent to PassKit';
    const about = { code: 'link/fragment', severity: 'warning', message } as const;
    findings.push(linkFinding(text, [text.length - fragment.length, text.length], about));
  }
  return findings;
}
