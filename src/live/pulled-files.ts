import {
  isObject,
  jsonIn,
  SECRET_PLACEHOLDER,
  Secrets,
  type Finding,
} from '../diagnostics/index.ts';
import { learnWritten } from '../analysis/index.ts';
import type { AccountTemplate, PulledAccount } from './pull.ts';

/** A file of an account's texts; `path` is relative to the folder that holds them. */
export type PulledFile = { readonly path: string; readonly text: string };

/** The files of an account, the index among them, with warnings about what was changed in them. */
type PulledFiles = {
  readonly files: readonly PulledFile[];
  readonly findings: readonly Finding[];
};

/** The name of the index. */
export const INDEX_FILE = 'index.json';

/**
 * The files of what was pulled: one a template and one a content block, named after it, and an index of all of them sorted by path.
 * The same account gives the same files. A secret that one of the texts signs with is replaced by the placeholder of snippets
 * in each of them, and in what the index says of them.
 */
export function filesOf({ templates, blocks }: PulledAccount): PulledFiles {
  const mails = named(templates, 'email-templates', () => 'html');
  const parts = named(blocks, 'content-blocks', ({ kind }) => (kind === 'html' ? 'html' : 'txt'));
  const secrets = new Secrets();
  for (const { item } of [...mails, ...parts])
    for (const text of [item.content, ...textsOf(item)]) learnWritten(text, secrets);
  const all = [...mails, ...parts].map((one) => written(one, secrets));
  const index = {
    emailTemplates: mails.map((one) => entryOf(one, secrets)),
    contentBlocks: parts.map((one) => ({ ...entryOf(one, secrets), kind: one.item.kind })),
  };
  const text = `${JSON.stringify(index, null, 2)}\n`;
  return {
    files: [...all.map(({ file }) => file), { path: INDEX_FILE, text }],
    findings: all.flatMap(({ finding }) => finding ?? []),
  };
}

type Named<T extends AccountTemplate> = { readonly item: T; readonly path: string };

/** What the index says of an item, in texts. */
function textsOf({ name, details }: AccountTemplate): readonly string[] {
  return [name, ...Object.values(details)];
}

function entryOf(
  { item, path }: Named<AccountTemplate>,
  secrets: Secrets,
): Readonly<Record<string, unknown>> {
  const entry = { file: path, name: item.name, id: item.id, ...item.details };
  return Object.fromEntries(
    Object.entries(entry).map(([key, value]) => [key, secrets.replace(value, SECRET_PLACEHOLDER)]),
  );
}

function written(
  { item, path }: Named<AccountTemplate>,
  secrets: Secrets,
): {
  readonly file: PulledFile;
  readonly finding: Finding | undefined;
} {
  const text = secrets.replace(item.content, SECRET_PLACEHOLDER);
  const finding: Finding = {
    code: 'live/secret-pulled',
    severity: 'warning',
    message: `it signs with a secret: the file has ${SECRET_PLACEHOLDER} in its place`,
    hint: 'put the secret back before the file is pasted into MoEngage; a repository is no place for it',
    file: path,
  };
  return { file: { path, text }, finding: text === item.content ? undefined : finding };
}

/** Gives every item a path of its own in a folder, sorted by path. Items whose names give one path have their ids in it. */
function named<T extends AccountTemplate>(
  items: readonly T[],
  folder: string,
  endingOf: (item: T) => string,
): readonly Named<T>[] {
  const stems = items.map((item) => `${stemOf(item.name)}.${endingOf(item)}`);
  const count = new Map<string, number>();
  for (const stem of stems) count.set(stem, (count.get(stem) ?? 0) + 1);
  return items
    .map((item) => {
      const stem = stemOf(item.name);
      const ending = endingOf(item);
      const isAlone = count.get(`${stem}.${ending}`) === 1;
      const name = isAlone ? stem : `${stem}-${stemOf(item.id)}`;
      return { item, path: `${folder}/${name}.${ending}` };
    })
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** So many characters of a name are in the name of its file. */
const LONGEST = 60;

/** Names that no file may have on Windows. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/** A name as that of a file, on every system: letters and digits of any script in small letters, all else as `-`. */
function stemOf(name: string): string {
  const words = name
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M}]+/gu, '-');
  const short = words.slice(0, LONGEST).replaceAll(/^-+|-+$|[\uD800-\uDBFF]$/g, '');
  if (short === '') return 'unnamed';
  return RESERVED.test(short) ? `${short}-` : short;
}

/** The paths that an index lists, none for a text that is no index. */
export function indexedPaths(text: string): readonly string[] {
  const index = jsonIn(text);
  return Object.values(isObject(index) ? index : {})
    .flatMap((list): readonly unknown[] => (Array.isArray(list) ? list : []))
    .flatMap((one) => (isEntry(one) ? [one.file] : []));
}

function isEntry(one: unknown): one is { readonly file: string } {
  return typeof one === 'object' && one !== null && 'file' in one && typeof one.file === 'string';
}
