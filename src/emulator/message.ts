import { FindingsError, type Finding, type SourceMap } from '../diagnostics/index.ts';
import {
  ast,
  escape,
  str,
  type Template,
  type Trace,
  Undefined,
  type Value,
} from '../jinja/index.ts';
import { NOT_SEND, type Recipient, type Failure, type MessageOutcome } from '../account/index.ts';
import { Blamer } from './blame.ts';
import {
  checkNames,
  checkUnknownNames,
  checkWrittenAsText,
  type Construct,
  mayChangeData,
  linkRanges,
  type LinkRange,
  Reads,
  type ReadKind,
} from '../analysis/index.ts';
import type { MessageParts } from './message-parts.ts';
import { readTemplate, type ReadTemplate } from './read-template.ts';

/** Something of the account that a template reads by a name that is written out, and where. */
export type AttributeUse = {
  readonly kind: ReadKind;
  readonly name: string;
  readonly spans: readonly NonNullable<Finding['span']>[];
};

/** How one message is compiled. */
export type CompileOptions = {
  /** The file, for findings. */
  readonly name?: string | undefined;
  /** The text is a link field of the editor as a whole: every value in it is part of a link destination. */
  readonly link?: boolean | undefined;
};

/** One text of a campaign, ready to be rendered for any number of users. Made by `Emulator.compile`. */
export class CompiledMessage {
  /** The text that Jinja gets, and where it comes from. */
  readonly map: SourceMap;
  readonly name: string | undefined;
  /** Warnings, and errors that do not keep the template from being rendered, such as a name that does not exist here. */
  readonly findings: readonly Finding[];
  /** What the template reads of the account, found without running it. */
  readonly attributes: readonly AttributeUse[];
  /** Constructs that an account may refuse. */
  readonly constructs: readonly Construct[];
  /** The tree; its offsets are those of the text that Jinja got. */
  readonly root: ast.Root;
  readonly reads: Reads;
  /** Whether Jinja reads it as it was written, but for line breaks. */
  readonly isAsWritten: boolean;
  /** Whether it changes lists or dicts in place, so that each render needs its own. */
  readonly changesData: boolean;
  private readonly parts: MessageParts;
  private readonly blamer: Blamer;
  private readonly watching: Template;
  private tracing: Template | undefined;
  private current: Template;
  private readonly mentions: ReadonlySet<string>;
  private readonly links: readonly LinkRange[];
  private readonly watch: Trace;
  private readonly trace: Trace;

  constructor(parts: MessageParts, options: CompileOptions) {
    const { map, session } = parts;
    this.parts = parts;
    this.map = map;
    this.isAsWritten = parts.isAsWritten;
    this.name = options.name;
    const { root, watching, constructs } = this.read();
    this.root = root;
    this.watching = watching;
    this.current = watching;
    this.constructs = constructs;
    this.reads = new Reads(root);
    this.attributes = this.uses();
    this.findings = this.filed([
      ...parts.findings,
      ...checkNames(root, this.reads, map, parts.campaign),
      ...checkUnknownNames(root, this.reads, map, parts.environment.globalNames.keys()),
      ...checkWrittenAsText(root, map),
    ]);
    this.changesData = mayChangeData(root, this.reads.bindings);
    this.mentions = new Set(namesIn(root));
    this.blamer = new Blamer(root, this.reads, map, session);
    const whole: LinkRange = [0, map.text.length];
    this.links = options.link === true ? [whole] : parts.isHtml ? linkRanges(root, map.text) : [];
    const quiet = { hit: () => undefined, defaulted: () => undefined };
    this.watch = {
      ...quiet,
      print: (site, value, escapes) => this.printNull(site, value, escapes),
    };
    this.trace = {
      ...quiet,
      print: (site, value, escapes) => this.printTraced(site, value, escapes),
    };
  }

  /** What the message does with one user. Never throws for what a template or a recipient can do. */
  render(recipient: Recipient): MessageOutcome {
    const { session } = this.parts;
    const text = this.run(this.watching, this.watch, recipient);
    const isSuspect =
      (text.includes(NOT_SEND) && session.failures.length < MANY) ||
      (this.parts.profile.missing === 'empty' &&
        session.misses.length > 0 &&
        this.links.length > 0);
    if (isSuspect) this.retrace(text, recipient);
    const { failures, warnings } = session;
    return failures.length === 0 ? { sent: true, text, warnings } : { sent: false, failures, text };
  }

  /** Renders and tells `print` what each print statement puts out, in order. For comparing renders. */
  observe(recipient: Recipient, print: (node: ast.Node, text: string) => void): MessageOutcome {
    this.tracing ??= this.compiled(true);
    const { sites } = this.tracing;
    const report: Trace = {
      ...this.trace,
      print: (site, value, escapes) => {
        const text = this.printTraced(site, value, escapes);
        const node = sites[site]?.node;
        if (node !== undefined) print(node, text);
        return text;
      },
    };
    const text = this.run(this.tracing, report, recipient);
    this.blameText(text);
    const { failures, warnings } = this.parts.session;
    return failures.length === 0 ? { sent: true, text, warnings } : { sent: false, failures, text };
  }

