import { didYouMean, FindingsError, type Finding } from '../diagnostics/index.ts';
import { ast, Dict, FILTER_HINTS, PyError, type Template } from '../jinja/index.ts';
import { ATTRIBUTES, NOT_SEND, type MessageOutcome, type Recipient } from '../account/index.ts';
import {
  checkMembers,
  checkUnknownNames,
  filed,
  syntaxFinding,
  type Analysis,
  type AttributeUse,
  type FixtureAdvice,
} from '../analysis/index.ts';
import type { AccountEnvironment } from './account-environment.ts';
import { Blamer } from './blame.ts';
import { BranchTracer, type PlacedBranch } from './branches.ts';
import { knownValues } from './known-values.ts';
import { MarkedRender, type PrintedPlace } from './marked-render.ts';
import { MessageRender, TracedRender, type OnPrint } from './message-render.ts';
import { hasName, type EmulatorOptions } from './options.ts';
import type { RenderParts } from './render.ts';

/** One text of a campaign, ready to be rendered for any number of users. Made by `Emulator.compile`. */
export class CompiledMessage {
  /** What is known of the text without running it. */
  readonly analysis: Analysis;
  /** Warnings, and errors that do not keep the template from being rendered, such as a name that does not exist here. */
  readonly findings: readonly Finding[];
  private readonly environment: AccountEnvironment;
  private readonly options: EmulatorOptions;
  private readonly parts: RenderParts;
  private readonly watching: Template;
  private tracing: Template | undefined;
  private tracer: BranchTracer | undefined;

  /** Throws a FindingsError for a template that uses filters or tests which do not exist. */
  constructor(analysis: Analysis, environment: AccountEnvironment, options: EmulatorOptions) {
    this.analysis = analysis;
    this.environment = environment;
    this.options = options;
    const { names } = analysis;
    const mentions = (name: string): boolean => names.has(name) && hasName(name, options);
    const { profile, mode = 'send', productSets = new Dict() } = options;
    this.parts = {
      analysis,
      profile,
      mode,
      blamer: new Blamer(analysis),
      variables: ATTRIBUTES.filter(({ name }) => mentions(name)),
      ...(mentions('ProductSet') && { productSets }),
      kept: (recipient) => this.keptDefaults(recipient),
    };
    try {
      this.watching = this.compile('nulls');
    } catch (error) {
      if (!(error instanceof PyError)) throw error;
      const { map, findings, file, root } = analysis;
      const finding = syntaxFinding(error, map);
      const hint = finding.hint ?? nameHint(root, error, environment);
      const hinted = hint === undefined ? finding : { ...finding, hint };
      throw new FindingsError(filed([...findings, hinted], file));
    }
    const { root, reads, map, findings, file } = analysis;
    const unknown = checkUnknownNames(root, reads, map, environment.globalNames.keys());
    this.findings = [...findings, ...filed(unknown, file)];
  }

  /** What the template reads of the account, found without running it. */
  get attributes(): readonly AttributeUse[] {
    return this.analysis.attributes;
  }

  /**
   * Warnings for what the template reads and neither the account's fixtures nor any of these recipients has, where the name is
   * near one that is there. `advice` says how fixtures are named where the message is rendered.
   */
  checkMembers(recipients: readonly Recipient[], advice: FixtureAdvice): readonly Finding[] {
    return checkMembers(this.analysis, knownValues(this.options, recipients), advice);
  }

  /** Whether it changes lists or dicts in place, so that each render gets its own. */
  get changesData(): boolean {
    return this.analysis.changesData;
  }

  /** What the message does with one user. Never throws for what a template or a recipient can do. */
  render(recipient: Recipient): MessageOutcome {
    const render = new MessageRender(this.parts, this.watching, recipient);
    const text = render.run();
    const hasEmpty = this.parts.profile.missing === 'empty' && render.hasMissed;
    const isSuspect = text.includes(NOT_SEND) || (hasEmpty && this.analysis.links.length > 0);
    return isSuspect ? this.trace(recipient, text) : render.outcome(text);
  }

  /** Renders and tells `print` what each print statement puts out, in order. For comparing renders. */
  observe(recipient: Recipient, print: OnPrint): MessageOutcome {
    return this.trace(recipient, undefined, print);
  }

  /**
   * Where in the rendered text the output of each print statement is; undefined where the message is not rendered to its end, or
   * where that cannot be told.
   */
  printed(recipient: Recipient): readonly PrintedPlace[] | undefined {
    const { text } = this.render(recipient);
    this.tracing ??= this.compile(true);
    const render = new MarkedRender(this.parts, this.tracing, recipient);
    return render.places(render.run(), text);
  }

  /** The ways that renders can take. */
  get branches(): readonly PlacedBranch[] {
    return this.branchTracer().branches;
  }

  /** Which of `branches` the render for one user takes. */
  taken(recipient: Recipient): readonly PlacedBranch[] {
    return this.branchTracer().taken(recipient);
  }

  /** Renders and looks at every printed value. `rendered` is the text where it is known already. */
  private trace(recipient: Recipient, rendered?: string, print?: OnPrint): MessageOutcome {
    this.tracing ??= this.compile(true);
    const render = new TracedRender(this.parts, this.tracing, recipient, print);
    const text = render.run();
    render.blameText(rendered ?? text);
    return render.outcome(rendered ?? text);
  }

  private keptDefaults(recipient: Recipient): readonly PlacedBranch['node'][] {
    return this.taken(recipient).flatMap(({ label, node }) => (label === 'kept' ? [node] : []));
  }

  private branchTracer(): BranchTracer {
    this.tracing ??= this.compile(true);
    this.tracer ??= new BranchTracer(this.parts, this.tracing);
    return this.tracer;
  }

  private compile(trace: true | 'nulls'): Template {
    const { map, root } = this.analysis;
    return this.environment.compile(map.text, { trace, root });
  }
}

/** What the unknown filter or test of an error was probably meant to be. */
function nameHint(
  root: ast.Root,
  { offsets }: PyError,
  { filters, tests }: AccountEnvironment,
): string | undefined {
  let hint: string | undefined;
  const isThere = ({ start, end }: ast.Node): boolean =>
    start === offsets?.[0] && end === offsets[1];
  ast.visit(root, {
    Filter(node) {
      if (isThere(node) && !filters.has(node.name))
        hint = FILTER_HINTS.get(node.name) ?? didYouMean(node.name, filters.keys());
    },
    Test(node) {
      if (isThere(node) && !tests.has(node.name)) hint = didYouMean(node.name, tests.keys());
    },
  });
  return hint;
}
