import { didYouMean, isSameName, type Finding } from '../diagnostics/index.ts';
import { ast, MEMBER_HINTS } from '../jinja/syntax/index.ts';
import { Dict } from '../jinja/values/index.ts';
import {
  accountSourceBy,
  alsoAt,
  CAMPAIGN_ATTRIBUTES,
  KNOWN_USER_ATTRIBUTES,
  OWN_USER_ATTRIBUTES,
  type AccountSource,
} from '../account/index.ts';
import type { Analysis } from './analysis.ts';
import { memberUse, ValueFinder, type KnownValues, type MemberUse } from './known-values.ts';
import { DICT_METHODS, type ReadKind } from './reads.ts';

/** What to do about something of the account that no fixture has: how fixtures of that kind are named where a command runs. */
export type FixtureAdvice = (source: AccountSource) => string;

/** The attributes that every account has: all names of them, and those that somebody may mean who misspells one. */
const OWN: ReadonlyMap<
  ReadKind,
  { readonly names: ReadonlySet<string>; readonly meant: readonly string[] }
> = new Map([
  ['UserAttribute', { names: KNOWN_USER_ATTRIBUTES, meant: OWN_USER_ATTRIBUTES }],
  ['CampaignAttribute', { names: new Set(CAMPAIGN_ATTRIBUTES), meant: CAMPAIGN_ATTRIBUTES }],
]);

/** Without a fixture of these the message fails wherever they are read; an attribute may be rare. */
const NEEDED: ReadonlySet<ReadKind> = new Set(['ProductSet', 'ContentApi', 'getAuxData']);

/**
 * Names of attributes, product sets, Content APIs, tables and of members inside them that no fixture has while one has a name
 * near it, each once with all its places; a product set, Content API or table that no fixture has in any case. What of the
 * template was put in place of a marker is left out.
 */
export function checkMembers(
  analysis: Analysis,
  known: KnownValues,
  advice: FixtureAdvice,
): readonly Finding[] {
  return unknownMembers(analysis, { known, advice }).map(({ message, hint, nodes }): Finding => {
    const [span, ...also] = nodes.map((node) => analysis.spanOf(node));
    const more = alsoAt({ also });
    return {
      code: 'moengage/unknown-attribute',
      severity: 'warning',
      message,
      hint: more === undefined ? hint : `${hint}; ${more}`,
      ...(analysis.file !== undefined && { file: analysis.file }),
      ...(span && { span }),
    };
  });
}

/**
 * What names are looked for in. Of a kind in `declared` an account has those names alone, whatever else it has by itself: any other
 * is unknown, near or not.
 */
export type NameSources = {
  readonly known: KnownValues;
  readonly advice: FixtureAdvice;
  readonly declared?: ReadonlySet<ReadKind>;
};

/** A name that is unknown, with all its places. `meant`: the name that it is but for letter case, spaces or punctuation. */
export type UnknownMember = Unknown & { readonly nodes: readonly ast.Node[] };

/** The same as values: each name that is unknown once, in the order of the source. */
export function unknownMembers(analysis: Analysis, sources: NameSources): readonly UnknownMember[] {
  const checker = new MemberChecker(analysis, sources);
  ast.walk(analysis.root, (node) => {
    const use = memberUse(node);
    if (use !== undefined && analysis.map.isVerbatim(use.node.start, use.node.end))
      checker.check(use);
  });
  return [...checker.found.values()];
}

/** What a name was looked for in: the candidates to have been meant, and how a finding calls it. */
type Unknown = { readonly message: string; readonly hint: string; readonly meant?: string };

class MemberChecker {
  private readonly analysis: Analysis;
  private readonly known: KnownValues;
  private readonly advice: FixtureAdvice;
  private readonly declared: ReadonlySet<ReadKind>;
  private readonly values: ValueFinder;
  readonly found: Map<string, UnknownMember & { readonly nodes: ast.Node[] }> = new Map();
  private readonly names: Map<ReadKind, ReadonlySet<string>> = new Map();

  constructor(analysis: Analysis, { known, advice, declared = new Set() }: NameSources) {
    this.analysis = analysis;
    this.known = known;
    this.advice = advice;
    this.declared = declared;
    this.values = new ValueFinder(analysis.reads, known);
  }

  check(use: MemberUse): void {
    const unknown = this.ofSource(use) ?? this.ofValues(use);
    if (unknown === undefined) return;
    const places = this.found.get(unknown.message);
    if (places === undefined) this.found.set(unknown.message, { ...unknown, nodes: [use.node] });
    else places.nodes.push(use.node);
  }