  /** A call of the tag MOE_NOT_SEND; rendering goes on, so that every guard is heard. */
  notSend(reason: Value, site: number): void {
    const node = this.current.sites[site]?.node;
    const place = node && this.map.spanOf(node.start, node.end);
    this.parts.session.fail({
      category: reason === null ? 'Unknown' : 'Custom Error Message',
      message: reason === null ? 'MOE_NOT_SEND without a reason' : str(reason),
      ...(place && { span: place, line: place.start.line }),
    });
  }

  private run(template: Template, trace: Trace, recipient: Recipient): string {
    const { session } = this.parts;
    session.begin(recipient, this.mentions, this.changesData);
    this.current = template;
    this.parts.onRender(this);
    for (const failure of this.parts.failures) session.fail(failure);
    try {
      return template.renderText(session.names, { trace });
    } catch (error) {
      const failure = this.blamer.errorFailure(error);
      if (failure === undefined) throw error;
      session.fail(failure);
      return '';
    }
  }

  /** Renders once more and looks at every printed value, to say where MOE_NOT_SEND came from. */
  private retrace(text: string, recipient: Recipient): void {
    this.tracing ??= this.compiled(true);
    this.run(this.tracing, this.trace, recipient);
    this.blameText(text);
  }

  /** MOE_NOT_SEND that no print statement put out stands in the template as text. */
  private blameText(text: string): void {
    const { session } = this.parts;
    if (!text.includes(NOT_SEND) || session.failures.length > 0) return;
    let data: ast.Node = this.root;
    ast.walk(this.root, (node) => {
      if (node.typename === 'TemplateData' && node.data.includes(NOT_SEND)) data = node;
    });
    session.fail(this.blamer.notSendFailure(data));
  }

  private printNull(site: number, value: Value, escapes: boolean): string {
    const node = this.current.sites[site]?.node ?? this.root;
    const { session, mode, profile } = this.parts;
    const failure = this.blamer.nullFailure(value, node);
    const isPreview = mode === 'preview';
    if (!isPreview && (profile.null === 'drop' || this.isInLink(node))) {
      session.fail(failure);
      return '';
    }
    this.warn(failure);
    return isPreview || profile.null === 'blank' ? '' : textOf(value, escapes);
  }

  private printTraced(site: number, value: Value, escapes: boolean): string {
    if (value === null || value instanceof Undefined) return this.printNull(site, value, escapes);
    const text = textOf(value, escapes);
    const node = this.current.sites[site]?.node ?? this.root;
    const { session, mode } = this.parts;
    if (text.includes(NOT_SEND)) {
      // What a macro or a captured text hands on was reported where it was printed first.
      const failure = this.blamer.notSendFailure(node);
      const isKnown = ({ message, name }: Failure): boolean =>
        message === failure.message && (name === failure.name || failure.category === 'Unknown');
      if (!session.failures.some(isKnown)) session.fail(failure);
    }
    if (text === '' && mode === 'send' && this.isInLink(node)) this.failEmptyLink(node);
    return text;
  }

  /** An attribute that arrives as '' because the user does not have it leaves a link destination unresolved. */
  private failEmptyLink(node: ast.Node): void {
    const { session } = this.parts;
    const read = this.reads.of(node).find((one) => session.lacks(one));
    if (read?.node === node) session.fail(this.blamer.nullFailure(null, node));
  }

  private warn(failure: Failure): void {
    const { category, name, span } = failure;
    const what = name === undefined ? 'a value' : `${category} '${name}'`;
    const warning: Finding = {
      code: 'moengage/printed-null',
      severity: 'warning',
      message: `${what} is null and is printed all the same`,
      ...(span && { span }),
    };
    const { session } = this.parts;
    session.warnings = [...session.warnings, ...this.filed([warning])];
  }

  /** Whether an expression stands in a link destination. */
  isInLink({ start, end }: ast.Node): boolean {
    return this.links.some(([from, to]) => from <= start && end <= to);
  }

  private compiled(trace: true): Template {
    return this.parts.environment.compile(this.map.text, { trace });
  }

  private read(): ReadTemplate {
    try {
      return readTemplate(this.parts);
    } catch (error) {
      if (!(error instanceof FindingsError)) throw error;
      throw new FindingsError(this.filed(error.findings));
    }
  }

  private uses(): readonly AttributeUse[] {
    const byName = new Map<string, AttributeUse & { readonly spans: unknown[] }>();
    for (const { kind, name, node } of this.reads.all) {
      const key = `${kind} ${name}`;
      const span = this.map.spanOf(node.start, node.end);
      const known = byName.get(key);
      if (known === undefined) byName.set(key, { kind, name, spans: [span] });
      else known.spans.push(span);
    }
    return [...byName.values()];
  }

  private filed(findings: readonly Finding[]): readonly Finding[] {
    const file = this.name;
    return file === undefined
      ? findings
      : findings.map((finding) => ({ ...finding, file: finding.file ?? file }));
  }
}

function namesIn(root: ast.Root): readonly string[] {
  const names: string[] = [];
  ast.walk(root, (node) => {
    if (node.typename === 'Name') names.push(node.name);
  });
  return names;
}

/** Renders that fail this often already are not rendered again. */
const MANY = 1000;

function textOf(value: Value, escapes: boolean): string {
  return escapes ? escape(value).text : str(value);
}
