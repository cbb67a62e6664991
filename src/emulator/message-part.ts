import type { Recipient } from '../account/index.ts';
import type { ast, Template } from '../jinja/index.ts';
import { BranchTracer, type PlacedBranch } from './branches.ts';
import { observed, TracedRender, type Observed, type OnPrint } from './message-render.ts';
import type { RenderParts } from './render.ts';

type BranchesAt = (node: ast.Node) => readonly PlacedBranch[];

/** Some statements of a message, which are rendered without the others. Made by `CompiledMessage.part`. */
export class MessagePart {
  private readonly parts: RenderParts;
  private readonly template: Template;
  private readonly branchesAt: BranchesAt;
  private tracer: BranchTracer | undefined;

  /** `template` has the statements, compiled with `trace`; `branchesAt` gives the branches of the message at a node. */
  constructor(parts: RenderParts, template: Template, branchesAt: BranchesAt) {
    this.parts = parts;
    this.template = template;
    this.branchesAt = branchesAt;
  }

  /** Renders the statements and tells `print` what each print statement puts out, in order. */
  observe(recipient: Recipient, print: OnPrint): Observed {
    return observed(new TracedRender(this.parts, this.template, recipient, print));
  }

  /** Which branches of the message the statements take for one user. */
  taken(recipient: Recipient): readonly PlacedBranch[] {
    this.tracer ??= new BranchTracer(this.parts, this.template, this.ownBranches());
    return this.tracer.taken(recipient);
  }

  private ownBranches(): readonly PlacedBranch[] {
    return [...new Set(this.template.sites.flatMap(({ node }) => this.branchesAt(node)))];
  }
}
