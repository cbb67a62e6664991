import type { Finding } from '../diagnostics/index.ts';
import { NOT_SEND, type Failure, type MessageOutcome, type Recipient } from '../account/index.ts';
import {
  type ast,
  escape,
  str,
  truthy,
  Undefined,
  type DefaultArguments,
  type Template,
  type Value,
} from '../jinja/index.ts';
import { filed } from '../analysis/index.ts';
import { Render, type RenderParts } from './render.ts';

/** Told what each print statement puts out, in order. */
export type OnPrint = (node: ast.Node, text: string) => void;

/** The fields of the profile that decide what becomes of a value which is missing or null while a message is rendered. */
export type NullField = 'missing' | 'null' | 'default';

/** Each of them. */
export const NULL_FIELDS: ReadonlySet<NullField> = new Set(['missing', 'null', 'default']);

/** What becomes of a message, and which of the fields about nulls the render has asked: with other values of the rest it is the same. */
export type Asking = {
  readonly outcome: MessageOutcome;
  readonly asked: ReadonlySet<NullField>;
};

/** What a render that looks at every printed value tells. */
export type Observed = Asking & {
  /** About how much it cost, the same on every machine: reports of the render, and pieces of its text. */
  readonly work: number;
};

/** So many characters of a text cost as much as a report. */
const PIECE = 64;

/** A render that is told of printed nulls: they drop the message, or warn where the account lets them through. */
export class MessageRender extends Render {
  /** Whether a null was printed where the profile decides what becomes of it. */
  private asksNull = false;
  private asksAll = false;
  /** Whether the filter `default` asked the account; no other render than a `TracedRender` is told. */
  protected asksDefault = false;

  /** The text of the message; '' where an error ends the render, which is one of the failures then. */
  run(): string {
    const { analysis, blamer } = this.parts;
    for (const failure of analysis.failures) this.failures.add(failure);
    try {
      return this.template.renderText(this, { trace: this });
    } catch (error) {
      const failure = blamer.errorFailure(this, error);
      if (failure === undefined) throw error;
      this.failures.add(failure);
      return '';
    }
  }

  print(site: number, value: Value, escapes: boolean): string {
    const { analysis, blamer, mode, profile } = this.parts;
    const node = this.nodeAt(site);
    const failure = blamer.nullFailure(this, value, node);
    const isPreview = mode === 'preview';
    const policy = isPreview ? profile.previewNull : profile.null;
    if (!analysis.isInLink(node)) this.asksNull = true;
    if (policy === 'drop' || (!isPreview && analysis.isInLink(node))) {
      this.failures.add(failure);
      return '';
    }
    this.warnOf(failure);
    return policy === 'blank' ? '' : textOf(value, escapes);
  }

  /** The fields about nulls that the render has asked until now; the filter `default` where no render is told that it runs. */
  get asked(): ReadonlySet<NullField> {
    const asked = new Set<NullField>();
    if (this.asksAll || this.hasMissed) asked.add('missing');
    if (this.asksAll || this.asksNull) asked.add('null');
    if (this.asksAll || this.asksDefault || this.parts.hidesDefaults()) asked.add('default');
    return asked;
  }

  /** What is to blame is found by another render, which may ask more. */
  override keeps(filter: ast.Filter): boolean {
    this.asksAll = true;
    return super.keeps(filter);
  }

  private warnOf(failure: Failure): void {
    const { category, name, span } = failure;
    const what = name === undefined ? 'a value' : `${category} '${name}'`;
    const warning: Finding = {
      code: 'moengage/printed-null',
      severity: 'warning',
      message: `${what} is null and is printed all the same`,
      ...(span && { span }),
    };
    this.warn(filed([warning], this.parts.analysis.file), failure);
  }
}

/** A render that is told of everything that is printed, to find where MOE_NOT_SEND and empty addresses come from. */
export class TracedRender extends MessageRender {
  private readonly onPrint: OnPrint | undefined;
  private reports = 0;

  constructor(parts: RenderParts, template: Template, recipient: Recipient, onPrint?: OnPrint) {
    super(parts, template, recipient);
    this.onPrint = onPrint;
  }

  override print(site: number, value: Value, escapes: boolean): string {
    this.reports += 1;
    const isNull = value === null || value instanceof Undefined;
    const text = isNull ? super.print(site, value, escapes) : textOf(value, escapes);
    if (!isNull) this.look(this.nodeAt(site), text);
    this.onPrint?.(this.nodeAt(site), text);
    return text;
  }

  /** What the render has cost with a text that it gave. */
  workOf(text: string): number {
    return this.reports + Math.ceil(text.length / PIECE);
  }

  override hit(_site: number): void {
    this.reports += 1;
  }

  override defaulted(_site: number, _isReplaced: boolean, args: DefaultArguments): void {
    this.reports += 1;
    // The filter asks the account about a null or an empty value, where it is not told itself what to replace.
    const { value, isTold } = args;
    if (isTold || value instanceof Undefined) return;
    if (value === undefined || !truthy(value)) this.asksDefault = true;
  }

  /** MOE_NOT_SEND in the text that no print statement put out is in the text of the template. */
  blameText(text: string): void {
    if (!text.includes(NOT_SEND) || this.failures.size > 0) return;
    const { analysis, blamer } = this.parts;
    const node = analysis.texts.findLast(({ data }) => data.includes(NOT_SEND)) ?? analysis.root;
    this.failures.add(blamer.notSendFailure(this, node));
  }

  private look(node: ast.Node, text: string): void {
    const { analysis, blamer, mode } = this.parts;
    // What a macro or a captured text hands on was reported where it was printed first.
    if (text.includes(NOT_SEND)) this.failures.addFirst(blamer.notSendFailure(this, node));
    if (text !== '' || mode !== 'send' || !analysis.isInLink(node)) return;
    // An attribute that arrives as '' because the user does not have it leaves a link destination unresolved.
    const read = analysis.reads.at(node);
    if (read !== undefined && this.lacks(read))
      this.failures.add(blamer.nullFailure(this, null, node));
  }
}

/** Runs a render; `rendered` is the text where it is known already. */
export function observed(render: TracedRender, rendered?: string): Observed {
  const text = render.run();
  render.blameText(rendered ?? text);
  return {
    outcome: render.outcome(rendered ?? text),
    asked: render.asked,
    work: render.workOf(text),
  };
}

function textOf(value: Value, escapes: boolean): string {
  return escapes ? escape(value).text : str(value);
}
