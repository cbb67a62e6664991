import {
  type Alternatives,
  type EncodedPart,
  type HashPart,
  type Part,
  type Parts,
  skeleton,
  within,
} from './parts.ts';
import type { Value } from './statements.ts';

/** The link that a template builds: the project's URL, what is encoded, the signature, and what follows it. */
export type FoundLink = {
  readonly url: string;
  readonly payload: EncodedPart;
  readonly hash: HashPart | undefined;
  /** Whether the signature is that of exactly the link before it. */
  readonly covered: boolean;
  /** What follows the signature, where it is plain text. */
  readonly query: string;
  /** The variable that holds the whole link, where one does. */
  readonly variable?: string;
  /** The condition under which the link is built; without atoms it always is. */
  readonly when: Alternatives;
};

/**
 * The links among the values of a template, those that are signed alone where there are any, in the order of the template. Values
 * with the same payload at the same address are one link.
 */
export function findLinks(values: readonly Value[]): readonly FoundLink[] {
  const links = values.flatMap(readLink).filter((link) => link !== undefined);
  const signed = links.filter(({ hash }) => hash !== undefined);
  const found = new Map<string, FoundLink>();
  for (const link of signed.length > 0 ? signed : links) {
    const key = `${link.url} ${skeleton(link.payload.of)}`;
    const known = found.get(key);
    const variable = link.variable ?? known?.variable;
    found.set(key, {
      ...link,
      ...(variable !== undefined && { variable }),
      when: known?.when ?? link.when,
    });
  }
  return [...found.values()];
}

function readLink({ parts, when, name }: Value): FoundLink | undefined {
  const at = parts.findIndex(({ kind }) => kind === 'encoded');
  const payload = parts[at];
  if (payload?.kind !== 'encoded') return undefined;
  const before = parts.slice(0, at).map(textOf).join('');
  const start = /(https?:\/\/[^\s"'<>]*?)\?(?:[^\s"'<>]*&)?data=$/.exec(before);
  if (start === null) return undefined;
  const rest = parts.slice(at + 1);
  const hashAt = rest.findIndex(({ kind }) => kind === 'hash');
  const hash = rest[hashAt];
  const signed = hash?.kind === 'hash' ? hash : undefined;
  const query =
    signed === undefined
      ? ''
      : rest
          .slice(hashAt + 1)
          .map(textOf)
          .join('');
  return {
    url: start[1] ?? '',
    payload,
    hash: signed,
    covered: signed !== undefined && skeleton(signed.of) === linkBefore(parts, start[0]),
    query: /^(?:&[^\s"'<>]*)?/.exec(query)?.[0] ?? '',
    ...(name !== undefined && { variable: name }),
    when,
  };
}

/** The link before `&sig=`, without what a message prints in front of it. */
function linkBefore(parts: Parts, start: string): string {
  const whole = skeleton(
    parts.slice(
      0,
      parts.findIndex(({ kind }) => kind === 'hash'),
    ),
  );
  return whole.slice(whole.indexOf(start)).replace(/&sig=$/, '');
}

function textOf(part: Part): string {
  return part.kind === 'text' ? part.text : '';
}

/** Whether anything in a template is base64 or a hash: without it there is nothing to adopt. */
export function buildsAnything(values: readonly Value[]): boolean {
  return values.some(({ parts }) => [...within(parts)].some(({ kind }) => kind === 'encoded'));
}
