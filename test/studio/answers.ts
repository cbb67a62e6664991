import type { PreviewUser } from '../../src/preview/index.ts';
import type { TriedAccount } from '../../src/studio/protocol.ts';

/** Accounts that differ in what templates see. */
export const ACCOUNTS: readonly TriedAccount[] = [
  {},
  { jinja: '2.8', null: 'print' },
  { missing: 'none', null: 'blank', default: 'falsy' },
  { hash: 'sha256-value-secret', hashCase: 'upper', base64Alphabet: 'url' },
  { missing: 'empty', trailingNewline: 'kept', jinja: '3.1.6', autoescape: 'on' },
];

type CliLink = { readonly link: string; readonly signature: { readonly verdict: string } };
/** What `preview --json --text` says of a user. */
export type CliOutcome = {
  readonly user: string;
  readonly sent: boolean;
  readonly text?: string;
  readonly failures?: readonly { readonly category: string; readonly message?: string }[];
  readonly links?: readonly CliLink[];
};

/** What the studio shows of a user, to be held against `answeredOf`. */
export function shownOf(user: PreviewUser | undefined): unknown {
  const isSent = user?.status !== 'dropped';
  return {
    user: user?.name,
    sent: isSent,
    ...(isSent && { text: user?.text }),
    links: user?.links.map(({ link, signature }) => [link, signature]),
    failures: isSent ? [] : user?.notes.map(({ category, message }) => [category, message]),
  };
}

/** What the command line answers of a user. */
export function answeredOf({ user, sent, text, failures = [], links = [] }: CliOutcome): unknown {
  return {
    user,
    sent,
    ...(sent && { text }),
    links: links.map(({ link, signature }) => [link, signature.verdict]),
    failures: failures.map(({ category, message }) => [category, message]),
  };
}
