import type { CampaignFiles } from '../campaign/index.ts';
import { FindingsError } from '../diagnostics/index.ts';

/** The texts and the matches of patterns that loading a campaign asked for. */
export type FilesRecord = {
  readonly texts: ReadonlyMap<string, string>;
  readonly lists: ReadonlyMap<string, readonly string[]>;
};

/** Files that note what is read of them, so that another thread can load the same campaign. */
export function recordingFiles(files: CampaignFiles): {
  readonly files: CampaignFiles;
  readonly record: FilesRecord;
} {
  const texts = new Map<string, string>();
  const lists = new Map<string, readonly string[]>();
  return {
    record: { texts, lists },
    files: {
      ...(files.look && { look: async (path: string) => files.look?.(path) }),
      ...(files.isTop && { isTop: (folder: string) => files.isTop?.(folder) === true }),
      ...(files.bytes && {
        bytes: async (path: string) => files.bytes?.(path) ?? new Uint8Array(),
      }),
      async read(path) {
        const text = await files.read(path);
        texts.set(path, text);
        return text;
      },
      async list(pattern) {
        const found = await files.list(pattern);
        lists.set(pattern, found);
        return found;
      },
    },
  };
}

/** Files that answer what was noted, with other texts for some of them. */
export function replayedFiles(
  { texts, lists }: FilesRecord,
  changed: ReadonlyMap<string, string> = new Map(),
): CampaignFiles {
  return {
    async read(path) {
      const text = changed.get(path) ?? texts.get(path);
      if (text !== undefined) return text;
      const message = 'cannot read the file: it was not read before';
      throw new FindingsError([
        { code: 'campaign/unreadable-file', severity: 'error', message, file: path },
      ]);
    },
    list: async (pattern) => lists.get(pattern) ?? [],
  };
}
