import type { Finding } from '../diagnostics/index.ts';
import { NOT_SEND, type Failure, type Recipient } from '../account/index.ts';
import { type ast, escape, str, Undefined, type Template, type Value } from '../jinja/index.ts';
import { filed } from '../analysis/index.ts';
import { Render, type RenderParts } from './render.ts';

/** Told what each print statement puts out, in order. */
export type OnPrint = (node: ast.Node, text: string) => void;

/** A render that is told of printed nulls: they drop the message, or warn where the account lets them through. */
export class MessageRender extends Render {
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
    if (policy === 'drop' || (!isPreview && analysis.isInLink(node))) {
      this.failures.add(failure);
      return '';
    }
    this.warnOf(failure);
    return policy === 'blank' ? '' : textOf(value, escapes);
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

  constructor(parts: RenderParts, template: Template, recipient: Recipient, onPrint?: OnPrint) {
    super(parts, template, recipient);
    this.onPrint = onPrint;
  }

  override print(site: number, value: Value, escapes: boolean): string {
    const isNull = value === null || value instanceof Undefined;
    const text = isNull ? super.print(site, value, escapes) : textOf(value, escapes);
    if (!isNull) this.look(this.nodeAt(site), text);
    this.onPrint?.(this.nodeAt(site), text);
    return text;
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

function textOf(value: Value, escapes: boolean): string {
  return escapes ? escape(value).text : str(value);
}
