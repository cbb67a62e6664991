import { missedMarker } from '../campaign/index.ts';
import { findMarker } from '../compiler/index.ts';
import { SourceMap, type Finding } from '../diagnostics/index.ts';

/** Warns that a template is rendered with its marker as a comment, or what was meant to be one: the snippet of the field map, and so the link, are not there. */
export function markerLeft(source: string, file: string): readonly Finding[] {
  const marker = findMarker(source);
  if (marker === undefined) return missedMarker(SourceMap.of(source), file);
  return [
    {
      code: 'cli/marker-left',
      severity: 'warning',
      message: `the template is rendered without the snippet of ${marker.fieldmap}: its marker is a comment here`,
      hint: 'smartpass preview CAMPAIGN --user NAME --text renders it with the snippet, as does render of what generate --template writes',
      file,
      span: marker.span,
    },
  ];
}
