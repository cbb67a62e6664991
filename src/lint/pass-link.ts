import { readLink, type LinkReport } from '../passkit/index.ts';

/** What a value does to the SmartPass link of a message: an error that the link of the complete user does not have. */
export type LinkHarm = { readonly kind: 'broken' | 'none'; readonly message: string };

const LINK = /https?:\/\/[^\s"'<>]*[?&]data=[^\s"'<>]*/;

/** What is wrong with the first link of a message and is not with that of the complete user; undefined where nothing is. */
export function linkHarm(text: string, complete: string): LinkHarm | undefined {
  const [here, before] = [linkIn(text), linkIn(complete)];
  if (here === undefined || before === undefined || here.link === before.link) return undefined;
  const known = new Set(before.findings.map(({ code }) => code));
  const error = here.findings.find(
    ({ severity, code }) => severity === 'error' && !known.has(code),
  );
  if (error !== undefined) return { kind: 'broken', message: error.message };
  const [none, was] = [here, before].map(({ payloadText = '' }) => /\bnone\b/i.test(payloadText));
  return none === true && was === false
    ? { kind: 'none', message: 'the pass says None' }
    : undefined;
}

/** What is wrong with a value, which of a made-up user says nothing, and a field that is left out. */
const OF_VALUES: ReadonlySet<string> = new Set([
  'link/placeholder-value',
  'link/unknown-field',
  'link/unusual-value',
  'link/wrong-type',
]);

/** What is wrong with the first link of a message that a complete user gets: the messages of its errors. */
export function linkErrors(text: string): readonly string[] {
  const { findings = [] } = linkIn(text) ?? {};
  return findings
    .filter(({ severity, code }) => severity === 'error' && !OF_VALUES.has(code))
    .map(({ message }) => message);
}

function linkIn(text: string): LinkReport | undefined {
  const link = LINK.exec(text)?.[0];
  return link === undefined ? undefined : readLink(link);
}
