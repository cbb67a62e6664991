import {
  around,
  isPlaceholder,
  looksLikeSecret,
  mayHoldSecret,
  type Finding,
  type SecretOptions,
  type Secrets,
} from '../diagnostics/index.ts';
import {
  type ast,
  normalise,
  parse,
  refuseTooDeep,
  tokenise,
  type Lexed,
} from '../jinja/syntax/index.ts';
import { secretArguments, type FoundSecret } from './secret-arguments.ts';
import { mayBeSecret } from './secret-names.ts';
import { scanForSecrets, type ScannedRange } from './secret-scan.ts';
import { TEMPLATE_SYNTAX } from './syntax.ts';

/**
 * Makes known every secret that a text holds as a template: what it hands to `convertToSHA256` in any form, what its comments and
 * its text say of that, and of a text that does not parse whatever seems to be handed over. Other texts hold none.
 */
export function learnSecrets(text: string, secrets: Secrets): void {
  if (!mayHoldSecret(text)) return;
  const source = normalise(text, TEMPLATE_SYNTAX);
  for (const { text: secret, at, unsure, isWord } of secretsIn(source)) {
    const isThere = at !== undefined && source.slice(...at) === secret;
    const place = isThere ? around(source, ...at) : undefined;
    secrets.add(secret, { around: place, unsure, isWord });
  }
}

/**
 * Makes known what a text as a template must not be stored or sent with: the secrets that it is sure to sign with, and what has the form of
 * a PassKit secret where one may be. A text of letters alone may be a word of the message too: it is hidden between quotes and in its place.
 */
export function learnWritten(text: string, secrets: Secrets): void {
  if (!mayHoldSecret(text)) return;
  const source = normalise(text, TEMPLATE_SYNTAX);
  for (const { text: secret, at, unsure } of secretsIn(source)) {
    if (looksLikeSecret(secret) || (unsure !== true && isNoWord(secret))) secrets.add(secret);
    else if (unsure !== true) {
      const isThere = at !== undefined && source.slice(...at) === secret;
      const places = isThere ? [around(source, ...at), ...QUOTES] : QUOTES;
      for (const place of places) secrets.add(secret, { around: place, isWord: true });
    }
  }
}

const QUOTES: readonly SecretOptions['around'][] = ["'", '"'].map((quote) => ({
  before: quote,
  after: quote,
}));

function isNoWord(text: string): boolean {
  return text.length >= 8 && !/^[A-Za-z]*$/.test(text);
}

/** The secrets that a template is sure to sign with, as it writes them out; a placeholder is none. */
export function secretsHeld(text: string): readonly FoundSecret[] {
  if (!mayHoldSecret(text)) return [];
  return secretsIn(normalise(text, TEMPLATE_SYNTAX)).filter(
    (found) => found.unsure !== true && !isPlaceholder(found.text),
  );
}

/** A secret that a template writes out, and the offsets of it in the text that Jinja reads. */
export type SecretPlace = Required<Pick<FoundSecret, 'at' | 'text'>>;

/**
 * Where a template that parses writes out what it is sure to sign with: each literal, and of one put together its first part. A
 * placeholder is none.
 */
export function secretPlaces(
  root: ast.Root,
  lexed: Parameters<typeof secretArguments>[1],
): readonly SecretPlace[] {
  if (!mayHoldSecret(lexed.source)) return [];
  const found = secretArguments(root, lexed);
  const places = new Map<number, SecretPlace>();
  for (const { text, at: own, unsure } of found) {
    if (unsure === true || text.trim() === '' || isPlaceholder(text)) continue;
    const part = found.find((one) => one.at !== undefined && text.startsWith(one.text));
    const at = own ?? part?.at;
    if (at === undefined) continue;
    const isInside = [...places.values()].some((one) => one.at[0] <= at[0] && at[1] <= one.at[1]);
    if (!isInside) places.set(at[0], { text, at });
  }
  return [...places.values()];
}

/** So many secrets are learned from renders: a project has one, and what differs from user to user is none. */
const MOST_SEEN = 32;

/**
 * The `signingKey` of an emulator whose renders sign with `key`, or where there is none with what the template hands over. What a
 * template hands over, whichever way it came by it, is made known.
 */
export function signingKeyOf(secrets: Secrets, key?: string): (given: string) => string {
  let seen = 0;
  return (given) => {
    const isNew = !secrets.has(given);
    if (isNew) seen += 1;
    if (mayBeSecret(given) && (!isNew || seen <= MOST_SEEN)) secrets.add(given);
    return key ?? given;
  };
}

/** What is said of a message that holds a secret. */
export const PRINTED: Pick<Finding, 'message'> & { readonly hint: string } = {
  message:
    'the message holds the secret that its links are signed with: anyone who receives it can make passes',
  hint: 'print nothing of the secret: it belongs in convertToSHA256 alone',
};

/** The error of a message that holds a sure secret, as it is or encoded; nothing where it holds none. */
export function checkPrinted(text: string, secrets: Secrets, file?: string): readonly Finding[] {
  if (!secrets.isIn(text)) return [];
  return [
    {
      code: 'moengage/secret-printed',
      severity: 'error',
      ...PRINTED,
      ...(file !== undefined && { file }),
    },
  ];
}

function secretsIn(source: string): readonly FoundSecret[] {
  const whole = { start: 0, end: source.length, kind: 'template' } as const;
  const lexed = tokenise(source, TEMPLATE_SYNTAX);
  const found = lexed.problem === null ? argumentsIn(source, lexed) : undefined;
  const scanned = scanForSecrets(source, found === undefined ? [whole] : proseOf(lexed));
  return [...(found ?? []), ...scanned];
}

/** What a template that parses signs with; undefined for one that does not, or is nested too deeply to be followed. */
function argumentsIn(source: string, lexed: Lexed): readonly FoundSecret[] | undefined {
  try {
    return secretArguments(refuseTooDeep(parse(lexed, TEMPLATE_SYNTAX), source), lexed);
  } catch {
    return undefined;
  }
}

/** Comments, and what is between the tags. */
function proseOf({ tokens }: Lexed): readonly ScannedRange[] {
  return tokens.flatMap(({ kind, start, end }): ScannedRange[] => {
    if (kind === 'comment') return [{ start, end, kind }];
    return kind === 'data' ? [{ start, end, kind: 'text' }] : [];
  });
}
