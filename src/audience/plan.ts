import { otherNamesOf } from '../account/index.ts';
import type { Campaign } from '../campaign/index.ts';
import { didYouMean, type Finding } from '../diagnostics/index.ts';
import type { Attribute, AttributeFeatures, Feature } from './features.ts';
import { featuresOf } from './features-of.ts';
import { reachAttributes } from './reach.ts';
import type { WantedColumn } from './read/batch.ts';
import type { ExportSource } from './read/source.ts';
import type { RunPlan } from './run.ts';

/**
 * How an export is to be read. `columns` are the attributes that columns are, where they have other names than in the campaign's own exports; `key` is the column that users are known by, the first
 * unless given; `by` are columns whose values are compared.
 */
export type PlanOptions = {
  readonly columns: ReadonlyMap<string, Attribute>;
  readonly key: string | undefined;
  readonly by: readonly string[];
  readonly seed: number;
  readonly sampleSize: number;
  readonly everyUser: boolean;
  readonly byMap: boolean;
  readonly showsIds: boolean;
};

/** A plan, the names of the columns that are compared, and what is to be said of the columns of the export. */
export type Planned = {
  readonly plan: RunPlan;
  readonly groups: readonly string[];
  readonly findings: readonly Finding[];
};

/** Plans how the users of an export are grouped for a campaign; `name` is that of the export in findings. */
export function planFor(
  campaign: Campaign,
  source: ExportSource,
  { name, ...options }: PlanOptions & { readonly name: string },
): Planned {
  const features = featuresOf(campaign);
  const mapped = withOwnColumns(options.columns, campaign, source);
  const columnOf = columnFinder(source.columns, mapped);
  const read = features.isComplete
    ? features.attributes
    : [...features.attributes, ...others(source.columns, features.attributes, columnOf)];
  const reach = reachAttributes(campaign.channel).flatMap(({ name, ...one }) => {
    const column = columnOf(userAttribute(name));
    return column === undefined ? [] : [{ column, name, ...one }];
  });
  // What decides who can be reached is told apart as well.
  const attributes = withReach([...read, ...fallbacks(read, columnOf)], reach, columnOf);
  const columns: WantedColumn[] = attributes.map(({ attribute }) => ({
    attribute,
    column: columnOf(attribute) ?? laterColumn(attribute, mapped),
  }));
  const at = (column: string): number => {
    const found = columns.findIndex((one) => one.column === column);
    return found >= 0 ? found : columns.push({ attribute: userAttribute(column), column }) - 1;
  };
  const groups = options.by.filter((column) => source.columns.includes(column));
  const key = options.key ?? source.columns[0] ?? '';
  return {
    plan: {
      attributes,
      reach: reach.map(({ column, says }) => ({ at: at(column), says })),
      groups: groups.map(at),
      key: at(key),
      columns,
      types: source.types,
      seed: options.seed,
      sampleSize: options.sampleSize,
      everyUser: options.everyUser || !features.isComplete,
      byMap: options.byMap,
      showsIds: options.showsIds,
    },
    groups,
    findings: [
      ...missingColumns(features.attributes, source, columnOf, name),
      ...[...options.by, ...(options.key === undefined ? [] : [options.key])]
        .filter((column) => !source.columns.includes(column))
        .map((column) => noColumn(column, source, name, 'error')),
      ...unknownColumns(options.columns, source, name),
    ],
  };
}

/** The columns that are named, and those of the export that the campaign names for its own exports. */
function withOwnColumns(
  named: ReadonlyMap<string, Attribute>,
  campaign: Campaign,
  source: ExportSource,
): ReadonlyMap<string, Attribute> {
  const own = [...campaign.columns].filter(
    ([column]) => source.columns.includes(column) && !named.has(column),
  );
  return new Map([
    ...named,
    ...own.map(([column, name]) => [column, userAttribute(name)] as const),
  ]);
}

function userAttribute(name: string): Attribute {
  return { kind: 'UserAttribute', name };
}

function presence(column: string): AttributeFeatures {
  return { attribute: userAttribute(column), features: [{ kind: 'presence' }] };
}

