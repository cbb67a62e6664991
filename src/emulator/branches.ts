import type { Span } from '../diagnostics/index.ts';
import {
  type ast,
  escape,
  LimitError,
  PyError,
  str,
  type Site,
  type Template,
  type Value,
} from '../jinja/index.ts';
import type { Recipient } from '../account/index.ts';
import type { Branch } from '../analysis/index.ts';
import { Render, type RenderParts } from './render.ts';

/** A branch with its place in the file. */
export type PlacedBranch = Branch & { readonly span: Span };

/** The branches of a template that can run, and which of them a render takes. */
export class BranchTracer {
  readonly branches: readonly PlacedBranch[];
  private readonly parts: RenderParts;
  private readonly template: Template;
  /** What a render notes for each branch, in the order of `branches`. */
  private readonly hits: readonly (readonly number[])[];

  /** `template` was compiled with `trace`. Code that cannot run is not in it. `branches` are those of it, where they are known. */
  constructor(parts: RenderParts, template: Template, branches?: readonly PlacedBranch[]) {
    this.parts = parts;
    this.template = template;
    this.branches = branches ?? branchesOf(parts, template);
    this.hits = hitsOf(this.branches, template);
  }

  /** The branches that a recipient's render takes; what an error cuts off is not taken. */
  taken(recipient: Recipient): readonly PlacedBranch[] {
    const render = new BranchRender(this.parts, this.template, recipient);
    try {
      this.template.renderText(render, { trace: render });
    } catch (error) {
      if (!(error instanceof PyError || error instanceof LimitError)) throw error;
    }
    return this.branches.filter((_, at) => this.hits[at]?.some((hit) => render.hits.has(hit)));
  }
}

function branchesOf({ analysis }: RenderParts, template: Template): readonly PlacedBranch[] {
  const sites = new Set(
    template.sites.flatMap((site) =>
      site.kind === 'default' ? [keyOf(site), keyOf(site, 'kept')] : [keyOf(site)],
    ),
  );
  return analysis.branches
    .filter((branch) => sites.has(keyOf(branch)))
    .map((branch) => ({ ...branch, span: analysis.spanOf(branch.node) }));
}

/** What a render notes at a site: one number where it is taken, another one for a filter `default` that keeps its value. */
function hitOf(at: number, label?: 'kept'): number {
  return 2 * at + (label === 'kept' ? 1 : 0);
}

/** What a render notes that takes a branch, for each of them: several sites report on one that is written more than once. */
function hitsOf(
  branches: readonly PlacedBranch[],
  { sites }: Template,
): readonly (readonly number[])[] {
  const found = new Map(branches.map((branch): [string, number[]] => [keyOf(branch), []]));
  for (const [at, site] of sites.entries())
    for (const label of [undefined, 'kept'] as const)
      found.get(keyOf(site, label))?.push(hitOf(at, label));
  return branches.map((branch) => found.get(keyOf(branch)) ?? []);
}

/** A render that notes the branches it takes, by their numbers. */
class BranchRender extends Render {
  readonly hits: Set<number> = new Set();

  print(_site: number, value: Value, escapes: boolean): string {
    return escapes ? escape(value).text : str(value);
  }

  override hit(at: number): void {
    this.note(at);
  }

  override defaulted(at: number, isReplaced: boolean): void {
    this.note(at, isReplaced ? undefined : 'kept');
  }

  override notSend(_reason: Value, at: number): void {
    this.note(at);
  }

  private note(at: number, label?: 'kept'): void {
    this.hits.add(hitOf(at, label));
  }
}

/** What tells a branch, or the branch that a site reports on, from the others. */
function keyOf(one: Branch | Site, label: string = labelOf(one)): string {
  const { start, end }: ast.Node = one.node;
  return `${label} ${start} ${end}`;
}

function labelOf({ kind, label, node }: Branch | Site): string {
  if (kind === 'default' && label !== 'kept') return 'replaced';
  return node.typename === 'ExtensionTag' ? 'guard' : label;
}
