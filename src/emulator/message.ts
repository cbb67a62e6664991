import { FindingsError, type Finding } from '../diagnostics/index.ts';
import { Dict, PyError, type ast, type Template } from '../jinja/index.ts';
import {
  ATTRIBUTES,
  NOT_SEND,
  otherNamesOf,
  type MessageOutcome,
  type Recipient,
} from '../account/index.ts';
import {
  checkUnknownNames,
  filed,
  syntaxFinding,
  type Analysis,
  type AttributeUse,
} from '../analysis/index.ts';
import type { AccountEnvironment } from './account-environment.ts';
import { Blamer } from './blame.ts';
import { BranchTracer, type PlacedBranch } from './branches.ts';
import { MarkedRender, type PrintedPlace } from './marked-render.ts';
import { MessagePart } from './message-part.ts';
import {
  MessageRender,
  observed,
  TracedRender,
  type Asking,
  type Observed,
  type OnPrint,
} from './message-render.ts';
import { hasName, type EmulatorOptions } from './options.ts';
import { recipientOf, type PlainRecipient } from './plain.ts';
import type { RenderParts } from './render.ts';

/** One text of a campaign, ready to be rendered for any number of users. Made by `Emulator.compile`. */
export class CompiledMessage {
  /** What is known of the text without running it. */
  readonly analysis: Analysis;
  /** Warnings, and errors that do not keep the template from being rendered, such as a name that does not exist here. */
  readonly findings: readonly Finding[];
  private readonly environment: AccountEnvironment;
  private readonly parts: RenderParts;
  /** Reports printed nulls alone; absent where every render is traced. */
  private readonly watching: Template | undefined;
  private tracing: Template | undefined;
  private tracer: BranchTracer | undefined;
  private placed: Map<string, PlacedBranch[]> | undefined;

  /** Throws a FindingsError for a template that uses filters or tests which do not exist. */
  constructor(analysis: Analysis, environment: AccountEnvironment, options: EmulatorOptions) {
    this.analysis = analysis;
    this.environment = environment;
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
      hasCoupons: mentions('Coupons'),
      ownNames: analysis.attributes.flatMap(({ kind, name }) =>
        kind === 'UserAttribute' && otherNamesOf(name).length > 0 ? name : [],
      ),
      hidesDefaults: () => analysis.defaultUse === 'hidden',
      kept: (recipient) => this.keptDefaults(recipient),
    };
    const { findings, file } = analysis;
    const { globalNames: globals, filters, tests } = environment;
    const unknown = filed(checkUnknownNames(analysis, { globals, filters, tests }), file);
    try {
      if (options.traced === true) this.tracing = this.compile(true);
      else this.watching = this.compile('nulls');
    } catch (error) {
      if (!(error instanceof PyError)) throw error;
      const finding = syntaxFinding(error, analysis.map);
      throw new FindingsError([...findings, ...withError(unknown, filed([finding], file))]);
    }
    this.findings = [...findings, ...unknown];
  }

  /** What the template reads of the account, found without running it. */
  get attributes(): readonly AttributeUse[] {
    return this.analysis.attributes;
  }

  /** Whether it changes lists or dicts in place, so that each render gets its own. */
  get changesData(): boolean {
    return this.analysis.changesData;
  }

  /**
   * What the message does with one user. Never throws for what a template or a recipient can do; TypeError for what is no
   * recipient.
   */
  render(given: Recipient | PlainRecipient): MessageOutcome {
    const recipient = recipientOf(given);
    if (this.watching === undefined) return this.trace(recipient).outcome;
    const render = new MessageRender(this.parts, this.watching, recipient);
    const text = render.run();
    return this.isSuspect(render, text)
      ? this.trace(recipient, text).outcome
      : render.outcome(text);
  }

  /** `render`, and which fields about nulls it asked: accounts that differ in others of them alone give the same. */
  asking(recipient: Recipient): Asking {
    if (this.watching === undefined || this.analysis.defaultUse === 'reported')
      return this.trace(recipient);
    const render = new MessageRender(this.parts, this.watching, recipient);
    const text = render.run();
    if (this.isSuspect(render, text)) return this.trace(recipient, text);
    return { outcome: render.outcome(text), asked: render.asked };
  }

  /** Renders and tells `print` what each print statement puts out, in order. For comparing renders. */
  observe(recipient: Recipient | PlainRecipient, print: OnPrint): Observed {
    return this.trace(recipientOf(recipient), undefined, print);
  }

  /**
   * Where in the rendered text the output of each print statement is; undefined where the message is not rendered to its end, or
   * where that cannot be told.
   */
  printed(given: Recipient | PlainRecipient): readonly PrintedPlace[] | undefined {
    const recipient = recipientOf(given);
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
  taken(recipient: Recipient | PlainRecipient): readonly PlacedBranch[] {
    return this.branchTracer().taken(recipientOf(recipient));
  }

  /** Whether what drops the message can only be told by looking at every printed value. */
  private isSuspect(render: MessageRender, text: string): boolean {
    if (text.includes(NOT_SEND)) return true;
    const hasEmpty = this.parts.profile.missing === 'empty' && render.hasMissed;
    return hasEmpty && this.analysis.links.length > 0;
  }

  /** Renders and looks at every printed value. `rendered` is the text where it is known already. */
  private trace(recipient: Recipient, rendered?: string, print?: OnPrint): Observed {
    this.tracing ??= this.compile(true);
    return observed(new TracedRender(this.parts, this.tracing, recipient, print), rendered);
  }

  /** A part of the message: `root` has some of the statements of its tree, or of the things that these put out. */
  part(root: ast.Root): MessagePart {
    const template = this.environment.compile(this.analysis.map.text, { trace: true, root });
    return new MessagePart(this.parts, template, (node) => this.branchesAt(node));
  }

  /** The branches of a node. */
  private branchesAt({ start, end }: ast.Node): readonly PlacedBranch[] {
    this.placed ??= byPlace(this.branches);
    return this.placed.get(`${start} ${end}`) ?? [];
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

function byPlace(branches: readonly PlacedBranch[]): Map<string, PlacedBranch[]> {
  const found = new Map<string, PlacedBranch[]>();
  for (const branch of branches) {
    const key = `${branch.node.start} ${branch.node.end}`;
    const known = found.get(key);
    if (known === undefined) found.set(key, [branch]);
    else known.push(branch);
  }
  return found;
}

/**
 * What keeps a template from being compiled, with the unknown names in it, each of which does so if one does. That one is told
 * in the words of the account's Jinja.
 */
function withError(unknown: readonly Finding[], errors: readonly Finding[]): readonly Finding[] {
  const messages = new Map(errors.map((error) => [placeOf(error), error.message]));
  const grave = unknown.map((one): Finding => {
    if (one.code !== 'jinja/unknown-name') return one;
    return { ...one, severity: 'error', message: messages.get(placeOf(one)) ?? one.message };
  });
  const told = new Set(grave.filter(({ severity }) => severity === 'error').map(placeOf));
  return [...grave, ...errors.filter((error) => !told.has(placeOf(error)))];
}

function placeOf({ span }: Finding): string {
  return JSON.stringify(span);
}
