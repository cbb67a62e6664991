import { evaluate, findMarker, type MappedField } from '../compiler/index.ts';
import { FindingsError, type Position, type SourceMap, type Span } from '../diagnostics/index.ts';
import type { ast } from '../jinja/index.ts';
import type { PlacedBranch } from '../emulator/index.ts';
import { type Recipient } from '../account/index.ts';
import { knownOf } from './account-fixtures.ts';
import type { Campaign } from './load.ts';
import { RoundCache } from './round-cache.ts';
import { compiledParts, type CompiledPart, type Surroundings } from './renderer.ts';

/**
 * A way that a message can go: a branch, a default or a guard of the template, or a field of the map that is there, missing
 * or mapped. `never` is a sentence about it where `users` (names, in the order they were given) is empty.
 */
export type CoveragePlace = {
  readonly kind: 'branch' | 'default' | 'guard' | 'field';
  readonly file: string;
  readonly span: Span;
  readonly never: string;
  readonly users: readonly string[];
};

/** All ways of a campaign, in the order of their files and lines, and how many of them somebody takes. */
export type TemplateCoverage = {
  readonly places: readonly CoveragePlace[];
  readonly taken: number;
  /** From 0 to 100; a template without any way to choose has 100. */
  readonly percent: number;
};

/** Anyone who is rendered to find out: a fixture user, or a user of a test. */
export type CoveredUser = { readonly name: string; readonly recipient: Recipient };

/**
 * Which branches, defaults and guards the users of a campaign take. What the snippet does inside is counted by the fields of
 * its map, everything else by a traced render. A template that does not parse has no places. A `cache` keeps the compiled one.
 */
export function templateCoverage(
  campaign: Campaign,
  surroundings: Surroundings,
  users: readonly CoveredUser[] = campaign.users,
  cache: RoundCache = new RoundCache(),
): TemplateCoverage {
  const places = [
    ...templatePlaces(campaign, surroundings, users, cache),
    ...(campaign.map?.fields ?? []).flatMap((field) => fieldPlaces(campaign, field, users)),
  ];
  const taken = places.filter((place) => place.users.length > 0).length;
  const percent = places.length === 0 ? 100 : (taken / places.length) * 100;
  return { places, taken, percent };
}

function templatePlaces(
  campaign: Campaign,
  surroundings: Surroundings,
  users: readonly CoveredUser[],
  cache: RoundCache,
): readonly CoveragePlace[] {
  return compiledIn(campaign, surroundings, cache).flatMap((part) =>
    partPlaces(campaign, part, users),
  );
}

function partPlaces(
  campaign: Campaign,
  { part: { file, source, own }, compiled: message }: CompiledPart,
  users: readonly CoveredUser[],
): readonly CoveragePlace[] {
  const snippet = campaign.map && markerSpan(own);
  const lines = campaign.secrets.hideInSource(source).split(/\r\n|\r|\n/);
  const takers = new Map(message.branches.map((branch): [PlacedBranch, string[]] => [branch, []]));
  for (const { name, recipient } of users)
    for (const branch of message.taken(recipient)) takers.get(branch)?.push(name);
  const places = [...takers].flatMap(([branch, takenBy]): readonly CoveragePlace[] => {
    const { kind, span } = branch;
    if (isSame(span, snippet) || leadsToGuard(branch)) return [];
    const never = sentenceOf(branch, excerpt(lines, span));
    return [{ kind, file, span, never, users: takenBy }];
  });
  return places.sort((a, b) => compare(a.span.start, b.span.start));
}

function compiledIn(...args: Parameters<typeof compiledParts>): readonly CompiledPart[] {
  try {
    return compiledParts(...args);
  } catch (error) {
    if (!(error instanceof FindingsError)) throw error;
    return [];
  }
}

/** The place of the marker of a part in its file. */
function markerSpan(own: SourceMap): Span | undefined {
  const marker = findMarker(own.text);
  return marker && own.spanOf(...marker.offsets);
}

