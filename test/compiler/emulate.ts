import { SECRET_PLACEHOLDER } from '../../src/diagnostics/index.ts';
import { createHash, createHmac } from 'node:crypto';
import { evaluate, expectedLink, type FieldMap, type Known } from '../../src/compiler/index.ts';
import {
  Dict,
  Environment,
  isError,
  makeUndefined,
  PyFunction,
  str,
  type JinjaVersion,
  type Tag,
  type UndefinedKind,
  type Value,
} from '../../src/jinja/index.ts';
import { defaultProfile, moengageFilters, type Hashes } from '../../src/account/index.ts';

/** One of the worlds that MoEngage's silence leaves open. */
export type World = {
  readonly version: JinjaVersion;
  readonly undefined: UndefinedKind;
  readonly missing: 'undefined' | 'none' | 'empty';
};

/** Every world. */
export function worlds(): readonly World[] {
  return (['3.1', '2.8', '3.1.6'] as const).flatMap((version) =>
    (['Undefined', 'StrictUndefined', 'DebugUndefined', 'ChainableUndefined'] as const)
      .filter((kind) => version !== '2.8' || kind !== 'ChainableUndefined')
      .flatMap((kind) =>
        (['undefined', 'none', 'empty'] as const).map((missing) => ({
          version,
          undefined: kind,
          missing,
        })),
      ),
  );
}

/** What a snippet gives: its link, the reasons it drops for, or the type of the error it raises. */
export type Emulated = { link?: string; dropped?: readonly string[]; error?: string };

/** What the render at hand is about, for what is reached by a call, and the reasons given so far. */
const current: { known: Known | undefined; dropped: string[] } = { known: undefined, dropped: [] };

const environments: Map<string, Environment> = new Map();

function environmentOf(world: World): Environment {
  const key = `${world.version} ${world.undefined}`;
  const made = environments.get(key) ?? makeEnvironment(world);
  environments.set(key, made);
  return made;
}

function makeEnvironment(world: World): Environment {
  const tag: Tag = {
    parse: (parser) => parser.parseArguments(),
    render(_context, [reason]) {
      current.dropped.push(str(reason ?? null));
      return '';
    },
  };
  return new Environment({
    version: world.version,
    undefined: world.undefined,
    filters: new Map([...moengageFilters(FILTER_OPTIONS), ['getAuxData', AUX]]),
    tags: new Map([['MOE_NOT_SEND', tag]]),
  });
}

/** A snippet made ready in a world. */
export function emulator(source: string, world: World): (known: Known) => Emulated {
  const environment = environmentOf(world);
  const template = environment.compile(source);
  const attributes = attributesIn(source);
  return (known) => {
    const dropped: string[] = [];
    Object.assign(current, { known, dropped });
    try {
      const text = template
        .renderText(names(known, attributes, world))
        .replaceAll(/^\n+|\n+$/g, '');
      return dropped.length > 0 ? { dropped: [...new Set(dropped)] } : { link: text };
    } catch (error) {
      if (dropped.length > 0) return { dropped: [...new Set(dropped)] };
      if (!isError(error, 'UnicodeEncodeError')) throw error;
      return { error: error.type };
    }
  };
}

/** What the field map says must come out. */
export function expectedOf(map: FieldMap, known: Known): Emulated {
  const result = evaluate(map, known);
  if ('payload' in result) return { link: expectedLink(map, result.payload, SECRET_PLACEHOLDER) };
  return result.cause === 'map' ? { dropped: result.dropped } : { error: 'UnicodeEncodeError' };
}

const hashes: Hashes = {
  hmacSha256: (key, text) => createHmac('sha256', key).update(text).digest('hex'),
  sha256: (text) => createHash('sha256').update(text).digest('hex'),
};

const FILTER_OPTIONS = {
  crypto: hashes,
  profile: defaultProfile('email'),
  clock: () => 0,
  auxTables: new Map(),
};

const AUX = {
  name: 'getAuxData',
  params: ['value', 'file'],
  style: 'python',
  run: (_state: unknown, value: Value, file: Value) =>
    current.known?.auxRow?.(str(file), str(value)) ?? makeUndefined('Undefined', {}, '3.1'),
} as const;

function names(
  known: Known,
  attributes: Attributes,
  { missing }: World,
): ReadonlyMap<string, Value> {
  const roots: readonly (readonly [string, Dict | undefined])[] = [
    ['UserAttribute', known.user],
    ['EventAttribute', known.event],
    ['BusinessEventAttribute', known.businessEvent],
    ['CampaignAttribute', known.campaign],
    ['ProductSet', known.productSets],
  ];
  const made = new Map<string, Value>();
  for (const [name, dict] of roots) {
    if (dict === undefined) continue;
    made.set(
      name,
      missing === 'undefined' ? dict : filled(dict, attributes.get(name) ?? [], missing),
    );
  }
  const api = (name: string): PyFunction =>
    new PyFunction({
      name,
      params: ['params?'],
      style: 'python',
      run: (_state, params?: Value) => {
        const texts = new Map<string, string>();
        if (params instanceof Dict)
          for (const [key, value] of params.entries()) texts.set(str(key), str(value));
        return known.contentApi?.(name, texts) ?? null;
      },
    });
  made.set('ContentApi', Dict.of([['Points', api('Points')]]));
  return made;
}

const ATTRIBUTE = /(\w+Attribute)(?:\[|\.get\()'((?:[^'\\]|\\.)*)'/g;

/** The attributes that a snippet reads, by the variable that holds them. */
type Attributes = ReadonlyMap<string, readonly string[]>;

function attributesIn(source: string): Attributes {
  const found = new Map<string, string[]>();
  for (const [, root = '', escaped = ''] of source.matchAll(ATTRIBUTE)) {
    const key = JSON.parse(
      `"${escaped.replaceAll(/\\x(..)/g, '\\u00$1').replaceAll(/\\U(.{8})/g, astral)}"`,
    ) as string;
    found.set(root, [...(found.get(root) ?? []), key]);
  }
  return found;
}

function filled(dict: Dict, keys: readonly string[], missing: 'none' | 'empty'): Dict {
  const copy = Dict.of(dict.entries());
  for (const key of keys)
    if (copy.get(key) === undefined) copy.set(key, missing === 'none' ? null : '');
  return copy;
}

function astral(_match: string, digits: string): string {
  return String.fromCodePoint(Number.parseInt(digits, 16));
}
