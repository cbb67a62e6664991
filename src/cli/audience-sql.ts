import {
  ClassesError,
  classQuery,
  DIALECT_NAMES,
  featuresOf,
  fittingAccounts,
  judgeClasses,
  loadForAudience,
  numberText,
  reportOf,
  type AudienceReport,
  type DialectName,
  type Features,
  type UndecidedClass,
} from '../audience/index.ts';
import type { Campaign } from '../campaign/index.ts';
import { FindingsError, type Finding } from '../diagnostics/index.ts';
import { columnsOf } from './audience-request.ts';
import { EXIT, type Arguments, type CommandContext } from './command.ts';
import { nodeCrypto } from './node-crypto.ts';
import { wrongUse } from './wrong-use.ts';

/** The table that a query names where the command line names none. */
const TABLE = 'users';

/** `smartpass audience --sql`: prints the query that groups the users of a table; what it cannot decide is said on stderr. */
export async function printQuery(
  file: string,
  args: Arguments,
  context: CommandContext,
): Promise<number> {
  const dialect = DIALECT_NAMES.find((name) => name === args.text('sql')) ?? 'duckdb';
  const { features } = await featuresIn(file, args, context);
  const { sql, undecided } = classQuery(features, dialect satisfies DialectName, {
    table: args.text('table') ?? TABLE,
    columnOf: columnFinder(args),
    key: args.text('sample-key'),
  });
  await context.print(sql);
  for (const line of undecided) await context.note(line);
  return EXIT.fine;
}

/** What the result of such a query says of the campaign. */
type ClassesAnswer = {
  readonly report: AudienceReport;
  readonly campaign: Campaign;
  readonly findings: readonly Finding[];
};

/** Judges the result of a query. Throws a FindingsError where it is not one of this campaign. */
export async function runClasses(
  file: string,
  classes: string,
  args: Arguments,
  context: CommandContext,
): Promise<ClassesAnswer> {
  const { features, campaign } = await featuresIn(file, args, context);
  const text = await context.files.read(classes);
  context.files.forget(classes);
  try {
    const { attributes } = features;
    const { tally, undecided, byShape } = judgeClasses(
      text,
      campaign,
      attributes,
      nodeCrypto,
      args.flag('show-ids'),
    );
    const accounts = fittingAccounts(campaign);
    const plan = { reach: [], seed: 0, everyUser: false };
    const report = reportOf(campaign, tally, { plan, groups: [], accounts, fixes: [] });
    const findings = [...unjudged(undecided, classes), ...shapes(byShape, classes)];
    return { report, campaign, findings };
  } catch (error) {
    if (!(error instanceof ClassesError)) throw error;
    const message = `cannot read the classes: ${error.message}`;
    const hint = 'run the query of audience --sql again, and give its whole result as CSV';
    throw new FindingsError([
      { code: 'audience/other-classes', severity: 'error', message, hint, file: classes },
    ]);
  }
}

async function featuresIn(
  file: string,
  args: Arguments,
  { files }: CommandContext,
): Promise<{ readonly features: Features; readonly campaign: Campaign }> {
  const profile = args.text('profile');
  const allowOutside = args.flag('allow-outside');
  const campaign = await loadForAudience(file, files, { profile, allowOutside });
  const features = featuresOf(campaign);
  if (features.isComplete) return { features, campaign };
  throw new FindingsError([
    {
      code: 'audience/computed-names',
      severity: 'error',
      message:
        'the message reads attributes by names that it computes: only a render tells what becomes of a user',
      hint: 'run it over an export: --users export.parquet',
      file,
    },
  ]);
}

/** The column of an attribute: the one that --column names, or that of its name; none for what --absent names. */
function columnFinder(
  args: Arguments,
): (attribute: { readonly kind: string; readonly name: string }) => string | undefined {
  const mapped = [...columnsOf(args.texts('column'))];
  const absent = new Set(args.texts('absent'));
  return ({ kind, name }) => {
    const own = mapped.find(([, one]) => one.kind === kind && one.name === name);
    if (own !== undefined) return own[0];
    return kind === 'UserAttribute' && !absent.has(name) ? name : undefined;
  };
}

function unjudged(undecided: readonly UndecidedClass[], file: string): readonly Finding[] {
  if (undecided.length === 0) return [];
  const users = undecided.reduce((sum, one) => sum + one.users, 0);
  const reasons = [...new Set(undecided.map(({ why }) => why))].slice(0, 3).join('; ');
  return [
    {
      code: 'audience/undecided-classes',
      severity: 'warning',
      message: `${numberText(users)} users in ${numberText(undecided.length)} classes are undecided and not counted: ${reasons}`,
      hint: 'export these users and run the campaign over them with --users',
      file,
    },
  ];
}

function shapes(users: number, file: string): readonly Finding[] {
  if (users === 0) return [];
  return [
    {
      code: 'audience/shape-classes',
      severity: 'note',
      message: `${numberText(users)} users are in classes of which the database knows the shape of a value only: up to three made-up values of each shape agree`,
      file,
    },
  ];
}

/** Throws where options of queries, their results and exports are mixed. */
export function checkSqlUse(args: Arguments): void {
  const has = (name: string): boolean => args.texts(name).length > 0;
  const sources = ['sql', 'classes', 'users'].filter(has);
  if (sources.length > 1)
    throw wrongUse(
      `--${sources[0] ?? ''} and --${sources[1] ?? ''} cannot both be given`,
      '--sql prints a query, --classes reads its result, --users an export',
    );
  const strange = ['table', 'absent', 'sample-key'].find(has);
  if (strange !== undefined && !has('sql'))
    throw wrongUse(`--${strange} is for --sql`, 'see smartpass audience --help');
}