/** Attributes that MoEngage reads where a user lacks one by the name that the message has: those of its other names, of columns of their own. */
function fallbacks(
  read: readonly AttributeFeatures[],
  columnOf: (attribute: Attribute) => string | undefined,
): readonly AttributeFeatures[] {
  const taken = new Set(read.map(({ attribute }) => columnOf(attribute)));
  return read.flatMap(({ attribute, features }) =>
    attribute.kind !== 'UserAttribute'
      ? []
      : otherNamesOf(attribute.name)
          .filter((name) => columnOf(userAttribute(name)) === name && !taken.has(name))
          .map((name) => ({ attribute: userAttribute(name), features })),
  );
}

/** Attributes with the features by which columns say who can be reached, those of columns that the message does not read added. */
function withReach(
  attributes: readonly AttributeFeatures[],
  reach: readonly {
    readonly column: string;
    readonly name: string;
    readonly features: readonly Feature[];
  }[],
  columnOf: (attribute: Attribute) => string | undefined,
): readonly AttributeFeatures[] {
  return reach.reduce<readonly AttributeFeatures[]>((all, { column, name, features }) => {
    const isKnown = all.some(({ attribute }) => columnOf(attribute) === column);
    if (!isKnown) return [...all, { attribute: userAttribute(name), features }];
    return all.map((one) =>
      columnOf(one.attribute) === column
        ? {
            ...one,
            features: [...one.features, ...features.filter(({ kind }) => kind !== 'presence')],
          }
        : one,
    );
  }, attributes);
}

/** Where the first lines of NDJSON lack an attribute of a user, later ones may have it; other formats have no such column. */
function laterColumn({ kind, name }: Attribute, mapped: ReadonlyMap<string, Attribute>): string {
  return kind === 'UserAttribute' && !mapped.has(name) ? name : '';
}

/** The column of an attribute: the one that options name, the one of its name, or of another name of the same attribute. */
function columnFinder(
  columns: readonly string[],
  mapped: ReadonlyMap<string, Attribute>,
): (attribute: Attribute) => string | undefined {
  return ({ kind, name }) => {
    const names = kind === 'UserAttribute' ? [name, ...otherNamesOf(name)] : [name];
    for (const one of names) {
      for (const [column, target] of mapped)
        if (target.kind === kind && target.name === one) return column;
      if (kind === 'UserAttribute' && columns.includes(one) && !mapped.has(one)) return one;
    }
    return undefined;
  };
}

/** The columns that no attribute is read of by name, for a message that reads names which it computes. */
function others(
  columns: readonly string[],
  known: readonly AttributeFeatures[],
  columnOf: (attribute: Attribute) => string | undefined,
): readonly AttributeFeatures[] {
  const taken = new Set(known.map(({ attribute }) => columnOf(attribute)));
  return columns.filter((column) => !taken.has(column)).map(presence);
}

/** Columns that --column names and the export lacks; later lines of NDJSON may have them. */
function unknownColumns(
  mapped: ReadonlyMap<string, Attribute>,
  source: ExportSource,
  name: string,
): readonly Finding[] {
  const isOpen = source.files.some(({ format }) => format === 'ndjson');
  return [...mapped.keys()]
    .filter((column) => !source.columns.includes(column))
    .map((column) => noColumn(column, source, name, isOpen ? 'warning' : 'error'));
}

function missingColumns(
  attributes: readonly AttributeFeatures[],
  source: ExportSource,
  columnOf: (attribute: Attribute) => string | undefined,
  name: string,
): readonly Finding[] {
  return attributes
    .filter(
      ({ attribute }) => attribute.kind === 'UserAttribute' && columnOf(attribute) === undefined,
    )
    .map(({ attribute }) => noColumn(attribute.name, source, name, 'warning'));
}

function noColumn(
  column: string,
  { columns, files }: ExportSource,
  file: string,
  severity: 'error' | 'warning',
): Finding {
  const some = `${columns.slice(0, 12).join(', ')}${columns.length > 12 ? ', …' : ''}`;
  const hint =
    didYouMean(column, columns) ??
    (columns.length === 0
      ? 'it has no columns'
      : `it has ${some}; name the right one with --column`);
  // Of NDJSON only the first lines were looked at.
  const isOpen = files.some(({ format }) => format === 'ndjson');
  const has = isOpen
    ? `no user at the beginning of the export has '${column}'`
    : `the export has no column '${column}'`;
  const what = isOpen
    ? ', which the message reads'
    : ', which the message reads: every user counts as without it';
  return {
    code: 'audience/no-column',
    severity,
    message: severity === 'error' ? has : `${has}${what}`,
    hint,
    file,
  };
}
