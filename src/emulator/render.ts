import type { Finding } from '../diagnostics/index.ts';
import {
  accountSourceBy,
  engineOf,
  innerOf,
  otherNamesOf,
  productSetNotFound,
  type AttributeVariable,
  type Failure,
  type MessageOutcome,
  type Profile,
  type Recipient,
} from '../account/index.ts';
import {
  type ast,
  Dict,
  inPython2Order,
  str,
  Variables,
  type CallState,
  type DefaultArguments,
  type RenderContext,
  type Template,
  type Trace,
  type Undefined,
  type Value,
} from '../jinja/index.ts';
import { copyValue, type Analysis, type Read } from '../analysis/index.ts';
import type { Blame, Blamer, Lacking } from './blame.ts';
import { Failures } from './failures.ts';
import { previewOf } from './preview.ts';

/** What the renders of one message share; nothing in it differs from recipient to recipient. */
export type RenderParts = {
  readonly analysis: Analysis;
  readonly profile: Profile;
  readonly mode: 'send' | 'preview';
  readonly blamer: Blamer;
  /** The variables that exist in this account and that the template mentions. */
  readonly variables: readonly AttributeVariable[];
  /** The product sets of the account; absent where the template mentions none. */
  readonly productSets?: Dict;
  /** Whether coupons exist in this account and the template mentions them. */
  readonly hasCoupons: boolean;
  /** The names of MoEngage's own user attributes that the template reads. */
  readonly ownNames: readonly string[];
  /** Whether a filter `default` may run without being reported: by its name, or before the render. */
  readonly hidesDefaults: () => boolean;
  /** The filters `default` that keep their value for a recipient. */
  readonly kept: (recipient: Recipient) => readonly ast.Node[];
};

const NO_WARNINGS: readonly Finding[] = [];
const NOTHING: Readonly<Record<string, never>> = {};

/**
 * The state of one render, which is its context and its trace: whose attributes it shows, what was looked up and is not there,
 * and why the message is not sent. Whatever runs in a render finds it by `renderIn`.
 */
export abstract class Render extends Variables implements Trace, Lacking {
  /** Whether an attribute was looked up that the recipient does not have. */
  hasMissed = false;
  protected readonly parts: RenderParts;
  protected readonly template: Template;
  private readonly recipient: Recipient;
  /** The values of `parts.variables`. */
  private readonly dicts: Dict[] = [];
  private readonly productSets: Dict | undefined;
  private readonly coupons: Dict | undefined;
  // What most renders do not need is made when it is.
  private failed: Failures | undefined;
  private warned: Finding[] | undefined;
  private passing: Failures | undefined;
  /** Rows of auxiliary tables that are not there, with their table. */
  private rows: Map<Value, string> | undefined;

  constructor(parts: RenderParts, template: Template, recipient: Recipient) {
    super();
    this.parts = parts;
    this.template = template;
    this.recipient = recipient;
    const { variables, productSets, hasCoupons, analysis } = parts;
    const isPython2 = engineOf(parts.profile) === '2.8-python2';
    const changes = analysis.changesData ? 'copied' : 'as it is';
    // A copy too: the order is that of this account alone.
    const how = isPython2 ? 'in order' : changes;
    for (const { part } of variables) {
      const own = given(recipient[part] ?? new Dict(), how);
      this.dicts.push(part === 'user' ? withOtherNames(own, parts.ownNames) : own);
    }
    if (productSets !== undefined)
      this.productSets = given(merged(productSets, recipient.productSets), how);
    if (hasCoupons) this.coupons = given(recipient.coupons ?? new Dict(), how);
  }

  /** The value of a variable of the account. */
  get(name: string): Value | undefined {
    const { variables } = this.parts;
    for (let at = 0; at < variables.length; at += 1)
      if (variables[at]?.name === name) return this.dicts[at];
    if (name === 'ProductSet') return this.productSets;
    const { coupons } = this;
    return name === 'Coupons' && coupons !== undefined
      ? Dict.of([[innerOf(name) ?? '', coupons]])
      : undefined;
  }

  keys(): Iterable<string> {
    const names: string[] = this.parts.variables.map(({ name }) => name);
    if (this.productSets !== undefined) names.push('ProductSet');
    if (this.coupons !== undefined) names.push('Coupons');
    return names;
  }

  get failures(): Failures {
    this.failed ??= new Failures();
    return this.failed;
  }

  /** Notes a null that was let through. */
  warn(warnings: readonly Finding[], failure: Failure): void {
    this.warned ??= [];
    this.warned.push(...warnings);
    this.passed.add(failure);
  }

  private get passed(): Failures {
    this.passing ??= new Failures();
    return this.passing;
  }

  abstract print(site: number, value: Value, escapes: boolean): string;

  hit(_site: number): void {}

