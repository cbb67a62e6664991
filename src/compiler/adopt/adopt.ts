import { spanOf, type Finding } from '../../diagnostics/index.ts';
import { isError, PyError } from '../../jinja/values/index.ts';
import { normalise, parse, type ast, type TagSyntax } from '../../jinja/syntax/index.ts';
import { escapeQuery, fieldNamed, RESERVED_PARAMETERS, suggestField } from '../../passkit/index.ts';
import type { FieldMap, MappedField, Policy } from '../field-map.ts';
import { readFieldMap } from '../read/read-field-map.ts';
import { writeFieldMap } from '../write-field-map.ts';
import { defectsOf, type DefectOrigin } from './defects.ts';
import { buildsAnything, findLink, type FoundLink } from './find-link.ts';
import { within, type Parts, type Place } from './parts.ts';
import { readAdopted, type AdoptedField } from './payload.ts';
import { guardFor, readTemplate, type TemplateReading } from './statements.ts';

/**
 * The field map that a template amounts to, as a YAML text, and every defect that the template had. Without a text a finding
 * says why there is none. `secrets` are the places of secrets in the template's text, for whoever shows lines of it.
 */
export type Adopted = {
  readonly text?: string;
  readonly map?: FieldMap;
  readonly findings: readonly Finding[];
  readonly secrets: readonly Place[];
};

const TAG: TagSyntax = { parse: (parser) => parser.parseArguments() };
const SYNTAX = {
  version: '3.1',
  trimBlocks: false,
  lstripBlocks: false,
  keepTrailingNewline: true,
  tags: new Map([['MOE_NOT_SEND', TAG]]),
} as const;

/**
 * Reads a hand-written template in the style of PassKit's guide for MoEngage: `set` statements, JSON put together with `+` or
 * `~`, `base64encode`, `convertToSHA256`. The template is read, never run. Policies of the map: an attribute with a default
 * keeps it, one with a guard drops with the guard's reason, any other is left out; users without an external id are dropped.
 */
export function adopt(template: string, file: string): Adopted {
  const text = normalise(template, SYNTAX);
  const origin = { text, file };
  let root: ast.Root;
  try {
    root = parse(text, SYNTAX);
  } catch (error) {
    if (!(error instanceof PyError)) throw error;
    return { findings: [syntaxFinding(error, origin)], secrets: [] };
  }
  const reading = readTemplate(root, text);
  const secrets = secretsOf(reading.values);
  const link = findLink(reading.values);
  if (link === undefined) return { findings: [nothingFound(reading, origin)], secrets };
  const payload = readAdopted(link.payload.of);
  const map: FieldMap = {
    file,
    project: { url: link.url },
    fields: fieldsOf(payload.fields, reading, origin),
    base64: 'url',
    query: queryOf(link),
  };
  const findings = defectsOf({ reading, link, payload }, origin);
  if (map.fields.length === 0) return { findings: [...findings, noFields(link, origin)], secrets };
  const written = writeFieldMap(map, [`Adopted from ${file.split('/').at(-1) ?? file}`]);
  const again = readFieldMap(written, file);
  const wrong = again.findings
    .filter(({ severity }) => severity === 'error')
    .map((finding) => ({ ...finding, file: 'the map', message: `in the map: ${finding.message}` }));
  return { text: written, map, findings: [...findings, ...wrong], secrets };
}

function fieldsOf(
  fields: readonly AdoptedField[],
  reading: TemplateReading,
  { text }: DefectOrigin,
): readonly MappedField[] {
  const byName = new Map<string, MappedField>();
  for (const { name: written, source, reads, transforms, at } of fields) {
    const name = fieldNamed(written) === undefined ? (suggestField(written) ?? written) : written;
    byName.set(name, {
      name,
      source,
      transforms,
      conversion: { to: 'text' },
      missing: policyOf(name, { reads }, reading),
      span: spanOf(text, ...at),
    });
  }
  return [...byName.values()];
}

function policyOf(
  name: string,
  { reads }: Pick<AdoptedField, 'reads'>,
  { guards }: TemplateReading,
): Policy {
  for (const { source } of reads) {
    const reason = guardFor(guards, source)?.reason;
    if (reason !== undefined && reason.trim() !== '') return { kind: 'drop', reason };
  }
  const [first] = reads;
  if (name.endsWith('.externalId') && first !== undefined)
    return { kind: 'drop', reason: `No ${first.source.attribute}` };
  const fallback = reads.length === 1 ? first?.fallback : undefined;
  if (fallback === undefined) return { kind: 'omit' };
  return fallback === '' ? { kind: 'empty' } : { kind: 'default', text: fallback };
}

function queryOf({ query }: FoundLink): readonly (readonly [string, string])[] {
  return [...new URLSearchParams(query)]
    .filter(([name]) => name !== '' && !RESERVED_PARAMETERS.includes(name))
    .map(([name, value]) => [escapeQuery(name), escapeQuery(value)]);
}

function secretsOf(values: readonly Parts[]): readonly Place[] {
  return values.flatMap((parts) =>
    [...within(parts)].flatMap((part) =>
      part.kind === 'hash' && part.secret !== undefined ? [part.secret] : [],
    ),
  );
}

function nothingFound({ values }: TemplateReading, { file }: DefectOrigin): Finding {
  const some = buildsAnything(values);
  return {
    code: 'map/adopt-no-link',
    severity: 'error',
    message: some
      ? 'the template encodes something, but puts no link …?data= together with it'
      : 'the template builds no SmartPass link: nothing in it goes through base64encode',
    hint: 'adopt reads templates in the style of the guide of PassKit for MoEngage',
    file,
  };
}

function noFields({ payload }: FoundLink, { text, file }: DefectOrigin): Finding {
  return {
    code: 'map/adopt-no-link',
    severity: 'error',
    message: 'no field could be read in what the template encodes',
    file,
    span: spanOf(text, ...payload.at),
  };
}

function syntaxFinding(error: PyError, { text, file }: DefectOrigin): Finding {
  const { offsets, message } = error;
  const code = isError(error, 'TemplateAssertionError')
    ? 'jinja/unknown-name'
    : 'jinja/syntax-error';
  const span = offsets === undefined ? {} : { span: spanOf(text, ...offsets) };
  return {
    code,
    severity: 'error',
    message: `the template does not parse: ${message}`,
    file,
    ...span,
  };
}
