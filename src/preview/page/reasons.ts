import type { PreviewData, PreviewNote, PreviewUser } from '../preview-data.ts';
import { kindOfNote } from './views/index.ts';

/** Why users are dropped, or what is to note about them, with how many there are. `key` tells it from others. */
export type Reason = {
  readonly key: string;
  readonly group: string;
  readonly name: string | undefined;
  readonly message: string;
  readonly users: number;
};

/** All reasons of a campaign: by group, those of most users first. */
export function reasonsOf(data: Pick<PreviewData, 'users'>): readonly Reason[] {
  const found = new Map<string, Reason>();
  for (const user of data.users) {
    const seen = new Set<string>();
    for (const note of notesOf(user)) {
      const key = keyOf(note);
      if (seen.has(key)) continue;
      seen.add(key);
      const { name, message } = note;
      const known = found.get(key) ?? { key, group: kindOfNote(note), name, message, users: 0 };
      found.set(key, { ...known, users: known.users + 1 });
    }
  }
  return [...found.values()].sort((a, b) => {
    if (a.group !== b.group) return a.group < b.group ? -1 : 1;
    return b.users - a.users;
  });
}

/** A reason in words. */
export function wordsOf({ name, message }: Reason): string {
  return name === undefined || name === '' ? message : name + ': ' + message;
}

/** What a filter of reasons finds a user by: `g:` and a group, `r:` and the key of a reason. */
export function reasonKeys(user: PreviewUser): readonly string[] {
  return notesOf(user).flatMap((note) => ['g:' + kindOfNote(note), 'r:' + keyOf(note)]);
}

function notesOf(user: PreviewUser): readonly PreviewNote[] {
  return [...user.notes, ...user.links.flatMap(({ notes }) => notes)];
}

function keyOf(note: PreviewNote): string {
  const { category = '', name = '', message, code = '' } = note;
  const what = category === '' && code !== '' ? code : message;
  return JSON.stringify([kindOfNote(note), name, what]);
}
