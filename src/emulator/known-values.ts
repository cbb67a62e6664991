import {
  ATTRIBUTES,
  type AuxTable,
  type ContentApiRecords,
  type Recipient,
} from '../account/index.ts';
import {
  checkMembers,
  type Analysis,
  type FixtureAdvice,
  type KnownValues,
} from '../analysis/index.ts';
import type { Finding } from '../diagnostics/index.ts';
import { Dict, type Value } from '../jinja/index.ts';
import type { EmulatorOptions } from './options.ts';

/** What a template is held against: the account with its fixtures, and recipients; `advice` says how fixtures are named. */
type FixtureNames = {
  readonly options: EmulatorOptions;
  readonly recipients: readonly Recipient[];
  readonly advice: FixtureAdvice;
};

/**
 * Warnings for what a template reads and neither the account's fixtures nor any of the recipients has, where the name is near
 * one that is there. A template that an account refuses is looked through as well.
 */
export function checkFixtureNames(
  analysis: Analysis,
  { options, recipients, advice }: FixtureNames,
): readonly Finding[] {
  return checkMembers(analysis, knownValues(options, recipients), advice);
}

/**
 * What the fixtures of an account and of some recipients hold. Nothing is known of attributes that no recipient has a section
 * for, nor of Content APIs whose answers a function gives.
 */
export function knownValues(
  {
    productSets = new Dict(),
    contentApi = new Map(),
    auxTables = new Map(),
  }: Pick<EmulatorOptions, 'productSets' | 'contentApi' | 'auxTables'>,
  recipients: readonly Recipient[],
): KnownValues {
  const attributes = ATTRIBUTES.map(
    ({ name, part }) => [name, recipients.flatMap((one) => one[part] ?? [])] as const,
  ).filter(([, dicts]) => dicts.length > 0);
  const sets = [productSets, ...recipients.flatMap((one) => one.productSets ?? [])];
  const coupons = recipients.flatMap((one) => one.coupons ?? []);
  const tables = [...auxTables].flatMap(([name, table]) => columnsOf(name, table));
  return new Map([
    ...attributes,
    ['ProductSet', sets],
    ...(coupons.length > 0 ? [['Coupons', coupons] as const] : []),
    ['getAuxData', [Dict.of(tables)]],
    ...(typeof contentApi === 'function' ? [] : [['ContentApi', [answersOf(contentApi)]] as const]),
  ]);
}

/** The names that a table goes by, each with a row of its columns. */
function columnsOf(name: string, { columns }: AuxTable): readonly (readonly [Value, Value])[] {
  const row = Dict.of(columns.map((column) => [column, '']));
  return [name.replace(/\.csv$/, ''), name].map((one) => [one, row]);
}

function answersOf(records: ContentApiRecords): Dict {
  return Dict.of(
    Array.from(records, ([api, answers]) => [api, answers.map(({ answer = null }) => answer)]),
  );
}