/** The way into a body that is nothing but a guard says the same as the guard. */
function leadsToGuard({ label, node }: PlacedBranch): boolean {
  if ((label !== 'if' && label !== 'elif') || node.typename !== 'If') return false;
  const body = node.body.filter((part) => !isBlankText(part));
  return body.length === 1 && body[0]?.typename === 'ExtensionTag';
}

function isBlankText(node: ast.Node): boolean {
  return (
    node.typename === 'Output' &&
    node.nodes.every((part) => part.typename === 'TemplateData' && part.data.trim() === '')
  );
}

function sentenceOf({ kind, label, inline }: PlacedBranch, text: string): string {
  if (kind === 'guard') return `${text} drops no user`;
  if (label === 'replaced') return `the default of ${text} is used for no user`;
  if (label === 'kept') return `no user has what ${text} is the default of`;
  if (inline) return `${text} is chosen for no user`;
  return `the condition of ${text} is ${label === 'else' ? 'false' : 'true'} for no user`;
}

/** The first line of what is there, at most 60 characters. */
function excerpt(lines: readonly string[], { start, end }: Span): string {
  const line = lines[start.line - 1] ?? '';
  const stop = end.line === start.line ? end.column - 1 : line.length;
  const text = line.slice(start.column - 1, stop).trim();
  const tag = /^.*?[%}]\}/.exec(text)?.[0] ?? text;
  return tag.length > 60 ? `${tag.slice(0, 59)}…` : tag;
}

function isSame({ start, end }: Span, other: Span | undefined): boolean {
  return other !== undefined && compare(start, other.start) === 0 && compare(end, other.end) === 0;
}

function fieldPlaces(
  { map, fixtures }: Campaign,
  field: MappedField,
  users: readonly CoveredUser[],
): readonly CoveragePlace[] {
  if (map === undefined || field.source.kind === 'value') return [];
  const alone = { ...map, fields: [{ ...field, missing: { kind: 'omit' } as const }] };
  const values = users.map(({ name, recipient }) => {
    const evaluated = evaluate(alone, knownOf(recipient, fixtures));
    const value = 'payload' in evaluated ? evaluated.payload[0]?.[1] : undefined;
    return [name, value] as const;
  });
  const who = (is: (value: string | undefined) => boolean): readonly string[] =>
    values.filter(([, value]) => is(value)).map(([name]) => name);
  const base = { file: map.file, span: field.span };
  const lacking = who((value) => value === undefined);
  const targets = [...new Set((field.lookup ?? []).map(([, to]) => to))];
  return [
    { ...base, kind: 'field', never: `no user has ${field.name}`, users: who(isThere) },
    ...targets.map((to): CoveragePlace => {
      const never = `no user has a value that ${field.name} maps to ${JSON.stringify(to)}`;
      return { ...base, kind: 'field', never, users: who((value) => value === to) };
    }),
    ...(isNeverMissing(field) ? [] : [{ ...base, ...missingPlace(field), users: lacking }]),
  ];
}

function missingPlace({ name, missing }: MappedField): Pick<CoveragePlace, 'kind' | 'never'> {
  switch (missing.kind) {
    case 'drop':
      return { kind: 'guard', never: `no user lacks ${name} and is dropped: ${missing.reason}` };
    case 'default': {
      const text = JSON.stringify(missing.text);
      return { kind: 'default', never: `no user lacks ${name} and gets the default ${text}` };
    }
    case 'omit':
    case 'empty':
    default:
      return { kind: 'field', never: `no user lacks ${name}` };
  }
}

/** A literal among the sources that come into question is there for everybody. */
function isNeverMissing({ source }: MappedField): boolean {
  return source.kind === 'first' && source.sources.some(({ kind }) => kind === 'value');
}

function isThere(value: string | undefined): boolean {
  return value !== undefined;
}

function compare(a: Position, b: Position): number {
  return a.line - b.line || a.column - b.column;
}
