import {
  describeTrigger,
  type Campaign,
  type FixtureUser,
  type Outcome,
  type TemplateCoverage,
} from '../campaign/index.ts';
import { alsoAt, channelLabel, CHANNELS, mainPart, type Recipient } from '../account/index.ts';
import type { AttributeUse } from '../analysis/index.ts';
import {
  DEFAULT_LENGTHS,
  linkLengthVerdict,
  opensPass,
  smsParts,
  type LinkReport,
} from '../passkit/index.ts';
import type { FieldMap } from '../compiler/index.ts';
import { attributesOf, valuesOf } from './attributes.ts';
import { describeSource } from './describe.ts';
import type {
  PreviewData,
  PreviewDifference,
  PreviewField,
  PreviewLink,
  PreviewRow,
  PreviewUser,
} from './preview-data.ts';
import { lineOf } from './line.ts';
import { failureFrame, fileNote, noteOf, type Sources } from './notes.ts';
import { frameOf } from './frame.ts';

/**
 * What a page is made of. `reads` is what the message reads of the account, `coverage` which ways its users take; `differences` holds, by user, how the message
 * depends on what is not known of the account, `worlds` how many accounts that is about. `liveLinks`: the links are signed with the project's
 * secret, and may be clicked.
 */
export type PreviewInput = {
  readonly campaign: Campaign;
  readonly outcomes: readonly Outcome[];
  readonly reads?: readonly AttributeUse[];
  readonly coverage?: TemplateCoverage;
  readonly differences?: ReadonlyMap<string, readonly PreviewDifference[]>;
  readonly worlds?: PreviewData['worlds'];
  readonly liveLinks?: boolean;
  /** The texts of the campaign's files, so that its warnings are shown with their lines. */
  readonly sources?: ReadonlyMap<string, string>;
};

/** The data of a preview page. No secret of the campaign is in it. */
export function previewData(input: PreviewInput): PreviewData {
  const { campaign, outcomes, reads = [], coverage, worlds, liveLinks = false } = input;
  const sources = sourcesOf(input);
  const hasLinks = isLinked(input);
  const byName = new Map(outcomes.map((outcome) => [outcome.user, outcome]));
  const data: PreviewData = {
    campaign: campaign.name,
    file: campaign.file,
    template: campaign.template.file,
    channel: campaign.channel,
    channelName: channelLabel(campaign.channel),
    trigger: describeTrigger(campaign.trigger),
    liveLinks,
    hasLinks,
    shape: CHANNELS.get(campaign.channel)?.shape ?? 'text',
    users: campaign.users.flatMap(({ name, file, recipient }) => {
      const outcome = byName.get(name);
      return outcome === undefined
        ? []
        : [userOf(outcome, file, { ...input, sources, hasLinks }, recipient)];
    }),
    attributes: attributesOf(reads, campaign.users),
    notes: campaign.findings.map((finding) => fileNote(finding, sources)),
    ...(coverage && { coverage: coverageOf(coverage, sources) }),
    ...(worlds && { worlds }),
  };
  return campaign.secrets.hideIn(data);
}

/** One user of a preview: `hasLinks` says whether pass links are expected. */
export function previewUser(
  outcome: Outcome,
  { file, recipient }: Pick<FixtureUser, 'file' | 'recipient'>,
  input: Omit<PreviewInput, 'outcomes'> & { readonly hasLinks: boolean },
): PreviewUser {
  const user = userOf(outcome, file, { ...input, sources: sourcesOf(input) }, recipient);
  return input.campaign.secrets.hideIn(user);
}

/** What a list shows of a user of a preview: the same as `previewUser` says, in a fraction of its time. */
export function previewRow(
  outcome: Outcome,
  input: Omit<PreviewInput, 'outcomes'> & { readonly hasLinks: boolean },
): PreviewRow {
  const { campaign } = input;
  const notes = outcome.sent
    ? outcome.warnings.map((warning) => fileNote(warning, sourcesOf(input)))
    : outcome.failures.map((failure) => noteOf(failure, undefined));
  return campaign.secrets.hideIn({ name: outcome.user, ...lineOf(outcome, notes, input) });
}

/** A link of anywhere as a preview shows it, next to the field map where there is one. */
export function previewLink(report: LinkReport, campaign: Pick<Campaign, 'map'> = {}): PreviewLink {
  return linkOf(report, { campaign });
}

