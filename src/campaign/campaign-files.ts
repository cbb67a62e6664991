import type { FolderLook, Recipient } from '../account/index.ts';

/** What is at a path: its absolute path without symbolic links, and what it is; `other` is a pipe, socket or device. */
export type FoundFile = { readonly real: string; readonly kind: 'file' | 'folder' | 'other' };

/**
 * How a campaign's files are reached. Paths are given as users write them, with `/`; `read` throws a FindingsError where
 * there is no such text, `list` gives the sorted files that match a pattern, none where nothing does; `bytes` is for files that are
 * packed or in another encoding than UTF-8. `isTop` says whether no
 * folder is above a folder; without it that is the one that relative paths start from, ''. `look` says what is at a path,
 * undefined where there is nothing; without it everything is a plain file, and paths are what they seem. `isPlain` says whether a path
 * is a plain file by itself, not by a symbolic link, which is quickly told. `forget` says that the text
 * of a file is not asked for again.
 */
export type CampaignFiles = {
  read(path: string): Promise<string>;
  list(pattern: string): Promise<readonly string[]>;
  bytes?(path: string): Promise<Uint8Array>;
  isTop?(folder: string): boolean;
  look?(path: string): Promise<FoundFile | undefined>;
  isPlain?(path: string): boolean;
  forget?(path: string): void;
};

/** How the folders of campaign files are looked into. */
export function lookOf(files: CampaignFiles): FolderLook {
  return {
    exists: async (path) => (await files.list(path)).length > 0,
    isTop: (folder) => (files.isTop === undefined ? folder === '' : files.isTop(folder)),
  };
}

/** A fixture user: the name of its file without the ending or of its row in an export (`line`), and what MoEngage would know. */
export type FixtureUser = {
  readonly name: string;
  readonly file: string;
  readonly line?: number;
  readonly recipient: Recipient;
};
