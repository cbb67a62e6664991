import type { StudioWorkspace } from '../protocol.ts';
import { putFile } from './disk.ts';
import { changedFiles, leftOf } from './state.ts';
import type { Studio } from './studio.ts';

/**
 * Writes the files that were changed to the disk, up to the first one that the disk has another text of by now: its differences are shown, and it is
 * written once it is saved from there.
 */
export async function save(studio: Studio): Promise<void> {
  for (const path of changedFiles(studio.state)) {
    const { conflicts, pane, open } = studio.state;
    const isShown = pane === 'difference' && open === path;
    if (conflicts.has(path) && !isShown) return showConflict(studio, path);
    if (!(await saveFile(studio, path))) return undefined;
  }
}

/**
 * Takes the files as they are on the disk now: what was not edited follows, what was is a conflict. Without the campaign's own file nothing can be told
 * of the others: all stays as it is.
 */
export function takeDisk(studio: Studio, workspace: StudioWorkspace): void {
  const { files: now, campaign } = workspace;
  const { files, disk } = studio.state;
  if (!now.some(({ path }) => path === campaign))
    return studio.set({ notice: campaign + ' is no longer on the disk.' });
  const left = leftOf(workspace);
  const texts = new Map(files);
  const conflicts = new Set(studio.state.conflicts);
  const found: string[] = [];
  for (const { path, text } of now) {
    const [before, edited] = [disk.get(path), files.get(path)];
    if (before?.text === text) continue;
    conflicts.delete(path);
    if (edited === undefined || edited === before?.text) texts.set(path, text);
    else if (edited !== text) found.push(path);
  }
  const there = new Set(now.map(({ path }) => path));
  for (const [path, file] of disk)
    if (!there.has(path) && files.get(path) === file.text) texts.delete(path);
  studio.set({
    campaign,
    files: texts,
    open: texts.has(studio.state.open) ? studio.state.open : campaign,
    conflicts: new Set([...conflicts, ...found]),
    disk: new Map(now.map((file) => [file.path, file])),
    left,
    ...(left !== '' && left !== studio.state.left && { notice: left }),
    ...(found.length > 0 && { notice: found.join(', ') + CHANGED_TOO }),
  });
  studio.render();
}

/** Has the browser ask before it leaves the page while there are changes and no server: a reload would find nothing there. */
export function guardChanges(studio: Studio): void {
  window.addEventListener('beforeunload', (event) => {
    const { state } = studio;
    if (!state.isConnected && changedFiles(state).length > 0) event.preventDefault();
  });
}

const CHANGED_TOO = ' was changed on the disk as well.';

/** Writes a file; false where it is not written. */
async function saveFile(studio: Studio, path: string): Promise<boolean> {
  const { server, files, disk } = studio.state;
  const text = files.get(path);
  if (server === undefined || text === undefined) return false;
  const put = await putFile(server.token, path, text, disk.get(path)?.hash);
  if (put.kind === 'refused') {
    studio.set({ notice: path + ' was not written: ' + put.why });
    return false;
  }
  const conflicts = new Set(studio.state.conflicts);
  if (put.kind === 'written') conflicts.delete(path);
  else conflicts.add(path);
  studio.set({ disk: new Map(studio.state.disk).set(path, put.file), conflicts });
  if (put.kind === 'written') studio.set({ notice: path + ' is written.' });
  else showConflict(studio, path);
  return put.kind === 'written';
}

function showConflict(studio: Studio, path: string): void {
  studio.set({
    pane: 'difference',
    part: 'pane',
    open: path,
    notice: path + CHANGED_TOO + ' Decide for each change, then save again.',
  });
}
