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
  const checker = new MemberChecker(analysis, known, advice);
  ast.walk(analysis.root, (node) => {
    const use = memberUse(node);
    if (use !== undefined && analysis.map.isVerbatim(use.node.start, use.node.end))
      checker.check(use);
  });
  return checker.findings;
}

/** What a name was looked for in: the candidates to have been meant, and how a finding calls it. */
type Unknown = { readonly message: string; readonly hint: string };

class MemberChecker {
  private readonly analysis: Analysis;
  private readonly known: KnownValues;
  private readonly advice: FixtureAdvice;
  private readonly values: ValueFinder;
  private readonly found: Map<string, { readonly unknown: Unknown; readonly nodes: ast.Node[] }> =
    new Map();
  private readonly names: Map<ReadKind, ReadonlySet<string>> = new Map();

  constructor(analysis: Analysis, known: KnownValues, advice: FixtureAdvice) {
    this.analysis = analysis;
    this.known = known;
    this.advice = advice;
    this.values = new ValueFinder(analysis.reads, known);
  }

  check(use: MemberUse): void {
    const unknown = this.ofSource(use) ?? this.ofValues(use);
    if (unknown === undefined) return;
    const places = this.found.get(unknown.message);
    if (places === undefined) this.found.set(unknown.message, { unknown, nodes: [use.node] });
    else places.nodes.push(use.node);
  }

  get findings(): readonly Finding[] {
    const { analysis } = this;
    return [...this.found.values()].map(({ unknown: { message, hint }, nodes }): Finding => {
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

  /** An attribute, product set, Content API or table that no fixture has. */
  private ofSource({ node }: MemberUse): Unknown | undefined {
    const read = this.analysis.reads.at(node);
    const source = read && accountSourceBy('name', read.kind);
    if (read === undefined || source === undefined || !this.isKnown(read.kind)) return undefined;
    const { kind, name } = read;
    const inFixtures = this.namesOf(kind);
    const own = OWN.get(kind);
    if (inFixtures.has(name)) return undefined;
    const hint =
      own?.names.has(name) === true
        ? sameAs(name, inFixtures)
        : (meant(name, inFixtures) ?? this.elsewhere(kind, name) ?? meant(name, own?.meant ?? []));
    if (hint === undefined && !NEEDED.has(kind)) return undefined;
    return {
      message: `no fixture has the ${source.noun} '${name}'`,
      hint: hint ?? this.advice(source),
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
    const hint = meant(name, namesIn(dicts)) ?? (isDotted ? MEMBER_HINTS.get(name) : undefined);
    if (hint === undefined) return undefined;
    const [root] = reads.of(owner);
    const noun = root && accountSourceBy('name', root.kind)?.noun;
    const where = root === undefined ? '' : ` in the ${noun ?? root.kind} '${root.name}'`;
    return { message: `no fixture has '${name}'${where}`, hint };
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

/** What a name was probably meant to be. Names that differ in numbers alone are of different things. */
function meant(name: string, candidates: Iterable<string>): string | undefined {
  const others = [...candidates].filter((one) => !isNumbered(name, one));
  return sameAs(name, others) ?? didYouMean(name, others);
}

function isNumbered(one: string, other: string): boolean {
  const [a, b] = [one, other].map((name) => name.replaceAll(/\s*\d+/g, ''));
  return a === b && one.replaceAll(/\D+/g, '') !== other.replaceAll(/\D+/g, '');
}

/** The candidate that is the same name but for how it is written, and what of that counts. */
function sameAs(name: string, candidates: Iterable<string>): string | undefined {
  for (const candidate of candidates)
    if (isSameName(name, candidate))
      return `did you mean '${candidate}'?${whatCounts(name, candidate)}`;
  return undefined;
}

function whatCounts(name: string, other: string): string {
  if (name.toLowerCase() === other.toLowerCase()) return ' letter case counts';
  const spaced = [name, other].map((one) => one.replaceAll(/\s+/g, ''));
  if (spaced[0] === spaced[1]) return ' spaces count';
  const isCurly = /[\u2018-\u201f]/.test(name) !== /[\u2018-\u201f]/.test(other);
  return isCurly ? ' curly quotes are other characters than straight ones' : '';
}
