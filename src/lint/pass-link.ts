import type { Finding } from '../diagnostics/index.ts';
import { readLink } from '../passkit/index.ts';
import type { WholeTexts } from './harm.ts';

/** What a value does to the SmartPass link of a message: an error that the link of the complete user does not have. */
export type LinkHarm = {
  readonly kind: 'broken' | 'none';
  readonly message: string;
  readonly link: string;
};

const LINKS = /https?:\/\/[^\s"'<>]*[?&]data=[^\s"'<>]*/g;

/** What is wrong with a link, and whether its payload has the word None. */
type SeenLink = { readonly findings: readonly Finding[]; readonly hasNone: boolean };

/** What values do to the SmartPass links of messages; each link is read once, as most are in a message twice and in many messages. */
export class LinkHarms {
  private readonly known: Map<string, readonly string[]> = new Map();
  private readonly seen: Map<string, SeenLink> = new Map();

  /**
   * What is wrong with a link of a message and is not with that of the complete user at the same place, and which link it is;
   * undefined where nothing is.
   */
  harmOf({ text, before }: WholeTexts): LinkHarm | undefined {
    const links = this.linksBefore(before);
    if (links.length === 0) return undefined;
    for (const [at, link] of linksIn(text()).entries()) {
      const was = links[at];
      const harm = was === undefined || was === link ? undefined : this.harmOfLink(link, was);
      if (harm !== undefined) return { ...harm, link };
    }
    return undefined;
  }

  private linksBefore(text: string): readonly string[] {
    const known = this.known.get(text) ?? linksIn(text);
    this.known.set(text, known);
    return known;
  }

  private harmOfLink(link: string, was: string): Omit<LinkHarm, 'link'> | undefined {
    const [here, before] = [this.see(link), this.see(was)];
    const known = new Set(before.findings.map(({ code }) => code));
    const error = here.findings.find(
      ({ severity, code }) => severity === 'error' && !known.has(code),
    );
    if (error !== undefined) return { kind: 'broken', message: error.message };
    return here.hasNone && !before.hasNone
      ? { kind: 'none', message: 'the pass says None' }
      : undefined;
  }

  private see(link: string): SeenLink {
    const known = this.seen.get(link) ?? seenLink(link);
    this.seen.set(link, known);
    return known;
  }
}

function seenLink(link: string): SeenLink {
  const { findings, payloadText = '' } = readLink(link);
  return { findings, hasNone: /\bnone\b/i.test(payloadText) };
}

/** What is wrong with a value, which of a made-up user says nothing, and a field that is left out. */
const OF_VALUES: ReadonlySet<string> = new Set([
  'link/placeholder-value',
  'link/unknown-field',
  'link/unusual-value',
  'link/wrong-type',
]);

/** A link of a message that opens no pass, and the messages of its errors. */
type BrokenLink = { readonly link: string; readonly errors: readonly string[] };

/** The links of a message that a complete user gets which open no pass. */
export function brokenLinks(text: string): readonly BrokenLink[] {
  return linksIn(text).flatMap((link) => {
    const errors = readLink(link)
      .findings.filter(({ severity, code }) => severity === 'error' && !OF_VALUES.has(code))
      .map(({ message }) => message);
    return errors.length === 0 ? [] : [{ link, errors }];
  });
}

function linksIn(text: string): readonly string[] {
  return text.match(LINKS) ?? [];
}

/** What templates that are judged sign their links with. */
export const SIGNED_WITH = 'lint';

/** Whether a message has links, and each has the signature that belongs to it. */
export function hasSignedLinks(text: string): boolean {
  const links = linksIn(text);
  return links.length > 0 && links.every(isSigned);
}

function isSigned(link: string): boolean {
  return readLink(link, { secret: SIGNED_WITH }).signature.verdict === 'valid';
}