  defaulted(_site: number, _isReplaced: boolean, _args: DefaultArguments): void {}

  /** A call of the tag MOE_NOT_SEND with its reason, null for none; rendering goes on, so that every guard is heard. */
  notSend(reason: Value, site: number): void {
    const node = this.nodeAt(site);
    this.failures.add({
      category: reason === null ? 'Unknown' : 'Custom Error Message',
      message: reason === null ? 'MOE_NOT_SEND without a reason' : str(reason),
      ...this.parts.blamer.at(node),
    });
  }

  /** Notes that a key of an attribute dict or a product set is not there. True for an attribute. */
  missed(value: Undefined): boolean {
    const { undefinedObj: dict, undefinedName: key = null } = value;
    if (this.variableOf(dict) !== undefined) {
      this.hasMissed = true;
      return true;
    }
    if (dict !== undefined && dict === this.productSets) {
      const name = str(key);
      const message = productSetNotFound(name);
      const place = this.parts.blamer.readAt('ProductSet', name);
      this.failures.add({ category: 'Product Set', name, message, ...place });
    }
    return false;
  }

  /** Notes that an auxiliary table does not have a row. */
  missedRow(table: string, value: Undefined): void {
    this.rows ??= new Map();
    this.rows.set(value, table);
  }

  subjectOf(value: Undefined): Blame | undefined {
    const { undefinedObj: dict, undefinedName: key = null } = value;
    const variable = this.variableOf(dict);
    if (variable !== undefined) return { category: variable.category, name: str(key) };
    if (dict !== undefined && dict === this.productSets)
      return { category: 'Product Set', name: str(key) };
    if (dict !== undefined && dict === this.coupons) {
      const category = accountSourceBy('name', 'Coupons')?.category ?? 'Unknown';
      return { category, name: str(key) };
    }
    const table = this.rows?.get(value);
    return table === undefined ? undefined : { category: 'Uncategorized', name: table };
  }

  lacks({ kind, name }: Read): boolean {
    const dict = kind === 'Coupons' ? this.coupons : this.get(kind);
    return dict instanceof Dict && (dict.getString(name) ?? null) === null;
  }

  keeps(filter: ast.Filter): boolean {
    return this.parts
      .kept(this.recipient)
      .some(({ start, end }) => start === filter.start && end === filter.end);
  }

  /** What comes of the message with the text that was rendered. */
  outcome(text: string): MessageOutcome {
    const { failed, warned } = this;
    if (failed === undefined || failed.size === 0)
      return { sent: true, text, warnings: warned ?? NO_WARNINGS, ...this.listed([]) };
    const failures = failed.list();
    return { sent: false, failures, text, ...this.listed(failures) };
  }

  /** What the preview page lists: the failures, and the nulls that were let through. */
  private listed(failures: readonly Failure[]): Pick<MessageOutcome, 'preview'> {
    const { mode, analysis } = this.parts;
    if (mode !== 'preview') return NOTHING;
    const all = [...failures, ...this.passed.list()];
    return all.length > 0 ? { preview: previewOf(all, analysis) } : NOTHING;
  }

  /** The node that a site of the template reports on. */
  protected nodeAt(site: number): ast.Node {
    return this.template.sites[site]?.node ?? this.parts.analysis.root;
  }

  /** Which variable a dict is the value of. */
  private variableOf(dict: Value | undefined): AttributeVariable | undefined {
    if (!(dict instanceof Dict)) return undefined;
    const at = this.dicts.indexOf(dict);
    return at < 0 ? undefined : this.parts.variables[at];
  }
}

/** The state of the render that a filter, tag or lookup runs in; undefined while constants are folded. */
export function renderIn(state: CallState | undefined): Render | undefined {
  const trace = (state as Partial<RenderContext> | undefined)?.run?.trace;
  return trace instanceof Render ? trace : undefined;
}

/** A user's attributes under the other names too that a template reads them by. */
function withOtherNames(user: Dict, names: readonly string[]): Dict {
  if (names.every((name) => user.getString(name) !== undefined)) return user;
  const added = names.flatMap((name): (readonly [Value, Value])[] => {
    if (user.getString(name) !== undefined) return [];
    const other = otherNamesOf(name).find((one) => user.getString(one) !== undefined);
    return other === undefined ? [] : [[name, user.getString(other) ?? null]];
  });
  return added.length === 0 ? user : Dict.of([...user.entries(), ...added]);
}

function given(dict: Dict, how: 'as it is' | 'copied' | 'in order'): Dict {
  if (how === 'in order') return inPython2Order(dict) as Dict;
  return how === 'copied' ? (copyValue(dict) as Dict) : dict;
}

function merged(common: Dict, own: Dict | undefined): Dict {
  if (own === undefined || common.size === 0) return own ?? common;
  return Dict.of([...common.entries(), ...own.entries()]);
}
