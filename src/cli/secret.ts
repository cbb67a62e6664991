import { FAKE_SECRET, FindingsError, isPlaceholder } from '../diagnostics/index.ts';
import type { Arguments, CommandOptions } from './command.ts';
import { decode, type Files } from './files.ts';
import { readAll, type Streams } from './streams.ts';

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
export function secretSource(args: Arguments): SecretSource {
  return { file: args.text('secret-file'), stdin: args.flag('secret-stdin') };
}

/** The environment variable that may hold the project secret. */
export const SECRET_VARIABLE = 'SMARTPASS_SECRET';

/** Where a command is told to find the secret. */
export type SecretSource = { readonly file: string | undefined; readonly stdin: boolean };

/**
 * The project secret from the file, standard input or the environment, in this order; undefined where none is named.
 * Throws a FindingsError, which never quotes it, where the file can be read by others, or where what was read is empty,
 * has white space or more than one line, or is the placeholder or the fake secret. From then on nothing that is drawn shows it.
 */
export async function readSecret(
  source: SecretSource,
  files: Files,
  streams: Streams,
): Promise<string | undefined> {
  if (source.file !== undefined && source.stdin)
    throw refuse('cli/usage', '--secret-file and --secret-stdin cannot both be given');
  if (source.file !== undefined) return readSecretFile(source.file, files);
  if (source.stdin)
    return check(decode(await readAll(streams.stdin), 'standard input'), 'standard input', files);
  const value = streams.env[SECRET_VARIABLE];
  return value === undefined || value === '' ? undefined : check(value, SECRET_VARIABLE, files);
}

/** The secret of a command that cannot work without one. */
export async function requireSecret(
  source: SecretSource,
  files: Files,
  streams: Streams,
): Promise<string> {
  const secret = await readSecret(source, files, streams);
  if (secret !== undefined) return secret;
  throw refuse(
    'cli/no-secret',
    'the project secret is needed and none was given',
    `give it by --secret-file FILE, --secret-stdin or the environment variable ${SECRET_VARIABLE}`,
  );
}

/** The one word that a file with a secret or key holds; refused where others can read the file. */
export async function readSecretFile(path: string, files: Files): Promise<string> {
  const mode = await files.mode(path);
  if (mode !== undefined && (mode & 0o077) !== 0)
    throw refuse(
      'cli/secret-file-open',
      `others can read the secret file (mode ${mode.toString(8).padStart(3, '0')})`,
      `run "chmod 600 ${path}"`,
      path,
    );
  return check(decode(await files.bytes(path), path), path, files);
}

function check(text: string, from: string, { secrets }: Files): string {
  const secret = text.replace(/\r?\n$/, '');
  secrets.add(secret);
  if (secret.trim() === '')
    throw refuse('cli/secret-empty', `the secret is empty`, undefined, from);
  if (/[\r\n]/.test(secret))
    throw refuse(
      'cli/secret-not-alone',
      'more than one line was found, the secret alone is expected',
      undefined,
      from,
    );
  if (/\s/u.test(secret))
    throw refuse(
      'cli/secret-not-alone',
      'the secret has spaces in or around it',
      'a PassKit secret is one word of letters and digits',
      from,
    );
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

function refuse(code: string, message: string, hint?: string, file?: string): FindingsError {
  return new FindingsError([
    {
      code,
      severity: 'error',
      message,
      ...(hint === undefined ? {} : { hint }),
      ...(file === undefined ? {} : { file }),
    },
  ]);
}
