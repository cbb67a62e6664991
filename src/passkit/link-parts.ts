import { Lines, type Finding, type Severity } from '../diagnostics/index.ts';

/** One query parameter of a link as it is written; offsets count UTF-16 code units of the link. */
type LinkParameter = {
  readonly name: string;
  readonly raw: string;
  readonly start: number;
  readonly valueStart: number;
  readonly end: number;
};

/** A link taken apart. `base` is everything before the question mark, `fragment` everything from the first # on. */
export type LinkParts = {
  readonly text: string;
  readonly lines: Lines;
  readonly base: string;
  readonly parameters: readonly LinkParameter[];
  readonly fragment: string;
};

/** A finding about a stretch of the link; its span belongs to the report's `link` text and its file is `link`. */
export function linkFinding(
  { lines }: Pick<LinkParts, 'lines'>,
  [start, end]: readonly [number, number],
  about: { code: string; severity: Severity; message: string; hint?: string | undefined },
): Finding {
  const { hint, ...rest } = about;
  const placed = { ...rest, file: 'link', span: lines.spanOf(start, end) };
  return hint === undefined ? placed : { ...placed, hint };
}

/** Takes a link apart; nothing is decoded. */
export function splitLink(text: string): LinkParts {
  const hash = text.indexOf('#');
  const end = hash < 0 ? text.length : hash;
  const mark = text.slice(0, end).indexOf('?');
  const parameters: LinkParameter[] = [];
  for (let start = mark < 0 ? end + 1 : mark + 1; start <= end;) {
    const ampersand = text.indexOf('&', start);
    const stop = ampersand < 0 || ampersand > end ? end : ampersand;
    const equals = text.slice(start, stop).indexOf('=');
    const nameEnd = equals < 0 ? stop : start + equals;
    const valueStart = Math.min(nameEnd + 1, stop);
    if (stop > start) {
      const name = text.slice(start, nameEnd);
      parameters.push({ name, raw: text.slice(valueStart, stop), start, valueStart, end: stop });
    }
    start = stop + 1;
  }
  return {
    text,
    lines: new Lines(text),
    base: text.slice(0, mark < 0 ? end : mark),
    parameters,
    fragment: text.slice(end),
  };
}

/** The first parameter of that name, or undefined. */
export function parameterOf({ parameters }: LinkParts, wanted: string): LinkParameter | undefined {
  return parameters.find(({ name }) => name === wanted);
}

/** A query value as a form decoder reads it: `+` is a space, `%` escapes are undone where they are sound. */
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
    const message = `the parameter ${name} appears more than once, expected once`;
    const about = { code: 'link/repeated-parameter', severity: 'error', message } as const;
    findings.push(linkFinding(parts, [second.start, second.end], about));
  }
  const sig = parameters.findIndex(({ name }) => name === 'sig');
  const data = parameters.findIndex(({ name }) => name === 'data');
  const foreign = parameters
    .slice(0, Math.max(sig, 0))
    .filter(({ name }) => name !== 'data' && name !== 'iv');
  for (const { name, start, end } of foreign) {
    const message = `the parameter ${name} is before the signature and is signed with the link, expected only data there`;
    const hint = 'put it after sig';
    const about = { code: 'link/signed-parameter', severity: 'warning', message, hint } as const;
    findings.push(linkFinding(parts, [start, end], about));
  }
  const first = parameters[sig];
  if (first !== undefined && data > sig) {
    const message = 'sig is before data, so the signature does not cover the data';
    const about = { code: 'link/wrong-order', severity: 'error', message } as const;
    findings.push(linkFinding(parts, [first.start, first.end], about));
  }
  if (fragment !== '') {
    const message = 'the link has a #: what follows it is never sent to PassKit';
    const about = { code: 'link/fragment', severity: 'warning', message } as const;
    findings.push(linkFinding(parts, [text.length - fragment.length, text.length], about));
  }
  return findings;
}

/** A kind of damage to a link on its way from the program that signs it to the person who opens it. */
export type DamageKind =
  | 'surrounding-space'
  | 'line-break'
  | 'inner-space'
  | 'escaped-ampersand'
  | 'html-escapes'
  | 'wrapper'
  | 'opaque-wrapper'
  | 'quoted-printable'
  | 'eaten-equals'
  | 'markup'
  | 'quotes'
  | 'words'
  | 'reply-marks'
  | 'punctuation'
  | 'percent-encoded'
  | 'encoded-twice'
  | 'escaped-space'
  | 'invisible'
  | 'typographic'
  | 'code-escapes'
  | 'defanged'
  | 'scheme'
  | 'twice'
  | 'separators';

type Damage = readonly [code: string, severity: Severity, message: string, hint?: string];

