import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { didYouMean, FindingsError, type Finding, type Span } from '../diagnostics/index.ts';
import type { Channel, TriggerKind } from '../account/index.ts';
import type { FixturePaths } from './account-fixtures.ts';
import { CAMPAIGN_SCHEMA } from './campaign-schema.ts';
import { readTests, type CampaignTest, type RawTest } from './campaign-test.ts';
import { otherFile } from './other-file.ts';
import { YamlSource, type DataPath } from '../documents/index.ts';

/** What sends a campaign: the clock, or an event of a user or of the business. */
export type Trigger =
  | 'one-time'
  | 'periodic'
  | { readonly event: string }
  | { readonly 'business-event': string };

/** The kind of a trigger, as the account's names ask for it. */
export function triggerKind(trigger: Trigger): TriggerKind {
  if (typeof trigger === 'string') return trigger;
  return 'event' in trigger ? 'event' : 'business-event';
}

/** What sends a campaign, in words. */
export function describeTrigger(trigger: Trigger): string {
  if (typeof trigger === 'string') return trigger;
  return 'event' in trigger
    ? `sent by the event ${trigger.event}`
    : `sent by the business event ${trigger['business-event']}`;
}

/** When tests render unless the campaign file says: 1 January 2026, midnight UTC, in epoch milliseconds. */
export const DEFAULT_NOW: number = Date.UTC(2026, 0, 1);

/** A campaign file as it was read; its paths are still as written, from the folder of the file. */
export type CampaignFile = {
  readonly file: string;
  readonly campaign: string;
  readonly channel: Channel;
  readonly trigger: Trigger;
  readonly template: string;
  readonly users: readonly string[];
  readonly profile: string | undefined;
  readonly fixtures: FixturePaths;
  readonly tests: readonly CampaignTest[];
  /** When its tests render, in epoch milliseconds. */
  readonly now: number;
  /** Where a key's value stands, for findings about it. */
  readonly spanOf: (key: string) => Span;
};

type RawCampaign = {
  readonly campaign: string;
  readonly channel: Channel;
  readonly trigger?: Trigger;
  readonly template: string;
  readonly users: string | readonly string[];
  readonly profile?: string;
  readonly 'product-sets'?: string;
  readonly 'content-api'?: string;
  readonly aux?: readonly string[];
  readonly 'content-blocks'?: string;
  readonly now?: string;
  readonly tests?: readonly RawTest[];
};

/** Reads a campaign file. Throws a FindingsError with everything that is wrong in it, each with its place. */
export function readCampaign(text: string, file: string): CampaignFile {
  const source = new YamlSource(text, file);
  const { errors } = source;
  const other = otherFile(text, source);
  if (other !== undefined) throw new FindingsError([other]);
  if (errors.some(({ code }) => code !== 'campaign/duplicate-key')) throw new FindingsError(errors);
  const validate = validator();
  const { data } = source;
  const wrong = validate(data) ? [] : findingsOf(validate.errors ?? [], data, source);
  if (errors.length + wrong.length > 0) throw new FindingsError([...errors, ...wrong]);
  const raw = data as RawCampaign;
  return {
    file,
    campaign: raw.campaign,
    channel: raw.channel,
    trigger: raw.trigger ?? 'one-time',
    template: raw.template,
    users: typeof raw.users === 'string' ? [raw.users] : raw.users,
    profile: raw.profile,
    fixtures: {
      productSets: raw['product-sets'],
      contentApi: raw['content-api'],
      contentBlocks: raw['content-blocks'],
      aux: raw.aux ?? [],
    },
    now: raw.now === undefined ? DEFAULT_NOW : readNow(raw.now, source),
    tests: readTests(raw.tests ?? [], source),
    spanOf: (key) => source.spanOf([key]),
  };
}

