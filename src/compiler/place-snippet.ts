import { analyse, type Analysis } from '../analysis/index.ts';
import { channelLabel, defaultProfile, hasOneLink, printsLink } from '../account/index.ts';
import { FindingsError, type Finding, type SourceMap } from '../diagnostics/index.ts';
import { compile, type Compiled, type CompileOptions } from './compile.ts';
import type { FieldMap } from './field-map.ts';
import { LinkFlow, usesLink, type LinkProblem } from './link-flow.ts';
import { expandMarker, type MarkerOptions } from './marker.ts';

/** How to compile for a template, and what its marker is compared with. */
export type PlaceOptions = CompileOptions & MarkerOptions;

/** What was compiled, and the template with the snippet in it; without one where a finding says why. */
export type Placed = Compiled & { readonly template?: SourceMap };

/** What has the place of the snippet while the template is looked at. */
const STUB = "{% set longURL = '' %}";

/**
 * Compiles a map for a template and puts the snippet in place of its marker. Where the template prints `longURL` itself, the
 * snippet prints nothing. A link that touches other text, is printed twice in a short message, or above the marker, is an error.
 */
export function placeSnippet(
  template: string | SourceMap,
  map: FieldMap,
  options: PlaceOptions,
): Placed {
  const stub = expandMarker(template, STUB, options);
  const analysis = stub.template && analysed(stub.template, options);
  const isUsed = analysis !== undefined && usesLink(analysis.root);
  const prints = printsLink(options.channel) && !isUsed;
  const made = compile(map, { ...options, prints });
  const { template: whole, findings } = expandMarker(template, made.snippet, options);
  const problems = analysis === undefined ? [] : checkLink(analysis, prints, options);
  return {
    ...made,
    ...(whole && { template: whole }),
    findings: [...made.findings, ...findings, ...problems],
  };
}

/**
 * The template with a link that is computed elsewhere in place of its snippet: `link` is the Jinja expression that gives it, `before` are statements in front
 * of it. Undefined where there is no marker, or where the template does not parse.
 */
export function placeLink(
  template: SourceMap,
  link: string,
  options: Pick<PlaceOptions, 'channel'> & { readonly before?: string },
): SourceMap | undefined {
  const set = `${options.before ?? ''}{% set longURL = ${link} %}`;
  const { template: stub } = expandMarker(template, set, {});
  const analysis = stub && analysed(stub, options);
  if (analysis === undefined) return undefined;
  const prints = printsLink(options.channel) && !usesLink(analysis.root);
  return prints ? expandMarker(template, `${set}{{ longURL }}`, {}).template : stub;
}

/** The template as it is read, undefined where it does not parse: that is reported where it is rendered. */
function analysed(
  template: SourceMap,
  { channel }: Pick<PlaceOptions, 'channel'>,
): Analysis | undefined {
  try {
    return analyse(template, { profile: defaultProfile(channel), channel });
  } catch (error) {
    if (error instanceof FindingsError) return undefined;
    throw error;
  }
}

function checkLink(
  analysis: Analysis,
  markerPrints: boolean,
  { channel, file }: PlaceOptions,
): readonly Finding[] {
  const isMarker = (start: number, end: number): boolean => !analysis.map.isVerbatim(start, end);
  const flow = new LinkFlow(analysis, isMarker, markerPrints);
  const told = new Set<LinkProblem['node']>();
  return flow.problems.flatMap((problem): Finding[] => {
    const { node, kind } = problem;
    const isMeant =
      (kind === 'twice' && !hasOneLink(channel)) ||
      // A connector's request is read by a program, which knows where a value ends.
      (kind === 'glued' && channel === 'connector' && !/^[\p{L}\p{N}]/u.test(problem.near));
    if (isMeant || told.has(node)) return [];
    told.add(node);
    const span = analysis.spanOf(node);
    return [
      { ...said(problem, channelLabel(channel)), severity: 'error', ...(file && { file }), span },
    ];
  });
}

function said(problem: LinkProblem, channel: string): Pick<Finding, 'code' | 'message' | 'hint'> {
  switch (problem.kind) {
    case 'glued':
      return {
        code: 'map/link-glued',
        message: `the link touches '${shortened(problem.near)}', so that it opens no pass`,
        hint: 'put a space between the link and the text',
      };
    case 'twice':
      return {
        code: 'map/link-twice',
        message: `the link is printed twice in one ${channel} message`,
        hint: 'take one of them out',
      };
    case 'early':
    default:
      return {
        code: 'map/link-too-early',
        message: 'longURL is printed before the snippet has built the link',
        hint: 'put {# smartpass: … #} above the first use of longURL',
      };
  }
}

function shortened(text: string): string {
  const [...characters] = text;
  return characters.length > 20 ? `${characters.slice(0, 20).join('')}…` : text;
}