/**
 * What each kind of damage is called. An error keeps the link as it was given from opening the pass; a warning is harmless in a
 * browser. `{}` is a detail, such as the service that wrapped the link.
 */
const DAMAGES: Readonly<Record<DamageKind, Damage>> = {
  'surrounding-space': [
    'link/whitespace',
    'warning',
    'there are spaces, line breaks or angle brackets round the link',
  ],
  'line-break': [
    'link/whitespace',
    'error',
    'there is a line break or tab inside the link',
    'whatever wrapped the line breaks the link for many readers',
  ],
  'inner-space': [
    'link/whitespace',
    'error',
    'there is a space inside the link',
    'whatever wrapped or copied the link put it in',
  ],
  'escaped-ampersand': [
    'link/escaped-ampersand',
    'error',
    'the link has &amp; where & is expected',
    'in the source of an HTML page &amp; is right, in the address itself it is not',
  ],
  'html-escapes': [
    'link/html-escaped',
    'error',
    'the link has characters escaped for HTML, such as {}',
    'take the address as a browser reads it',
  ],
  wrapper: [
    'link/wrapped',
    'warning',
    'the link is inside a link of {}',
    'what is said here is about the link inside, to which the other one leads',
  ],
  'opaque-wrapper': [
    'link/opaque-wrapper',
    'error',
    'this is a link of {}, which does not hold the address it leads to',
    'open it, and verify the address at which the browser ends',
  ],
  'quoted-printable': [
    'link/quoted-printable',
    'error',
    'the link is in quoted-printable: =3D for =, or = at the end of a line',
    'decode the mail before the link is taken out of it',
  ],
  'eaten-equals': [
    'link/quoted-printable',
    'error',
    'the link was decoded as quoted-printable, which it was not: = and two hex digits became one character',
    'encode the mail as quoted-printable, or declare that it is not',
  ],
  markup: ['link/markup', 'error', 'the link is inside {}', 'take the address alone'],
  quotes: [
    'link/quoted',
    'error',
    'there are quotes round the link',
    'take the address without them',
  ],
  words: [
    'link/surrounding-text',
    'error',
    'there is other text round the link',
    'take the address alone',
  ],
  'reply-marks': [
    'link/surrounding-text',
    'error',
    'the link has the > of a quoted reply in it',
    'take the link from the first mail',
  ],
  punctuation: [
    'link/trailing-punctuation',
    'error',
    '{} follows the link and became part of it',
    'put a space between a link and the punctuation after it',
  ],
  'percent-encoded': [
    'link/percent-encoded',
    'error',
    'the link is percent-encoded, its ?, & or = included',
    'it was made a parameter of another link: decode it once',
  ],
  'encoded-twice': [
    'link/percent-encoded',
    'error',
    'the link is percent-encoded twice: %25 is a % that was encoded once more',
    'encode it once only',
  ],
  'escaped-space': [
    'link/escaped-space',
    'error',
    'the link has {} in it: a line break or space that was encoded with it',
    'trim what is put into the link before it is encoded',
  ],
  invisible: [
    'link/foreign-character',
    'error',
    'the link has an invisible character in it ({})',
    'an editor or a copy put it in: no link has any',
  ],
  typographic: [
    'link/foreign-character',
    'error',
    'the link has {}, which an editor put in place of plain characters',
    'switch off autocorrection where links are written',
  ],
  'code-escapes': [
    'link/code-escaped',
    'error',
    'the link is escaped as in a program: {}',
    'take the value of the text, not its source',
  ],
  defanged: [
    'link/defanged',
    'error',
    'the link was made harmless by a security tool ({})',
    'it is https and plain dots',
  ],
  scheme: [
    'link/broken-scheme',
    'error',
    'the link begins with {}, expected https:// once',
    'the beginning was copied or put together wrongly',
  ],
  twice: ['link/pasted-twice', 'error', 'the link appears twice in a row', 'take it once'],
  separators: ['link/separators', 'error', 'the link has {}', 'expected ?data= and then &sig='],
};

/**
 * Whether findings say that the text as it was given opens nothing, though the link in it may be sound: it was damaged on its
 * way.
 */
export function isDamaged(findings: readonly Finding[]): boolean {
  return findings.some(({ severity, code }) => severity === 'error' && DAMAGE_CODES.has(code));
}

/** The finding for a kind of damage; `detail` is what its sentence names. */
export function damageFinding(kind: DamageKind, detail = ''): Finding {
  const [code, severity, message, hint] = DAMAGES[kind];
  const finding = { code, severity, message: message.replace('{}', () => detail) };
  return hint === undefined ? finding : { ...finding, hint };
}

const DAMAGE_CODES: ReadonlySet<string> = new Set(Object.values(DAMAGES).map(([code]) => code));
