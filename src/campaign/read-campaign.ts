import { FindingsError, type Finding, type Span } from '../diagnostics/index.ts';
import {
  EXAMPLE_HINT,
  patternsOfKind,
  readKind,
  type Channel,
  type ExportOptions,
  type TriggerKind,
} from '../account/index.ts';
import { FileSchema, placeOf, plainOf, shown, type Tree } from '../documents/index.ts';
import type { FixturePaths } from './account-fixtures.ts';
import { CAMPAIGN_SCHEMA } from './campaign-schema.ts';
import { readParts, type WrittenPart } from './read-parts.ts';
import { readTests, type CampaignTest, type RawTest } from './campaign-test.ts';

/** What sends a campaign: the clock, an event of a user or of the business, or a flow that has it as a stage. */
export type Trigger =
  | 'one-time'
  | 'periodic'
  | { readonly event: string }
  | { readonly 'business-event': string }
  | { readonly flow: string };

/** The kind of a trigger, as the account's names ask for it. */
export function triggerKind(trigger: Trigger): TriggerKind {
  if (typeof trigger === 'string') return trigger;
  if ('event' in trigger) return 'event';
  return 'flow' in trigger ? 'flow' : 'business-event';
}

/** What sends a campaign, in words. */
export function describeTrigger(trigger: Trigger): string {
  if (typeof trigger === 'string') return trigger;
  if ('event' in trigger) return `sent by the event ${trigger.event}`;
  return 'flow' in trigger
    ? `sent by the flow ${trigger.flow}`
    : `sent by the business event ${trigger['business-event']}`;
}

/** Which files are campaign files, unless a command or the plugin of vitest is told. */
export const CAMPAIGN_PATTERNS: readonly string[] = patternsOfKind('campaign');

/** When campaigns are rendered unless their file says: 1 January 2026, midnight UTC, in epoch milliseconds. */
export const DEFAULT_NOW: number = Date.UTC(2026, 0, 1);

/** A campaign file as it was read; its paths are still as written, from the folder of the file. */
export type CampaignFile = {
  readonly file: string;
  readonly campaign: string;
  readonly channel: Channel;
  readonly trigger: Trigger;
  /** What is personalised, in the order in which a reader sees it; one where `template:` is given. */
  readonly parts: readonly WrittenPart[];
  /** The patterns of its users; those that are exports with how they are read in `exports`. */
  readonly users: readonly string[];
  readonly exports: ReadonlyMap<string, ExportOptions>;
  readonly profile: string | undefined;
  readonly fixtures: FixturePaths;
  readonly tests: readonly CampaignTest[];
  /** Warnings. */
  readonly findings: readonly Finding[];
  /** When it is rendered, in epoch milliseconds. */
  readonly now: number;
  /** The place of the value of a key, for findings about it. */
  readonly spanOf: (key: string) => Span;
};

type RawUsers = string | (ExportOptions & { readonly file: string });

type RawCampaign = {
  readonly campaign: string;
  readonly channel: Channel;
  readonly trigger?: Trigger;
  readonly users: RawUsers | readonly RawUsers[];
  readonly profile?: string;
  readonly 'product-sets'?: string;
  readonly 'content-api'?: string;
  readonly aux?: readonly string[];
  readonly 'content-blocks'?: string;
  readonly now?: string;
  readonly tests?: readonly RawTest[];
};

/** The check of campaign files. One with `message:` needs no `template:`; which of the two is missing is told as any missing key is. */
export const CAMPAIGN_FILES: FileSchema = campaignFiles();

function campaignFiles(): FileSchema {
  const { anyOf: _, ...schema } = CAMPAIGN_SCHEMA;
  return new FileSchema(
    {
      ...schema,
      $id: 'smartpass/campaign',
      required: ['campaign', 'channel', 'users'],
      if: { type: 'object', not: { required: ['message'] } },
      // eslint-disable-next-line unicorn/no-thenable
      then: {
        type: 'object',
        required: ['template'],
        properties: { template: { examples: ['mail.html'] } },
      },
    },
    {
      whole: 'the campaign file',
      hint: EXAMPLE_HINT,
      codes: {
        unknownKey: 'campaign/unknown-key',
        missingKey: 'campaign/missing-key',
        wrongType: 'campaign/bad-value',
        badValue: 'campaign/bad-value',
      },
    },
  );
}

/** Reads a campaign file. Throws a FindingsError with everything that is wrong in it, each with its place. */
export function readCampaign(text: string, file: string): CampaignFile {
  const { tree, findings } = readKind(text, file, 'campaign');
  const isBroken = tree === undefined && findings.length > 0;
  const said = isBroken ? findings : [...findings, ...CAMPAIGN_FILES.check(tree, file)];
  if (tree === undefined || said.length > 0) throw new FindingsError(said);
  const raw = plainOf(tree) as RawCampaign;
  const { parts, findings: wrong } = readParts(tree, raw.channel, { text, file });
  if (wrong.length > 0) throw new FindingsError(wrong);
  const users = [raw.users].flat() as readonly RawUsers[];
  const names = parts.map(({ name }) => name);
  return {
    file,
    campaign: raw.campaign,
    channel: raw.channel,
    trigger: raw.trigger ?? 'one-time',
    parts,
    users: users.map((one) => (typeof one === 'string' ? one : one.file)),
    exports: new Map(users.flatMap((one) => (typeof one === 'string' ? [] : [[one.file, one]]))),
    profile: raw.profile,
    fixtures: {
      productSets: raw['product-sets'],
      contentApi: raw['content-api'],
      contentBlocks: raw['content-blocks'],
      aux: raw.aux ?? [],
    },
    now: raw.now === undefined ? DEFAULT_NOW : readNow(placeOf(tree, ['now']).tree, file),
    ...readTests(raw.tests ?? [], { root: tree, file, parts: names }),
    spanOf: (key) => placeOf(tree, [key]).tree.span,
  };
}

function readNow(tree: Tree, file: string): number {
  const { text, span } = tree;
  const isPrecise = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[-+]\d\d:\d\d))?$/.test(text);
  const time = isPrecise ? Date.parse(text.replace(' ', 'T')) : Number.NaN;
  if (!Number.isNaN(time)) return time;
  const message = `now is ${shown(tree)}, expected a time with its zone, such as 2026-01-31T09:00:00Z`;
  const hint = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?$/.test(text)
    ? `write the zone behind it: now: ${text}Z`
    : 'write now: 2026-01-31T09:00:00Z, for example';
  throw new FindingsError([
    { code: 'campaign/bad-value', severity: 'error', message, hint, file, span },
  ]);
}
