import type { ExportOptions } from '../account/index.ts';
import { pathHint, type Finding } from '../diagnostics/index.ts';
import type { CampaignFiles } from './campaign-files.ts';
import { beside } from './paths.ts';
import type { CampaignFile } from './read-campaign.ts';

/** The files of fixture users, each with how it is read where it is an export, and why some were not found. */
export type UserFiles = {
  readonly paths: ReadonlyMap<string, ExportOptions | undefined>;
  readonly findings: readonly Finding[];
};

/** The files of the fixture users that a campaign file names. A pattern without a file, or a folder in place of files, is a finding. */
export async function userFiles(campaign: CampaignFile, files: CampaignFiles): Promise<UserFiles> {
  const paths = new Map<string, ExportOptions | undefined>();
  const findings: Finding[] = [];
  for (const pattern of campaign.users) {
    const path = beside(campaign.file, pattern);
    const matching = await files.list(path);
    const [inside] =
      matching.length === 1 && matching[0] === path ? await files.list(`${path}/*`) : [];
    if (inside !== undefined) findings.push(aFolder(campaign, pattern, inside));
    else for (const found of matching) paths.set(found, campaign.exports.get(pattern));
    if (matching.length === 0) findings.push(noFile(campaign, pattern));
  }
  return { paths, findings };
}

function aFolder(campaign: CampaignFile, pattern: string, inside: string): Finding {
  const ending = /\.[^./]+$/.exec(inside)?.[0] ?? '.yaml';
  const message = `'${pattern}' is a folder, expected files of fixture users`;
  return noUsers(campaign, message, `write ${pattern.replace(/\/+$/, '')}/*${ending}`);
}

function noFile(campaign: CampaignFile, pattern: string): Finding {
  const message = `no file matches '${pattern}'; expected fixture users`;
  const hint = pathHint(pattern) ?? `the pattern starts from the folder of ${campaign.file}`;
  return noUsers(campaign, message, hint);
}

function noUsers({ file, spanOf }: CampaignFile, message: string, hint: string): Finding {
  return {
    code: 'campaign/no-users',
    severity: 'error',
    message,
    hint,
    file,
    span: spanOf('users'),
  };
}
