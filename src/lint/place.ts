import { NO_ATTRIBUTE, UNRESOLVED, type Failure } from '../account/index.ts';
import type { Analysis, Read } from '../analysis/index.ts';
import { once, placeKey } from '../diagnostics/index.ts';
import { ast } from '../jinja/index.ts';
import type { Harm, Print, WholeTexts } from './harm.ts';
import type { Around, Site } from './expressions.ts';
import { MacroCalls } from './macro-calls.ts';
import { LinkHarms, type LinkHarm } from './pass-link.ts';

/** What a harm keeps where it is placed. */
type Common = 'read' | 'trial' | 'fields' | 'person' | 'profile';

/** Where a harm is reported: at its node, or at the call of a macro that hands the value over. */
export function siteOf({ node, around, call }: PlacedHarm): Site {
  return call ?? { node, around };
}

/** A harm at the place in the template where it happens. `before` is what the complete user reads there. */
export type PlacedHarm = Pick<Harm, Common> & {
  readonly node: ast.Node;
  readonly around: readonly ast.Node[];
  /** The call of the macro that the node is in, where the call hands the value over: the place to mend. */
  readonly call?: Site;
} & (
    | {
        readonly effect: 'dropped';
        readonly failure: Failure;
        /** Whether an expression fails; else it prints a null. */
        readonly isError: boolean;
      }
    | { readonly effect: 'counted'; readonly failure: Failure }
    | { readonly effect: 'linked'; readonly problem: LinkHarm }
    | {
        readonly effect: 'printed';
        readonly text: string;
        readonly before: string;
        readonly whole: WholeTexts;
      }
  );

/** The node at each place, as `placeKey` names it. */
export type NodesByPlace = Pick<ReadonlyMap<string, ast.Node>, 'get'>;

/** Puts each harm at its nodes: a failure at those it names, a message that differs at the print statements that do. */
export function placed(
  harms: readonly Harm[],
  analysis: Analysis,
  { around, nodes }: { readonly around: Around; readonly nodes: NodesByPlace },
): readonly PlacedHarm[] {
  const macros = new MacroCalls(analysis, around);
  const links = new LinkHarms();
  return harms.flatMap((harm): readonly PlacedHarm[] => {
    const { read, trial, fields, person, profile } = harm;
    const at = (node: ast.Node): Pick<PlacedHarm, Common | 'node' | 'around'> => ({
      read,
      trial,
      fields,
      person,
      profile,
      node,
      around: around(node),
    });
    if (harm.effect === 'counted') {
      const { span } = harm.failure;
      const node = span && nodes.get(placeKey(span));
      return node === undefined
        ? []
        : [{ ...at(node), effect: 'counted' as const, failure: harm.failure }];
    }
    if (harm.effect === 'dropped') {
      const { failure } = harm;
      const spans = [failure.span ?? [], failure.also ?? []].flat();
      const isError = failure.message !== NO_ATTRIBUTE && failure.message !== UNRESOLVED;
      return spans.flatMap((span) => {
        const node = nodes.get(placeKey(span));
        if (node === undefined) return [];
        const dropped = { ...at(node), effect: 'dropped' as const, failure, isError };
        const calls = macros.passing(read, node);
        if (calls.length === 0) return [dropped];
        return calls.map((call) => ({ ...dropped, call: { node: call, around: around(call) } }));
      });
    }
    const { whole } = harm;
    const problem = links.harmOf(whole);
    const isOfRead = (one: Read): boolean => one.kind === read.kind && one.name === read.name;
    const where = problem && readOfLink(problem, harm.prints, { analysis, isOfRead })?.node;
    if (problem !== undefined && where !== undefined)
      return [{ ...at(where), effect: 'linked' as const, problem }];
    return withoutPassedOn(harm.prints, around).map(({ node, text, before }) => {
      return { ...at(node), effect: 'printed' as const, text, before, whole };
    });
  });
}

/** The node at each place, as `placeKey` names it; they are looked at once the first is asked for. */
export function nodesByPlace(analysis: Analysis): NodesByPlace {
  const nodes = once(() => indexed(analysis));
  return { get: (key) => nodes().get(key) };
}

function indexed(analysis: Analysis): ReadonlyMap<string, ast.Node> {
  const nodes = new Map<string, ast.Node>();
  ast.walk(analysis.root, (node) => {
    // The outermost of nodes at one place, but not a statement in place of what it prints.
    const key = placeKey(analysis.spanOf(node));
    const known = nodes.get(key);
    if (known === undefined || known.typename === 'Output' || known.typename === 'Root')
      nodes.set(key, node);
  });
  return nodes;
}

/** Where what changes a link is read: on the way to what is printed in it, else the first time. */
function readOfLink(
  { link }: LinkHarm,
  prints: readonly Print[],
  {
    analysis,
    isOfRead,
  }: { readonly analysis: Analysis; readonly isOfRead: (one: Read) => boolean },
): Read | undefined {
  const inLink = prints.filter(
    ({ text }) => text.length > 0 && (link.includes(text) || text.includes(link)),
  );
  const reads = inLink.flatMap(({ node }) => analysis.reads.of(node));
  return reads.find(isOfRead) ?? analysis.reads.all.find(isOfRead);
}

/** The prints without those of macros that only put out parameters, where the call that gave it is printed too. */
function withoutPassedOn<P extends Print>(prints: readonly P[], around: Around): readonly P[] {
  const called = new Set<string>();
  for (const { node } of prints)
    ast.visit(node, {
      Call: ({ node: callee }) => void (callee.typename === 'Name' && called.add(callee.name)),
    });
  if (called.size === 0) return prints;
  return prints.filter(({ node }) => {
    const macro = around(node).find((outer) => outer.typename === 'Macro');
    if (macro === undefined || !called.has(macro.name)) return true;
    const given = new Set(macro.args.map(({ name }) => name));
    return !isOfAlone(node, given);
  });
}

/** Whether an expression reads variables, and none but these. */
function isOfAlone(node: ast.Node, names: ReadonlySet<string>): boolean {
  const read: string[] = [];
  ast.visit(node, { Name: ({ name }) => void read.push(name) });
  return read.length > 0 && read.every((name) => names.has(name));
}