function readNow(text: string, source: YamlSource): number {
  const isPrecise = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[-+]\d\d:\d\d))?$/.test(text);
  const time = isPrecise ? Date.parse(text.replace(' ', 'T')) : Number.NaN;
  if (!Number.isNaN(time)) return time;
  const message = `'now' is ${shown(text)}; expected a time with its zone, such as 2026-01-31T09:00:00Z`;
  const span = source.spanOf(['now']);
  const { file } = source;
  throw new FindingsError([{ code: 'campaign/bad-value', severity: 'error', message, file, span }]);
}

/** The check of the schema, which takes tens of milliseconds to make: made when it is first needed, and then kept. */
const validator: () => ValidateFunction = once(() =>
  // The schema itself is checked by a test, not at each start.
  new Ajv2020({
    allErrors: true,
    verbose: true,
    strict: false,
    meta: false,
    validateSchema: false,
  }).compile(CAMPAIGN_SCHEMA),
);

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

function findingsOf(
  errors: readonly ErrorObject[],
  data: unknown,
  source: YamlSource,
): readonly Finding[] {
  const choices = errors.filter(({ keyword }) => keyword === 'oneOf');
  const inChoice = (error: ErrorObject): boolean =>
    choices.some(({ schemaPath }) => error.schemaPath.startsWith(`${schemaPath}/`));
  return errors
    .filter((error) => !inChoice(error))
    .map((error) => findingOf(error, data, source))
    .sort((a, b) => order(a) - order(b));
}

function order({ span }: Finding): number {
  return span === undefined ? 0 : span.start.line * 1e5 + span.start.column;
}

function findingOf(error: ErrorObject, data: unknown, source: YamlSource): Finding {
  const path = pathOf(error.instancePath, data);
  const where = path.length === 0 ? 'the campaign file' : `'${path.join('.')}'`;
  const { file } = source;
  const params = error.params as Readonly<Record<string, unknown>>;
  if (error.keyword === 'additionalProperties') {
    const key = String(params['additionalProperty']);
    const known = Object.keys((error.parentSchema?.['properties'] as object | undefined) ?? {});
    return {
      code: 'campaign/unknown-key',
      severity: 'error',
      message: `unknown key '${key}'${path.length === 0 ? '' : ` in ${where}`}`,
      hint: didYouMean(key, known) ?? `the keys are ${known.join(', ')}`,
      file,
      span: source.keySpanOf([...path, key]),
    };
  }
  const span = source.spanOf(path);
  if (error.keyword === 'required')
    return {
      code: 'campaign/missing-key',
      severity: 'error',
      message: `the key '${String(params['missingProperty'])}' is missing in ${where}`,
      file,
      span: { start: span.start, end: span.start },
    };
  const finding: Finding = {
    code: 'campaign/bad-value',
    severity: 'error',
    message: `${where} is ${shown(error.data)}; expected ${expected(error)}`,
    file,
    span,
  };
  const hint =
    error.keyword === 'enum' ? didYouMean(String(error.data), choicesOf(error)) : undefined;
  return hint === undefined ? finding : { ...finding, hint };
}

function expected(error: ErrorObject): string {
  const schema = error.parentSchema ?? {};
  if (error.instancePath === '')
    return 'a mapping with the keys campaign, channel, template and users';
  if (error.keyword === 'enum') return `one of ${choicesOf(error).join(', ')}`;
  if (typeof schema['description'] === 'string') return schema['description'];
  if (error.keyword === 'type') return String(schema['type']);
  return error.message ?? 'another value';
}

function choicesOf(error: ErrorObject): readonly string[] {
  const { allowedValues } = error.params as { readonly allowedValues?: readonly unknown[] };
  return (allowedValues ?? []).map(String);
}

function shown(value: unknown): string {
  if (Array.isArray(value) && value.length === 0) return 'an empty list';
  if (value === null || value === undefined) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  return JSON.stringify(value).slice(0, 60);
}

function pathOf(pointer: string, data: unknown): DataPath {
  const path: (string | number)[] = [];
  let at: unknown = data;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    path.push(Array.isArray(at) ? Number(key) : key);
    at = (at as Readonly<Record<string, unknown>> | undefined)?.[key];
  }
  return path;
}
