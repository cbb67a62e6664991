import { didYouMean, SourceMap, spanOf, type Finding, type Span } from '../diagnostics/index.ts';

const MARKER = /\{#-?\s*smartpass:\s*(.*?)\s*-?#\}/gs;

/** The template with the snippet in it, every place of which is the marker; without one where a finding says why. */
type Expanded = { readonly template?: SourceMap; readonly findings: readonly Finding[] };

/** What the marker is compared with, and the template's name for findings. */
export type MarkerOptions = {
  readonly file?: string | undefined;
  readonly fieldmap?: string | undefined;
};

/**
 * Puts a snippet in place of the comment `{# smartpass: fieldmap.yaml #}` of a template. The comment must be there exactly
 * once and, where `fieldmap` is given, name that file (folders in front of the name do not count).
 */
export function expandMarker(
  template: string | SourceMap,
  snippet: string,
  options: MarkerOptions = {},
): Expanded {
  const source = SourceMap.of(template);
  const markers = [...source.text.matchAll(MARKER)];
  const [first, ...others] = markers;
  const refuse = (
    code: string,
    at: RegExpMatchArray | undefined,
    said: { readonly message: string; readonly hint?: string },
  ): Finding => {
    const start = at?.index ?? 0;
    const span = source.spanOf(start, start + (at?.[0].length ?? 0));
    const file = options.file === undefined ? {} : { file: options.file };
    return { code, severity: 'error', ...said, ...file, span };
  };
  if (first === undefined)
    return { findings: [refuse('map/no-marker', undefined, noMarker(source.text))] };
  if (others.length > 0) {
    const message = `the template has ${markers.length} comments {# smartpass: … #}, expected one`;
    const hint = 'take it out: the link is built once and used as often as needed';
    return { findings: others.map((one) => refuse('map/two-markers', one, { message, hint })) };
  }
  const named = first[1] ?? '';
  if (options.fieldmap !== undefined && baseOf(named) !== baseOf(options.fieldmap)) {
    const message = `the comment names the field map ${named}, and the snippet is of ${baseOf(options.fieldmap)}`;
    const hint = `write {# smartpass: ${baseOf(options.fieldmap)} #}, or generate the snippet of ${named}`;
    return { findings: [refuse('map/other-marker', first, { message, hint })] };
  }
  return { template: source.edited(editsOf(source.text, first, snippet)), findings: [] };
}

/** The comment becomes the snippet; the white space that its `-` take away goes. */
function editsOf(
  template: string,
  { 0: comment, index: from }: RegExpMatchArray & { readonly index: number },
  text: string,
): readonly { readonly from: number; readonly to: number; readonly text: string }[] {
  const to = from + comment.length;
  const edits = [{ from, to, text }];
  const before = comment.startsWith('{#-') ? template.slice(0, from).trimEnd().length : from;
  const behind = comment.endsWith('-#}') ? template.slice(to).trimStart() : template.slice(to);
  const after = template.length - behind.length;
  if (before < from) edits.unshift({ from: before, to: from, text: '' });
  if (after > to) edits.push({ from: to, to: after, text: '' });
  return edits;
}

function noMarker(template: string): { readonly message: string; readonly hint: string } {
  const near = nearMarker(template);
  return {
    message: 'the template has no comment {# smartpass: … #} to say where the snippet goes',
    hint:
      near === undefined
        ? 'put {# smartpass: fieldmap.yaml #} above the first use of longURL'
        : `write {# smartpass: ${near.fieldmap} #} where it says ${near.comment}`,
  };
}

/** A comment of Jinja or HTML that is a word and the name of a file. */
const NEAR_MARKER = /(?:\{#-?|<!--)\s*([\w-]+)\s*[:=]?\s*(\S+?\.(?:ya?ml|json))\s*(?:-?#\}|-->)/gi;

/** A comment that names a field map and is not the marker of one, such as `{# smartpas: fieldmap.yaml #}`; undefined where there is none. */
export function nearMarker(template: string):
  | {
      readonly comment: string;
      readonly fieldmap: string;
      readonly offsets: readonly [start: number, end: number];
    }
  | undefined {
  for (const { 0: comment, 1: word = '', 2: fieldmap = '', index } of template.matchAll(
    NEAR_MARKER,
  ))
    if (/^smartpass$/i.test(word) || didYouMean(word, ['smartpass']) !== undefined)
      return { comment, fieldmap, offsets: [index, index + comment.length] };
  return undefined;
}

/** The field map that the first marker of a template names, and where the marker is; undefined where there is none. */
export function findMarker(template: string):
  | {
      readonly fieldmap: string;
      readonly span: Span;
      readonly offsets: readonly [start: number, end: number];
    }
  | undefined {
  const [first] = template.matchAll(MARKER);
  if (first === undefined) return undefined;
  const offsets = [first.index, first.index + first[0].length] as const;
  return { fieldmap: first[1] ?? '', span: spanOf(template, ...offsets), offsets };
}

function baseOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
