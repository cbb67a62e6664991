import type { Span } from '../diagnostics/index.ts';
import type { ast, Value } from '../jinja/index.ts';
import { TracedRender } from './message-render.ts';

/** Where in a rendered text the output of one print statement is, and where in the template that statement is. */
export type PrintedPlace = { readonly start: number; readonly end: number; readonly span: Span };

/** Characters of the private-use area, which mark the outputs; a text that holds one of them has no places. */
const [OPEN, NUMBERED, CLOSE] = ['\uF8F0', '\uF8F1', '\uF8F2'] as const;
const MARK = /\uF8F0(\d+)\uF8F1|\uF8F2/g;

/** A render that marks what each print statement puts out, so that its place in the whole text shows. */
export class MarkedRender extends TracedRender {
  private readonly nodes: ast.Node[] = [];

  override print(site: number, value: Value, escapes: boolean): string {
    const text = super.print(site, value, escapes);
    this.nodes.push(this.nodeAt(site));
    return `${OPEN}${this.nodes.length - 1}${NUMBERED}${text}${CLOSE}`;
  }

  /**
   * The places of all outputs in `text`, which was rendered without marks, in the order of their starts; undefined where the marks
   * changed what the template does, as they do where it measures a text that it captured.
   */
  places(marked: string, text: string): readonly PrintedPlace[] | undefined {
    const found: PrintedPlace[] = [];
    const open: { readonly node: ast.Node; readonly start: number }[] = [];
    let plain = '';
    let last = 0;
    for (const match of marked.matchAll(MARK)) {
      plain += marked.slice(last, match.index);
      last = match.index + match[0].length;
      const node = match[1] === undefined ? undefined : this.nodes[Number(match[1])];
      if (node !== undefined) open.push({ node, start: plain.length });
      else {
        const closed = open.pop();
        if (closed === undefined) return undefined;
        const span = this.parts.analysis.spanOf(closed.node);
        found.push({ start: closed.start, end: plain.length, span });
      }
    }
    plain += marked.slice(last);
    if (plain !== text || open.length > 0) return undefined;
    return found.toSorted((a, b) => a.start - b.start || b.end - a.end);
  }
}
