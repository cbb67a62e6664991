import { didYouMean, NOT_UTF8, FindingsError, type Finding } from '../diagnostics/index.ts';
import {
  isExportName,
  isExportText,
  readExport,
  readRecipient,
  type ExportOptions,
} from '../account/index.ts';
import type { CampaignFiles, FixtureUser } from './campaign-files.ts';
import { stem } from './paths.ts';
import type { RoundCache } from './round-cache.ts';

/** The users of a file with warnings, or the errors that there are none for. */
export type ReadUsers = {
  readonly users: readonly FixtureUser[];
  readonly findings: readonly Finding[];
};

/** More characters than this are no single user: somebody named an export of all of them. */
const MOST = 4_000_000;

/** The users of a text: of an export, or the one of a fixture file, which is known by the name of the file. */
function readUsers(text: string, path: string, options: ExportOptions = {}): ReadUsers {
  if (isExportName(path) || isExportText(path, text)) {
    const { users, findings } = readExport(text, path, options);
    return { users: users.map((user) => ({ file: path, ...user })), findings };
  }
  if (text.length > MOST) return { users: [], findings: [tooLarge(text, path)] };
  const { recipient, findings } = readRecipient(text, path);
  return { users: recipient ? [{ name: stem(path), file: path, recipient }] : [], findings };
}

/**
 * Reads a file of users. Throws a FindingsError where it cannot be read at all. A `cache` keeps the users of a file whose text is the
 * same.
 */
export async function readUsersFile(
  path: string,
  files: CampaignFiles,
  options: ExportOptions = {},
  cache?: RoundCache,
): Promise<ReadUsers> {
  const text = await textOf(path, files, options);
  if (cache === undefined) return readUsers(text, path, options);
  const madeOf = [text, JSON.stringify(options)];
  return cache.recall(`users ${path}`, madeOf, () => readUsers(text, path, options));
}

/** The text of a file of users: of an export that is packed or in another encoding, too. */
async function textOf(
  path: string,
  files: CampaignFiles,
  { encoding }: ExportOptions,
): Promise<string> {
  const isPacked = path.toLowerCase().endsWith('.gz');
  if (files.bytes === undefined || !(isPacked || encoding !== undefined || isExportName(path)))
    return files.read(path);
  if (!isPacked && encoding === undefined) {
    try {
      return await files.read(path);
    } catch (error) {
      if (!isNotUtf8(error)) throw error;
    }
  }
  const bytes = await files.bytes(path);
  return decoded(isPacked ? await unpacked(bytes, path) : bytes, path, encoding);
}

function isNotUtf8(error: unknown): boolean {
  return error instanceof FindingsError && error.findings.some(({ code }) => code === NOT_UTF8);
}

function decoded(bytes: Uint8Array, path: string, encoding?: string): string {
  const [first, second] = bytes;
  const marked =
    first === 0xff && second === 0xfe
      ? 'utf-16le'
      : first === 0xfe && second === 0xff
        ? 'utf-16be'
        : 'utf-8';
  const label = encoding ?? marked;
  try {
    return decoderOf(label, path).decode(bytes);
  } catch (error) {
    if (error instanceof FindingsError) throw error;
    throw new FindingsError([
      {
        code: 'campaign/unreadable-file',
        severity: 'error',
        message: `cannot read the file: it is not ${label.toUpperCase()} text`,
        hint: 'name its encoding: users: { file: …, encoding: windows-1252 }',
        file: path,
      },
    ]);
  }
}

/** The encodings that exports of users mostly have. */
const ENCODINGS: readonly string[] = [
  'utf-8',
  'windows-1252',
  'iso-8859-1',
  'utf-16le',
  'utf-16be',
];

function decoderOf(label: string, path: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(label, { fatal: true });
  } catch {
    throw new FindingsError([
      {
        code: 'campaign/bad-value',
        severity: 'error',
        message: `there is no encoding '${label}', expected one such as utf-8, windows-1252 or utf-16le`,
        hint: didYouMean(label, ENCODINGS) ?? 'write encoding: windows-1252, for example',
        file: path,
      },
    ]);
  }
}

/** Most bytes that a packed file may come to: a small one can hold any number. */
const MOST_UNPACKED = 2 ** 26;

async function unpacked(bytes: Uint8Array, path: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const refuse = (why: string, hint: string): FindingsError =>
    new FindingsError([
      {
        code: 'campaign/unreadable-file',
        severity: 'error',
        message: `cannot read the file: ${why}`,
        hint,
        file: path,
      },
    ]);
  try {
    const stream = new Blob([new Uint8Array(bytes)])
      .stream()
      .pipeThrough(new DecompressionStream('gzip'));
    for await (const chunk of stream as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > MOST_UNPACKED)
        throw refuse('it holds more than 64 megabytes', 'take a few users out of the export');
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof FindingsError
      ? error
      : refuse('it is not packed by gzip', 'pack it with gzip, or name the file without .gz');
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

function tooLarge(text: string, path: string): Finding {
  return {
    code: 'campaign/large-user',
    severity: 'error',
    message: `the file holds ${Math.ceil(text.length / 1e6)} million characters, expected one fixture user`,
    hint: 'a fixture user is a file of its own; take a few users out of the export',
    file: path,
  };
}
