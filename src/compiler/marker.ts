import { didYouMean, spanOf, type Finding } from '../diagnostics/index.ts';

const MARKER = /\{#-?\s*smartpass:\s*(.*?)\s*-?#\}/gs;

/** The template with the snippet in it; without a template where a finding says why. */
export type Expanded = { readonly template?: string; readonly findings: readonly Finding[] };

/** What the marker is compared with, and the template's name for findings. */
export type MarkerOptions = {
  readonly file?: string | undefined;
  readonly fieldmap?: string | undefined;
};

/**
 * Puts a snippet where the comment `{# smartpass: fieldmap.yaml #}` stands in a template. The comment must stand there
 * exactly once and, where `fieldmap` is given, name that file (folders in front of the name do not count).
 */
export function expandMarker(
  template: string,
  snippet: string,
  options: MarkerOptions = {},
): Expanded {
  const markers = [...template.matchAll(MARKER)];
  const file = options.file === undefined ? {} : { file: options.file };
  const spanAt = (at: number): Finding['span'] & object => {
    const marker = markers[at];
    const start = marker?.index ?? 0;
    return spanOf(template, start, start + (marker?.[0].length ?? 0));
  };
  const [first] = markers;
  if (first === undefined) {
    const message = 'the template has no comment {# smartpass: … #} to say where the snippet goes';
    const near = [...template.matchAll(/\{#-?\s*(\w+)/g)].map((found) => found[1] ?? '');
    const hint = near.find((word) => didYouMean(word, ['smartpass']) !== undefined);
    const place = 'put {# smartpass: fieldmap.yaml #} above the first use of longURL';
    const said = hint === undefined ? place : `did you mean 'smartpass' where it says '${hint}'?`;
    return {
      findings: [
        {
          code: 'map/no-marker',
          severity: 'error',
          message,
          hint: said,
          ...file,
          span: spanOf(template, 0, 0),
        },
      ],
    };
  }
  if (markers.length > 1) {
    const message = `the template has ${markers.length} comments {# smartpass: … #}, expected one`;
    const findings = markers.slice(1).map((_, at): Finding => {
      const hint = 'take it out: the link is built once and used as often as needed';
      return {
        code: 'map/two-markers',
        severity: 'error',
        message,
        hint,
        ...file,
        span: spanAt(at + 1),
      };
    });
    return { findings };
  }
  const named = first[1] ?? '';
  if (options.fieldmap !== undefined && baseOf(named) !== baseOf(options.fieldmap)) {
    const message = `the comment names the field map ${named}, and the snippet is of ${baseOf(options.fieldmap)}`;
    return {
      findings: [
        { code: 'map/other-marker', severity: 'error', message, ...file, span: spanAt(0) },
      ],
    };
  }
  const start = first.index;
  const end = start + first[0].length;
  return { template: template.slice(0, start) + snippet + template.slice(end), findings: [] };
}

/** The field map that a template's marker names, or undefined where it has none. */
export function markedFieldMap(template: string): string | undefined {
  return [...template.matchAll(MARKER)][0]?.[1];
}

function baseOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
