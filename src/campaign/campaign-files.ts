import type { Recipient } from '../account/index.ts';

/**
 * How a campaign's files are reached. Paths are given as users write them, with `/`; `read` throws a FindingsError where
 * there is no such text, `list` gives the sorted files that match a pattern, none where nothing does. `isTop` says whether no
 * folder is above a folder; without it that is the one that relative paths start from, ''.
 */
export type CampaignFiles = {
  read(path: string): Promise<string>;
  list(pattern: string): Promise<readonly string[]>;
  isTop?(folder: string): boolean;
};

/** A fixture user: the name of its file without the ending, and what MoEngage would know of it. */
export type FixtureUser = {
  readonly name: string;
  readonly file: string;
  readonly recipient: Recipient;
};
