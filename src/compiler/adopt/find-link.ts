import {
  type EncodedPart,
  type HashPart,
  type Part,
  type Parts,
  skeleton,
  within,
} from './parts.ts';

/** The link that a template builds: the project's URL, what is encoded, the signature, and what follows it. */
export type FoundLink = {
  readonly url: string;
  readonly payload: EncodedPart;
  readonly hash: HashPart | undefined;
  /** Whether the signature is that of exactly the link before it. */
  readonly covered: boolean;
  /** What stands after the signature, where it is plain text. */
  readonly query: string;
};

/** The longest link among the values of a template, undefined where none holds `data=` and base64. */
export function findLink(values: readonly Parts[]): FoundLink | undefined {
  const links = values.flatMap((parts) => readLink(parts) ?? []);
  const signed = links.filter(({ hash }) => hash !== undefined);
  return signed.at(-1) ?? links.at(-1);
}

function readLink(parts: Parts): FoundLink | undefined {
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
  };
}

/** The link as it stands before `&sig=`, without what a message prints in front of it. */
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
export function buildsAnything(values: readonly Parts[]): boolean {
  return values.some((parts) => [...within(parts)].some(({ kind }) => kind === 'encoded'));
}
