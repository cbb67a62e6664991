import { isYamlFile, kindOf, type TriggerKind } from '../account/index.ts';
import { readFieldMap, sourcesWithin } from '../compiler/index.ts';
import type { CampaignFiles } from './campaign-files.ts';
import { openCampaign, type Campaign, type LoadOptions } from './load.ts';
import { beside } from './paths.ts';

/** A file whose rows are users: a campaign, or a field map alone, of which only the links count. */
export type OpenRows = { readonly campaign: Campaign; readonly isMap: boolean };

/** Whether a file is a campaign or a field map rather than a template: YAML is, JSON by its name or keys. */
export function isRowsFile(path: string, text: string): boolean {
  const isJson = /\.json$/i.test(path);
  return isYamlFile(path) && (!isJson || ['map', 'campaign'].includes(kindOf(text, path) ?? ''));
}

/**
 * Reads a campaign file or a field map for users who come row by row; its fixture users are not read. A field map is the message of
 * an email that holds its link alone. Throws a FindingsError with everything that is wrong in any of the files.
 */
export async function openRows(
  path: string,
  files: CampaignFiles,
  options: LoadOptions = {},
): Promise<OpenRows> {
  const text = await files.read(path);
  const isMap = kindOf(text, path) === 'map';
  const opened = isMap
    ? await openCampaign(beside(path, MAP_CAMPAIGN), withCampaign(path, text, files), options)
    : await openCampaign(path, files, { ...options, keepsUsers: false });
  if (opened.campaign !== undefined) return { campaign: opened.campaign, isMap };
  // The only user of a field map is the map.
  if (!isMap) for await (const _ of opened.users.read()) continue;
  return { campaign: opened.close([]), isMap };
}

/** The campaign of a field map, and its template: files that nobody wrote. */
const MAP_CAMPAIGN = '.map.campaign.yaml';
const MAP_TEMPLATE = '.map.html.jinja';

function withCampaign(path: string, text: string, files: CampaignFiles): CampaignFiles {
  const name = path.split('/').at(-1) ?? path;
  const made = new Map([
    [
      beside(path, MAP_CAMPAIGN),
      `campaign: ${JSON.stringify(name)}\nchannel: email\ntrigger: ${triggerOf(text, path)}\ntemplate: ${MAP_TEMPLATE}\nusers: ${JSON.stringify(name)}\n`,
    ],
    [beside(path, MAP_TEMPLATE), `{# smartpass: ${name} #}<a href="{{ longURL }}">Save</a>`],
  ]);
  return {
    read: async (file) => made.get(file) ?? (await files.read(file)),
    list: (pattern) => files.list(pattern),
    ...(files.isTop && { isTop: (folder: string) => files.isTop?.(folder) === true }),
    ...(files.look && {
      look: async (file: string) => (made.has(file) ? files.look?.(path) : files.look?.(file)),
    }),
  };
}

/** What has to send a campaign so that everything which the map reads exists. */
function triggerOf(text: string, path: string): string {
  const { map } = readFieldMap(text, path);
  const kinds = new Set(
    map?.fields.flatMap(({ source }) => [...sourcesWithin(source)].map(({ kind }) => kind)),
  );
  const kind: TriggerKind = kinds.has('business') ? 'business-event' : 'event';
  return `{ ${kind}: any }`;
}
