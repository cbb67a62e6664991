import {
  findMarker,
  nearMarker,
  placeSnippet,
  readFieldMap,
  type FieldMap,
  type ReadFieldMap,
} from '../compiler/index.ts';
import { SourceMap, type Finding, type Secrets } from '../diagnostics/index.ts';
import { learnSecrets } from '../analysis/index.ts';
import { otherThanTemplate, type PartSpec } from '../account/index.ts';
import type { CampaignFiles } from './campaign-files.ts';
import type { Collector } from './collector.ts';
import { beside } from './paths.ts';
import { triggerKind, type CampaignFile } from './read-campaign.ts';
import type { WrittenPart } from './read-parts.ts';
import type { RoundCache } from './round-cache.ts';

/**
 * A part of a message as it is sent. `file` is the one that has it, and `source` its text: that of the campaign file where the
 * part is written there. `message` is the part with the snippet in its place, `own` the part as it is written.
 */
export type MessagePart = {
  readonly name: string;
  readonly label: string;
  readonly shape: PartSpec['shape'];
  readonly file: string;
  readonly source: string;
  readonly own: SourceMap;
  readonly message: SourceMap;
};

/** The parts of a message, and the field map that they name; none where they are written by hand. */
type LoadedParts = { readonly parts: readonly MessagePart[]; readonly map?: FieldMap };

/** What parts are read with: the files that the campaign may name, and where findings and secrets go. */
type PartReader = {
  readonly files: CampaignFiles;
  readonly found: Collector;
  readonly cache: RoundCache;
  readonly secrets: Secrets;
};

/** Reads the parts of a message, each with its snippet. What is wrong goes to `found`. */
export async function loadParts(
  campaign: CampaignFile,
  source: string,
  reader: PartReader,
): Promise<LoadedParts> {
  const parts: MessagePart[] = [];
  const maps = new Map<string, FieldMap>();
  for (const written of campaign.parts) {
    const read = await readPart(written, campaign, source, reader);
    learnSecrets(read.own.text, reader.secrets);
    const built = await reader.found.take(() => withSnippet(written.name, read, campaign, reader));
    const { name, label, shape } = written;
    parts.push({ name, label, shape, ...read, message: built?.message ?? read.own });
    if (built?.map === undefined) continue;
    maps.set(built.map.file, built.map);
    if (maps.size > 1) reader.found.add([twoMaps(read, built.map, [...maps.keys()])]);
  }
  const [map] = maps.values();
  return { parts, ...(map && { map }) };
}

/** A field map as `readFieldMap` reads it, unless `cache` has it. */
export function fieldMapOf(
  path: string,
  text: string,
  { cache, secrets }: Pick<PartReader, 'cache' | 'secrets'>,
): ReadFieldMap {
  return cache.recall(`map ${path}`, [text], () => readFieldMap(text, path, { secrets }));
}

/** The text of a part with its places, and the file that it is in. */
type ReadPart = Pick<MessagePart, 'file' | 'source' | 'own'>;

async function readPart(
  part: WrittenPart,
  campaign: CampaignFile,
  source: string,
  { files, found }: PartReader,
): Promise<ReadPart> {
  if ('text' in part) return { file: campaign.file, source, own: part.text };
  const file = beside(campaign.file, part.file);
  const at = { file: campaign.file, span: part.span };
  const text = await found.read(file, (path) => files.read(path), at);
  const other = otherThanTemplate(text ?? '', file);
  if (other !== undefined) found.add([other]);
  return { file, source: text ?? '', own: SourceMap.of(text ?? '') };
}

type Built = { readonly message: SourceMap; readonly map?: FieldMap };

async function withSnippet(
  name: string,
  { own, file }: ReadPart,
  { channel, trigger }: CampaignFile,
  { files, found, cache, secrets }: PartReader,
): Promise<Built> {
  const marker = findMarker(own.text);
  if (marker === undefined) {
    found.add(missedMarker(own, file));
    return { message: own };
  }
  const mapFile = beside(file, marker.fieldmap);
  const at = { file, span: own.spanOf(...marker.offsets) };
  const text = await found.read(mapFile, (path) => files.read(path), at);
  if (text === undefined) return { message: own };
  const read = fieldMapOf(mapFile, text, { cache, secrets });
  found.addOnce(read.findings);
  const { map } = read;
  if (map === undefined) return { message: own };
  const made = [map, channel, trigger, file, own.text, own.source.text];
  const placed = cache.recall(`snippet ${name}`, made, () =>
    placeSnippet(own, map, { channel, trigger: triggerKind(trigger), file }),
  );
  found.addOnce(placed.findings.filter((finding) => !read.findings.includes(finding)));
  return { message: placed.template ?? own, map };
}

function twoMaps({ own, file }: ReadPart, map: FieldMap, [first = '']: readonly string[]): Finding {
  const [start, end] = findMarker(own.text)?.offsets ?? [0, 0];
  return {
    code: 'campaign/two-maps',
    severity: 'error',
    message: `this part names the field map ${map.file}, and another part of the message ${first}`,
    hint: 'one pass belongs to a message: name the same field map',
    file,
    span: own.spanOf(start, end),
  };
}

/** A comment that names a field map and is no marker: it would be left as it is, and nobody gets a link. */
export function missedMarker(own: SourceMap, file: string): readonly Finding[] {
  const near = nearMarker(own.text);
  if (near === undefined) return [];
  return [
    {
      code: 'campaign/no-marker',
      severity: 'warning',
      message:
        'the comment names a field map and is not the marker of one: no snippet is put in its place',
      hint: `write {# smartpass: ${near.fieldmap} #}`,
      file,
      span: own.spanOf(...near.offsets),
    },
  ];
}