  /** An attribute, product set, Content API or table that no fixture has. */
  private ofSource({ node }: MemberUse): Unknown | undefined {
    const read = this.analysis.reads.at(node);
    const source = read && accountSourceBy('name', read.kind);
    if (read === undefined || source === undefined || !this.isKnown(read.kind)) return undefined;
    const { kind, name } = read;
    const inFixtures = this.namesOf(kind);
    const own = OWN.get(kind);
    if (inFixtures.has(name)) return undefined;
    const isOwn = own?.names.has(name) === true;
    const isDeclared = this.declared.has(kind);
    if (isOwn && isDeclared) return undefined;
    const candidates = isOwn ? inFixtures : [...inFixtures, ...(own?.meant ?? [])];
    const same = sameAs(name, candidates);
    const nearest = isOwn
      ? undefined
      : (near(name, inFixtures) ?? this.elsewhere(kind, name) ?? near(name, own?.meant ?? []));
    const hint = same === undefined ? nearest : sameHint(name, same);
    if (hint === undefined && !NEEDED.has(kind) && !isDeclared) return undefined;
    return {
      message: isDeclared
        ? `the account has no ${source.noun} '${name}'`
        : `no fixture has the ${source.noun} '${name}'`,
      hint: hint ?? this.advice(source),
      ...(same !== undefined && { meant: same }),
    };
  }

  /** A member of what fixtures hold that none of it has. */
  private ofValues({ name, node, owner, isDotted }: MemberUse): Unknown | undefined {
    const { reads } = this.analysis;
    if (reads.at(node) !== undefined || (isDotted && DICT_METHODS.has(name))) return undefined;
    const values = this.values.valuesOf(owner);
    const dicts = values.filter((value) => value instanceof Dict);
    if (values.length === 0 || dicts.some((dict) => dict.getString(name) !== undefined))
      return undefined;
    const names = namesIn(dicts);
    const same = sameAs(name, names);
    const hint =
      same === undefined
        ? (near(name, names) ?? (isDotted ? MEMBER_HINTS.get(name) : undefined))
        : sameHint(name, same);
    if (hint === undefined) return undefined;
    const [root] = reads.of(owner);
    const noun = root && accountSourceBy('name', root.kind)?.noun;
    const where = root === undefined ? '' : ` in the ${noun ?? root.kind} '${root.name}'`;
    return {
      message: `no fixture has '${name}'${where}`,
      hint,
      ...(same !== undefined && { meant: same }),
    };
  }

  /** The same name among the attributes of another kind. */
  private elsewhere(kind: ReadKind, name: string): string | undefined {
    const [other] = [...this.known.keys()].filter(
      (one) => one !== kind && one.endsWith('Attribute') && this.namesOf(one).has(name),
    );
    return other === undefined ? undefined : `did you mean ${other}['${name}']?`;
  }

  private isKnown(kind: ReadKind): boolean {
    return this.known.has(kind) || OWN.has(kind);
  }

  private namesOf(kind: ReadKind): ReadonlySet<string> {
    const known = this.names.get(kind);
    if (known !== undefined) return known;
    const names = namesIn(this.known.get(kind) ?? []);
    this.names.set(kind, names);
    return names;
  }
}

function namesIn(dicts: readonly Dict[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const dict of dicts)
    for (const key of dict.keys()) if (typeof key === 'string') names.add(key);
  return names;
}

/** What a name was probably meant to be that none is the same as. */
function near(name: string, candidates: Iterable<string>): string | undefined {
  return didYouMean(
    name,
    [...candidates].filter((one) => !isNumbered(name, one)),
  );
}

/** Names that differ in numbers alone are of different things. */
function isNumbered(one: string, other: string): boolean {
  const [a, b] = [one, other].map((name) => name.replaceAll(/\s*\d+/g, ''));
  return a === b && one.replaceAll(/\D+/g, '') !== other.replaceAll(/\D+/g, '');
}

/** The candidate that is the same name but for how it is written. */
function sameAs(name: string, candidates: Iterable<string>): string | undefined {
  return [...candidates].find((one) => !isNumbered(name, one) && isSameName(name, one));
}

function sameHint(name: string, same: string): string {
  return `did you mean '${same}'?${whatCounts(name, same)}`;
}

function whatCounts(name: string, other: string): string {
  if (name.toLowerCase() === other.toLowerCase()) return ' letter case counts';
  const spaced = [name, other].map((one) => one.replaceAll(/\s+/g, ''));
  if (spaced[0] === spaced[1]) return ' spaces count';
  const isCurly = /[\u2018-\u201f]/.test(name) !== /[\u2018-\u201f]/.test(other);
  return isCurly ? ' curly quotes are other characters than straight ones' : '';
}
