import { findProject, rootOf } from '../account/index.ts';
import { FindingsError, type Finding } from '../diagnostics/index.ts';
import { lookOf, type CampaignFiles, type FoundFile } from './campaign-files.ts';
import { beside } from './paths.ts';

/**
 * The files of a campaign's project as the campaign may name them. A campaign file comes from anybody, so what it names has to
 * be a plain file inside the project: the nearest folder above the campaign with a `smartpass.config.yaml`, a `package.json` or
 * `.git`, else the folder that the command runs in. `allowOutside` lets files of other folders be read too.
 */
export async function projectFiles(
  campaign: string,
  files: CampaignFiles,
  allowOutside = false,
): Promise<CampaignFiles> {
  const here = (await files.look?.('.'))?.real ?? '';
  const project = await projectFolder(campaign, files);
  // There are few folders, and one of them may hold a hundred thousand users.
  const folders = new Map<string, Promise<FoundFile | undefined>>();
  const isPlainInside = async (path: string): Promise<boolean> => {
    if (files.isPlain?.(path) !== true) return false;
    const name = beside(path, '.') || '.';
    const folder = folders.get(name) ?? files.look?.(name);
    if (folder === undefined) return false;
    folders.set(name, folder);
    const real = (await folder)?.real;
    return real !== undefined && (allowOutside || isInside(real, project.real));
  };
  const check = async (path: string): Promise<void> => {
    if (await isPlainInside(path)) return;
    const found = await files.look?.(path);
    if (!allowOutside && !isInside(found?.real ?? absolute(path, here), project.real))
      throw new FindingsError([outside(path, project.shown)]);
    if (found?.kind === 'other') throw new FindingsError([noFile(path)]);
  };
  return {
    async read(path) {
      await check(path);
      return files.read(path);
    },
    ...(files.bytes && {
      bytes: async (path: string) => {
        await check(path);
        return files.bytes?.(path) ?? new Uint8Array();
      },
    }),
    list: (pattern) => files.list(pattern),
    ...(files.forget && { forget: (path: string) => files.forget?.(path) }),
    ...(files.isTop && { isTop: (folder: string) => files.isTop?.(folder) === true }),
  };
}

/**
 * The folder of a campaign's project: as it is written from the folder that the command runs in, and its absolute path without symbolic
 * links ('' where files cannot be looked at).
 */
export async function projectFolder(
  campaign: string,
  files: CampaignFiles,
): Promise<{ readonly shown: string; readonly real: string }> {
  const here = (await files.look?.('.'))?.real ?? '';
  const found = await findProject(campaign, lookOf(files));
  const real = async (folder: string): Promise<string> =>
    folder === '' ? here : ((await files.look?.(folder))?.real ?? absolute(folder, here));
  if (found !== undefined) return { shown: found === '' ? '.' : found, real: await real(found) };
  const file = (await files.look?.(campaign))?.real ?? absolute(campaign, here);
  if (isInside(file, here)) return { shown: '.', real: here };
  const folder = beside(campaign, '.') || '.';
  return { shown: folder, real: await real(folder) };
}

/** A path from the working folder `here`, without its `.` and `..`: for files that are not there or that nobody can look at. */
function absolute(path: string, here: string): string {
  return beside(here === '' ? '' : `${here}/`, path);
}

function isInside(path: string, folder: string): boolean {
  if (folder === '') return rootOf(path) === '' && !/^\.\.(?:\/|$)/.test(path);
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

function outside(path: string, project: string): Finding {
  return {
    code: 'campaign/outside-project',
    severity: 'error',
    message: `'${path}' is outside the project (${project}), and campaigns name files of their own project`,
    hint: 'copy it into the project, or give --allow-outside where you trust the campaign file',
    file: path,
  };
}

function noFile(path: string): Finding {
  return {
    code: 'campaign/unreadable-file',
    severity: 'error',
    message: 'cannot read the file: it is a pipe or device, a plain file is expected',
    hint: 'write what it gives into a file, and name that',
    file: path,
  };
}
