import { readCsv } from '../../account/index.ts';
import type { Campaign } from '../../campaign/index.ts';
import { ast, type Value } from '../../jinja/index.ts';
import type { Crypto } from '../../passkit/index.ts';
import type { Row } from '../class-table.ts';
import type { AttributeFeatures } from '../features.ts';
import { RowRenderer } from '../render-row.ts';
import { NOBODY_BY_MAP, shownText, type ClassCount, type Tally } from '../tally.ts';
import { writtenAnalysis } from '../written.ts';
import { classColumns, type ClassColumn } from './class-columns.ts';
import { versionOf } from './version.ts';
import { valuesWith } from './witness.ts';

/** A row of a class table that a database made: its cells in the order of the columns, how many users it has, and one of their keys. */
type ClassRow = {
  readonly cells: readonly string[];
  readonly users: number;
  readonly sample: string;
};

/** A class whose users cannot be judged without their values: how many there are, and why. */
export type UndecidedClass = { readonly users: number; readonly why: string };

/** What a class table says. `byShape` are the users of classes of which the database knows only the shape of a value. */
type ClassesResult = {
  readonly tally: Tally;
  readonly undecided: readonly UndecidedClass[];
  readonly byShape: number;
};

/** Thrown for a file that is not the result of the query of this campaign. */
export class ClassesError extends Error {
  override readonly name = 'ClassesError';
}

/**
 * What becomes of the users of a class table, the CSV that a database gave for the query of a campaign. A few users of each class are
 * made up and rendered; where they disagree, or none can be made up, the class is undecided. Sample keys are hashed unless `showsIds`. Throws a ClassesError
 * for another file.
 */
export function judgeClasses(
  text: string,
  campaign: Campaign,
  attributes: readonly AttributeFeatures[],
  crypto: Crypto,
  showsIds: boolean = false,
): ClassesResult {
  const columns = classColumns({ attributes, isComplete: true });
  const wanted = attributes.map(({ attribute }) => ({ attribute, column: attribute.name }));
  const renderer = new RowRenderer(campaign, wanted, crypto, false);
  const literals = literalsOf(campaign);
  const classes: ClassCount[] = [];
  const undecided: UndecidedClass[] = [];
  let byShape = 0;
  for (const row of readClasses(text, columns)) {
    const { users, sample } = row;
    const judged = judgeRow(row, { columns, attributes, literals }, renderer);
    if ('why' in judged) {
      undecided.push({ users, why: judged.why });
      continue;
    }
    if (row.cells.some((cell) => cell.startsWith('~'))) byShape += users;
    const example = shownText(sample, showsIds, crypto);
    const results = JSON.stringify(row.cells);
    classes.push({ results, users, ...judged, reach: 'reachable', first: classes.length, example });
  }
  const users = classes.reduce((all, one) => all + one.users, 0);
  return {
    tally: {
      users,
      brokenRows: 0,
      broken: [],
      classes,
      sample: [],
      byFieldMap: NOBODY_BY_MAP,
    },
    undecided,
    byShape,
  };
}

/** The constants in the parts of a message, with which values may be compared in ways that no feature describes. */
function literalsOf(campaign: Campaign): readonly Value[] {
  const found = new Set<Value>();
  for (const part of campaign.parts)
    ast.visit(writtenAnalysis(part, campaign).root, {
      Const: ({ value }) => void found.add(value),
    });
  return [...found];
}

function judgeRow(
  { cells }: ClassRow,
  {
    columns,
    attributes,
    literals,
  }: {
    readonly columns: readonly ClassColumn[];
    readonly attributes: readonly AttributeFeatures[];
    readonly literals: readonly Value[];
  },
  renderer: RowRenderer,
): Pick<ClassCount, 'verdict' | 'sentIn'> | { readonly why: string } {
  const choices: (readonly (Value | undefined)[])[] = [];
  for (const { attribute } of attributes) {
    const own = [...columns.keys()].filter((at) => columns[at]?.attribute === attribute);
    const values = valuesWith(
      own.flatMap((at) => columns[at] ?? []),
      own.map((at) => cells[at] ?? ''),
      literals,
    );
    if (values.length === 0) return { why: `no value of ${attribute.name} could be made up` };
    choices.push(values);
  }
  const judged = madeUp(choices).map((row) => {
    const { verdict } = renderer.render(row);
    return { verdict, sentIn: renderer.sentIn(row, verdict) };
  });
  const [first] = judged;
  const isSame = judged.every((one) => JSON.stringify(one) === JSON.stringify(first));
  return isSame && first !== undefined ? first : { why: 'made-up users of the class disagree' };
}

/** Users of whom each value of each attribute is one's: values with the same number together, then with others, since two attributes may be compared. */
function madeUp(choices: readonly (readonly (Value | undefined)[])[]): readonly Row[] {
  const count = Math.max(1, ...choices.map(({ length }) => length));
  const numbers = Array.from({ length: count }, (_, number) => number);
  const row = (number: number, step: number): Row =>
    choices.map((values, at) => values[(number + step * at) % values.length]);
  return [...numbers.map((number) => row(number, 0)), ...numbers.map((number) => row(number, 1))];
}

function readClasses(text: string, columns: readonly ClassColumn[]): readonly ClassRow[] {
  const { rows, problem } = readCsv(text.replace(/^\uFEFF/, ''), { hasLooseQuotes: false });
  const [header, ...body] = rows;
  if (problem !== undefined || header === undefined)
    // What the reader of CSV says quotes the row, which may hold a key of a user.
    throw new ClassesError(
      problem === undefined
        ? 'it is not CSV with a header'
        : `line ${problem.line} is not CSV: a quote is out of place`,
    );
  // Some databases write names in capitals.
  const names = header.cells.map((cell) => (cell ?? '').trim().toLowerCase());
  const at = (name: string): number => names.indexOf(name);
  const missing = ['smartpass', ...columns.map(({ name }) => name), 'users'].find(
    (name) => at(name) < 0,
  );
  const version = versionOf(columns);
  if (missing === undefined && body.every(({ cells }) => cells[at('smartpass')] === version))
    return body.map(({ cells, line }) => {
      const users = Number(cells[at('users')] ?? '');
      if (!Number.isSafeInteger(users) || users < 0)
        throw new ClassesError(`the users of line ${line} are not a number`);
      return {
        cells: columns.map(({ name }) => cells[at(name)] ?? ''),
        users,
        sample: cells[at('sample')] ?? '',
      };
    });
  throw new ClassesError(
    'it is not the result of the query for this campaign as it is now; print the query again with --sql',
  );
}
