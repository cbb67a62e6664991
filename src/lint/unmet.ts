import type { Analysis, ShapedRead } from '../analysis/index.ts';
import type { CompiledMessage } from '../emulator/index.ts';
import { ast, type Value } from '../jinja/index.ts';
import { alternativesOf, keyOf, type Person } from './person.ts';
import type { Budget } from './budget.ts';
import type { Surroundings } from './surroundings.ts';
import type { Around } from './expressions.ts';

/** More values of attributes at once are not tried. */
const MOST_READS = 3;
const MOST_TRIES = 800;

/** The kinds of nodes of a condition whose truth a few values of what it reads settle: no size of a text, no part of it. */
const PLAIN: ReadonlySet<ast.Kind> = new Set<ast.Kind>(
  'And Or Not Compare Operand Const Name Getitem Getattr Filter Test CondExpr List Tuple'.split(
    ' ',
  ) as ast.Kind[],
);
const PLAIN_FILTERS: ReadonlySet<string> = new Set(
  'd default float int lower string title trim upper'.split(' '),
);

/** The message whose guards are tried, and what its values are tried with. */
type Trial = {
  readonly message: CompiledMessage;
  readonly reads: readonly ShapedRead[];
  readonly around: Around;
  readonly surroundings: Surroundings;
  readonly complete: Person;
  readonly budget: Budget;
};

/** Those of some guards that no combination of values of what their conditions read leads to; one that cannot be settled is left out. */
export function unmetGuards(guards: readonly ast.Node[], trial: Trial): readonly ast.Node[] {
  return guards.filter((guard) => {
    const tests = testsAround(guard, trial);
    return tests !== undefined && !isMet(guard, tests, trial);
  });
}

/** The conditions around a guard; undefined where one cannot be settled by trying, or where it is in a loop or macro. */
function testsAround(guard: ast.Node, { message, around }: Trial): readonly ast.Node[] | undefined {
  const tests: ast.Node[] = [];
  for (const node of around(guard)) {
    if (node.typename === 'Root') break;
    if (node.typename !== 'If') return undefined;
    tests.push(node.test, ...node.elif_.map(({ test }) => test));
  }
  const seen = new Set<string>();
  return tests.length > 0 && tests.every((test) => isPlain(test, message.analysis, seen))
    ? tests
    : undefined;
}

/** Whether the truth of a condition is settled by trying the values that it is compared with, and those that are missing or empty. */
function isPlain(node: ast.Node, analysis: Analysis, seen: Set<string>): boolean {
  const { reads } = analysis;
  const read = reads.at(node);
  if (read !== undefined) return read.kind.endsWith('Attribute');
  if (!PLAIN.has(node.typename)) return false;
  if (node.typename === 'Filter' && !PLAIN_FILTERS.has(node.name)) return false;
  if (node.typename === 'Compare' && !isWithLiterals(node)) return false;
  if (node.typename === 'Name') {
    if (seen.has(node.name)) return true;
    seen.add(node.name);
    const sources = reads.bindings.get(node.name);
    return sources?.length === 1 && sources.every((source) => isPlain(source, analysis, seen));
  }
  return ast.children(node).every((child) => isPlain(child, analysis, seen));
}

function isWithLiterals({ ops }: ast.Compare): boolean {
  return ops.every(({ op, expr }) => {
    const isList = expr.typename === 'List' || expr.typename === 'Tuple';
    if (op === 'in' || op === 'notin')
      return isList && expr.items.every(({ typename }) => typename === 'Const');
    return expr.typename === 'Const';
  });
}

function isMet(guard: ast.Node, tests: readonly ast.Node[], trial: Trial): boolean {
  const { message, surroundings, complete, budget } = trial;
  const keys = new Set(tests.flatMap((test) => message.analysis.reads.of(test).map(keyOf)));
  const reads = trial.reads.filter((read) => keys.has(keyOf(read)));
  // What cannot be tried whole counts as met.
  if (reads.length > MOST_READS) return true;
  let people: readonly Person[] = [complete];
  for (const read of reads)
    people = people.flatMap((person) =>
      valuesFor(read).map((value) => person.with(keyOf(read), value)),
    );
  const recipients = people.length;
  if (recipients > MOST_TRIES) return true;
  const { work } = message.observe(surroundings.use(complete), () => {});
  budget.spend(work);
  if (!budget.has(work * recipients)) return true;
  budget.spend(work * recipients);
  return people.some((person) => {
    const recipient = surroundings.use(person);
    return message.taken(recipient).some(({ kind, node }) => kind === 'guard' && node === guard);
  });
}

function valuesFor(read: ShapedRead): readonly (Value | undefined)[] {
  return [undefined, null, '', ' ', 0, ...alternativesOf(read), 'Other'];
}
