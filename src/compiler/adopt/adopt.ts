import type { Analysis } from '../../analysis/index.ts';
import type { Finding } from '../../diagnostics/index.ts';
import {
  escapeQuery,
  fieldNamed,
  RESERVED_PARAMETERS,
  type ProjectKind,
} from '../../passkit/index.ts';
import type { FieldMap } from '../field-map.ts';
import { readFieldMap } from '../read/read-field-map.ts';
import { writeFieldMap, type WrittenField } from '../write-field-map.ts';
import { defectsOf, heldGuards, nearestField, type DefectOrigin } from './defects.ts';
import { planOf } from './fields.ts';
import { buildsAnything, findLinks, type FoundLink } from './find-link.ts';
import { readAdopted, type AdoptedField } from './payload.ts';
import { withMarker, type Rewritten } from './rewrite.ts';
import type { Place } from './parts.ts';
import { readTemplate, type TemplateReading } from './statements.ts';

/**
 * The field map that a template amounts to, as a YAML text, and every defect that the template had. Without a text a finding
 * says why there is none; without a map some of its fields are left open (TODO).
 */
export type Adopted = {
  readonly text?: string;
  readonly map?: FieldMap;
  /** The template with the marker of a field map of this name in place of the statements that build the link. */
  readonly rewrite?: (fieldmap: string) => Rewritten;
  readonly findings: readonly Finding[];
};

/** `link` is the number of the link among those of the template, counted from 1; the last one unless given. */
type AdoptOptions = { readonly link?: number | undefined };

/**
 * Reads a hand-written template in the style of PassKit's guide for MoEngage: `set` statements, JSON put together with `+` or
 * `~`, `base64encode`, `convertToSHA256`. It is read as `analyse` reads it, never run. Policies of the map: an attribute with a default
 * keeps it, one with a guard drops with the guard's reason, any other is left out; users without an external id are dropped.
 */
export function adopt(analysis: Analysis, options: AdoptOptions = {}): Adopted {
  const { root, map: source, file = 'the template' } = analysis;
  const { text } = source;
  const origin = { file, spanOf: (...at: Place) => source.spanOf(...at) };
  const reading = readTemplate(root, text);
  const links = findLinks(reading.values);
  const link = links.at((options.link ?? 0) - 1);
  if (link === undefined) return { findings: [nothingFound(reading, links, origin)] };
  const payload = readAdopted(link.payload.of);
  const fields = payload.fields.map((field) => fieldOf(field, reading, origin));
  const open = new Set(
    payload.fields.flatMap(({ name }, at) => ('todo' in (fields[at] ?? {}) ? [name] : [])),
  );
  const others = links.filter((one) => one !== link);
  const findings = defectsOf({ root, reading, link, others, payload, open }, origin);
  if (fields.length === 0) return { findings: [...findings, noFields(link, origin)] };
  const kind = kindOf(fields);
  const map = {
    file,
    project: { url: link.url, ...(kind !== undefined && { kind }) },
    fields: [...new Map(fields.map((field) => [field.name, field])).values()],
    base64: 'url' as const,
    query: queryOf(link),
  };
  const written = writeFieldMap(map, [`Adopted from ${file.split('/').at(-1) ?? file}`]);
  const again = readFieldMap(written, file);
  const wrong = again.findings
    .filter(({ severity, code }) => severity === 'error' && !LEFT_OPEN.has(code))
    .map((finding) => ({ ...finding, file: 'the map', message: `in the map: ${finding.message}` }));
  const complete = again.map === undefined ? {} : { map: again.map };
  const guards = heldGuards(payload.fields, reading).map(({ at }) => at);
  const rewrite = (fieldmap: string): Rewritten => withMarker(analysis, { link, guards, fieldmap });
  return { text: written, ...complete, rewrite, findings: [...findings, ...wrong] };
}

/** What reading the written map says of fields that are left open on purpose, which has been reported already. */
const LEFT_OPEN: ReadonlySet<string> = new Set(['map/todo', 'map/unknown-field']);

function fieldOf(
  { name: written, value, at }: AdoptedField,
  { guards }: TemplateReading,
  { spanOf }: DefectOrigin,
): WrittenField {
  const known = fieldNamed(written) !== undefined;
  const name = known ? written : (nearestField(written) ?? written);
  const plan = planOf(name, value, guards);
  const span = spanOf(...at);
  if (plan === undefined)
    return { name, todo: `line ${span.start.line} of the template was not understood` };
  return { name, ...plan, span };
}

/** The kind of project that fields belong to: that of the first which belongs to one. */
function kindOf(fields: readonly WrittenField[]): ProjectKind | undefined {
  const kinds = fields.map(({ name }) => fieldNamed(name)?.kind);
  return kinds.find((kind) => kind === 'membership' || kind === 'coupon');
}

function queryOf({ query }: FoundLink): readonly (readonly [string, string])[] {
  return [...new URLSearchParams(query)]
    .filter(([name]) => name !== '' && !RESERVED_PARAMETERS.includes(name))
    .map(([name, value]) => [escapeQuery(name), escapeQuery(value)]);
}

function nothingFound(
  { values }: TemplateReading,
  links: readonly FoundLink[],
  { file }: DefectOrigin,
): Finding {
  const message =
    links.length > 0
      ? `the template builds ${links.length === 1 ? 'one link' : `${links.length} links`}: there is no link of that number`
      : buildsAnything(values)
        ? 'the template encodes something, but puts no link …?data= together with it'
        : 'the template builds no SmartPass link: nothing in it goes through base64encode';
  const hint = 'adopt reads templates in the style of the guide of PassKit for MoEngage';
  return { code: 'map/adopt-no-link', severity: 'error', message, hint, file };
}

function noFields({ payload }: FoundLink, { file, spanOf }: DefectOrigin): Finding {
  return {
    code: 'map/adopt-no-link',
    severity: 'error',
    message: 'no field could be read in what the template encodes',
    hint: 'the JSON that is encoded needs names of fields in quotes, such as "person.surname"',
    file,
    span: spanOf(...payload.at),
  };
}