/** What is in a page before the first preview was made of the campaign of that file. */
export function emptyPreview(file: string): PreviewData {
  return {
    campaign: file,
    file,
    template: '',
    channel: '',
    channelName: 'nothing rendered yet',
    trigger: '',
    liveLinks: false,
    shape: 'text',
    users: [],
    attributes: [],
    notes: [],
  };
}

type Sourced = Omit<PreviewInput, 'sources' | 'outcomes'> & {
  readonly sources: Sources;
  readonly hasLinks: boolean;
};

/** The template is known as it was read; other files as they were handed in. */
function sourcesOf({ campaign, sources }: Pick<PreviewInput, 'campaign' | 'sources'>): Sources {
  const parts = new Map(campaign.parts.map(({ file, source }) => [file, source]));
  return campaign.secrets.hideInSources({ get: (file) => parts.get(file) ?? sources?.get(file) });
}

function coverageOf(
  { places, taken, percent }: TemplateCoverage,
  sources: Sources,
): NonNullable<PreviewData['coverage']> {
  const never = places.filter(({ users }) => users.length === 0);
  return {
    total: places.length,
    taken,
    percent,
    never: never.map(({ file, span, never: message }) =>
      fileNote({ code: '', severity: 'warning', message, file, span }, sources),
    ),
  };
}

function userOf(outcome: Outcome, file: string, input: Sourced, recipient: Recipient): PreviewUser {
  const { campaign, differences, sources } = input;
  const { user: name } = outcome;
  const about = {
    name,
    file,
    differences: differences?.get(name) ?? [],
    attributes: valuesOf(recipient),
    ...textsOf(outcome, campaign),
  };
  if (!outcome.sent) {
    const notes = outcome.failures.map((failure) =>
      noteOf({ ...failure, hint: alsoAt(failure) }, failureFrame(failure, campaign, sources)),
    );
    return { ...about, ...lineOf(outcome, notes, input), links: [], notes };
  }
  const notes = outcome.warnings.map((warning) => fileNote(warning, sources));
  return {
    ...about,
    ...lineOf(outcome, notes, input),
    ...(campaign.channel === 'sms' && { sms: smsParts(outcome.text) }),
    links: outcome.links.map((report) => linkOf(report, input)),
    notes,
  };
}

/** The main part of a message, and the others. */
function textsOf({ parts }: Outcome, { channel }: Campaign): Pick<PreviewUser, 'text' | 'parts'> {
  const name = mainPart(channel).name;
  const main = parts.find((part) => part.name === name);
  const others = parts.filter((part) => part !== main);
  return {
    ...(main !== undefined && { text: main.text }),
    ...(others.length > 0 && { parts: others }),
  };
}

/** Whether a campaign has pass links: a field map, or one in the message of anybody. */
function isLinked({ campaign, outcomes }: Pick<PreviewInput, 'campaign' | 'outcomes'>): boolean {
  return campaign.map !== undefined || outcomes.some((one) => one.sent && one.links.length > 0);
}

function linkOf(
  report: LinkReport,
  { campaign: { map } }: { readonly campaign: Pick<Campaign, 'map'> },
): PreviewLink {
  const { link, projectUrl, family, signature, base64, length, query, payloadText } = report;
  const fields = fieldsOf(report, map);
  return {
    link,
    projectUrl,
    family,
    signature: signature.verdict,
    opens: opensPass(report),
    ...(base64 !== undefined && { base64 }),
    length,
    verdict: linkLengthVerdict(length),
    limits: DEFAULT_LENGTHS,
    query,
    fields,
    ...(report.payload === undefined && payloadText !== undefined && { payloadText }),
    notes: report.findings.map((finding) => {
      const { file = '' } = finding;
      const text = file === 'link' ? link : (payloadText ?? '');
      return noteOf(finding, frameOf(text, file, finding));
    }),
  };
}

/** The payload beside the map: fields in the map's order, then those that the map does not have. */
function fieldsOf(
  { payload, recovered }: LinkReport,
  map: FieldMap | undefined,
): readonly PreviewField[] {
  const entries = new Map(
    (payload ?? recovered ?? []).map(([name, value]) => [name, textOf(value)]),
  );
  if (entries.size === 0) return [];
  const mapped = (map?.fields ?? []).map(({ name, source }): PreviewField => {
    const value = entries.get(name);
    entries.delete(name);
    return { name, source: describeSource(source), ...(value !== undefined && { value }) };
  });
  const source = map === undefined ? '' : 'not in the field map';
  return [...mapped, ...[...entries].map(([name, value]) => ({ name, source, value }))];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
}
