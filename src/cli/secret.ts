import { decode, FAKE_SECRET, FindingsError, isPlaceholder } from '../diagnostics/index.ts';
import type { Arguments, CommandOptions } from './command.ts';
import { type Files } from './files.ts';
import { readAll, type Streams } from './streams.ts';

/** What kind of secret a command takes: the environment variable that may hold it, the options that name its other places, and words. */
export type SecretKind = {
  readonly noun: string;
  readonly variable: string;
  readonly file: string;
  readonly stdin: string;
  readonly form: string;
};

/** The environment variable that may hold the project secret. */
const SECRET_VARIABLE = 'SMARTPASS_SECRET';

/** The secret of a PassKit project. */
const PROJECT_SECRET: SecretKind = {
  noun: 'project secret',
  variable: SECRET_VARIABLE,
  file: 'secret-file',
  stdin: 'secret-stdin',
  form: 'a PassKit secret is one word of letters and digits',
};

/** The key of an account's API. */
export const API_KEY: SecretKind = {
  noun: 'API key',
  variable: 'SMARTPASS_API_KEY',
  file: 'key-file',
  stdin: 'key-stdin',
  form: 'a key of MoEngage is one word',
};

/** The key of an account's Data API, which takes events. */
export const DATA_KEY: SecretKind = {
  noun: 'Data API key',
  variable: 'SMARTPASS_DATA_KEY',
  file: 'key-file',
  stdin: 'key-stdin',
  form: 'a key of MoEngage is one word',
};

/** What PassKit signs webhooks with. */
export const WEBHOOK_SECRET: SecretKind = {
  noun: 'signing secret of the webhooks',
  variable: 'SMARTPASS_WEBHOOK_SECRET',
  file: 'webhook-secret-file',
  stdin: 'webhook-secret-stdin',
  form: 'a signing secret is one word',
};

/** The environment variable that may hold the address of the store of pass events, with the password of its database. */
export const STORE_VARIABLE = 'SMARTPASS_STORE';

/** Every environment variable that may hold a secret: whatever a command does, none of them is shown. */
export const SECRET_VARIABLES: readonly string[] = [
  PROJECT_SECRET.variable,
  API_KEY.variable,
  DATA_KEY.variable,
  WEBHOOK_SECRET.variable,
];

/** The options of every command that can use the project secret. A secret is never an argument itself. */
export const SECRET_OPTIONS: CommandOptions = {
  'secret-file': {
    type: 'string',
    requiresArg: true,
    describe: 'File that holds the project secret alone (chmod 600)',
  },
  'secret-stdin': { type: 'boolean', describe: 'Read the project secret from standard input' },
};

/** Where the options of a command say the secret is. */
export function secretSource(args: Arguments, kind: SecretKind = PROJECT_SECRET): SecretSource {
  return { file: args.text(kind.file), stdin: args.flag(kind.stdin) };
}

/** Where a command is told to find the secret. */
type SecretSource = { readonly file: string | undefined; readonly stdin: boolean };

/**
 * A secret from the file, standard input or the environment, in this order; undefined where none is named. Throws a FindingsError,
 * which never quotes it, where the file can be read by others, or where what was read is empty, has white space or more than one
 * line, or is the placeholder or the fake secret. From then on nothing that is drawn shows it.
 */
export async function readSecret(
  source: SecretSource,
  files: Files,
  streams: Streams,
  kind: SecretKind = PROJECT_SECRET,
): Promise<string | undefined> {
  if (source.file !== undefined && source.stdin)
    throw refuse(
      'cli/usage',
      `--${kind.file} and --${kind.stdin} cannot both be given`,
      'remove one of them',
    );
  if (source.file !== undefined) return readSecretFile(source.file, files, kind);
  if (source.stdin) {
    const text = decode(await readAll(streams.stdin), 'standard input');
    return check(text, 'standard input', files, kind);
  }
  const value = streams.env[kind.variable];
  return value === undefined || value === '' ? undefined : check(value, kind.variable, files, kind);
}

/** The secret of a command that cannot work without one. */
export async function requireSecret(
  source: SecretSource,
  files: Files,
  streams: Streams,
  kind: SecretKind = PROJECT_SECRET,
): Promise<string> {
  const secret = await readSecret(source, files, streams, kind);
  if (secret !== undefined) return secret;
  throw refuse(
    'cli/no-secret',
    `the ${kind.noun} is needed and none was given`,
    `give it by --${kind.file} FILE, --${kind.stdin} or the environment variable ${kind.variable}`,
  );
}

/** What may be a secret in the place of the name of its file: long, with digits, without an ending or a folder. */
const MAY_BE_SECRET = /^(?=\D*\d)[^./\\\s]{16,}$/;

/** The one word that a file with a secret or key holds; refused where others can read the file. */
export async function readSecretFile(
  path: string,
  files: Files,
  kind: SecretKind = PROJECT_SECRET,
): Promise<string> {
  if (MAY_BE_SECRET.test(path) && !(await files.exists(path))) {
    files.secrets.add(path);
    throw refuse(
      'cli/missing-file',
      `--${kind.file} takes the name of a file; there is none of the name that was given, which has the form of a secret`,
      'write the secret into a file (chmod 600) and name that: command lines can be read by others, so get another secret',
    );
  }
  const mode = await files.mode(path);
  if (mode !== undefined && (mode & 0o077) !== 0)
    throw refuse(
      'cli/secret-file-open',
      `others can read the secret file (mode ${mode.toString(8).padStart(3, '0')})`,
      `run "chmod 600 ${path}"`,
      path,
    );
  return check(decode(await files.bytes(path), path), path, files, kind);
}

function check(text: string, from: string, { secrets }: Files, { noun, form }: SecretKind): string {
  const secret = text.replace(/\r?\n$/, '');
  secrets.add(secret);
  if (secret.trim() === '')
    throw refuse(
      'cli/secret-empty',
      `the ${noun} is empty`,
      `write the ${noun} alone: ${form}`,
      from,
    );
  if (/[\r\n]/.test(secret))
    throw refuse(
      'cli/secret-not-alone',
      `more than one line was found, the ${noun} alone is expected`,
      `keep the line with the ${noun}: ${form}`,
      from,
    );
  if (/\s/u.test(secret))
    throw refuse('cli/secret-not-alone', `the ${noun} has spaces in or around it`, form, from);
  if (isPlaceholder(secret))
    throw refuse(
      'cli/not-a-secret',
      secret === FAKE_SECRET
        ? 'this is the fake secret that previews sign with: it is public, and no link signed with it opens a pass'
        : 'this is the placeholder of snippets, not a secret',
      'copy the secret of the project from Distribution in the PassKit dashboard',
      from,
    );
  return secret;
}

function refuse(code: string, message: string, hint: string, file?: string): FindingsError {
  return new FindingsError([
    {
      code,
      severity: 'error',
      message,
      hint,
      ...(file === undefined ? {} : { file }),
    },
  ]);
}
