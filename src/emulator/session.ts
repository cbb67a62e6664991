import type { Finding } from '../diagnostics/index.ts';
import {
  ATTRIBUTES,
  whyUnavailable,
  NAMES,
  type Channel,
  type TriggerKind,
  type FailureCategory,
  productSetNotFound,
  type Profile,
  type Recipient,
  type AttributeVariable,
  type Failure,
} from '../account/index.ts';
import { Variables, Dict, str, type Undefined, type Value } from '../jinja/index.ts';
import { copyValue, type AttributeKind, type Read } from '../analysis/index.ts';

/** Something that was looked up in a render and is not there. */
export type Miss = {
  readonly category: FailureCategory;
  readonly name: string;
  /** What the template got instead, unless the account's profile says otherwise. */
  readonly value: Undefined;
};

/** A variable, and its value in this render. */
type Part = { readonly variable: AttributeVariable; dict: Dict };

/** What an emulator needs to know to fill the names of a render. */
export type SessionOptions = {
  readonly profile: Profile;
  readonly channel?: Channel | undefined;
  readonly trigger?: TriggerKind | undefined;
  readonly productSets?: Dict | undefined;
};

/** The state of one render after the other: whose attributes the names show, and what was found missing or failing. */
export class Session {
  /** The context of a render: the account's variables that exist in this channel and campaign. */
  readonly names: Variables = new Variables();
  failures: Failure[] = [];
  warnings: Finding[] = [];
  misses: Miss[] = [];
  private productSets: Dict = new Dict();
  private readonly parts: readonly Part[];
  private readonly options: SessionOptions;
  /** The names that the last template mentions, and what of them is filled for a render. */
  private uses: ReadonlySet<string> = new Set();
  private filled: readonly Part[] = [];
  private usesProducts = false;

  constructor(options: SessionOptions) {
    this.options = options;
    this.parts = ATTRIBUTES.filter(({ name }) => this.exists(name)).map((variable) => ({
      variable,
      dict: new Dict(),
    }));
  }

  /** Whether a name exists in the channel and campaign of this emulator. */
  exists(name: string): boolean {
    const spec = NAMES.get(name);
    const { channel, trigger } = this.options;
    return spec !== undefined && whyUnavailable(spec, channel, trigger) === undefined;
  }

  /**
   * Begins a render for a recipient. `uses` are the names that the template mentions: others stay as they are. `copies` hands
   * out copies, for templates that change what they read.
   */
  begin(recipient: Recipient, uses: ReadonlySet<string>, copies: boolean): void {
    if (uses !== this.uses) {
      this.uses = uses;
      this.filled = this.parts.filter(({ variable }) => uses.has(variable.name));
      this.usesProducts = uses.has('ProductSet');
    }
    for (const part of this.filled) {
      const given = recipient[part.variable.part] ?? new Dict();
      part.dict = copies ? (copyValue(given) as Dict) : given;
      this.names.set(part.variable.name, part.dict);
    }
    if (this.usesProducts) {
      const sets = merged(this.options.productSets, recipient.productSets);
      this.productSets = copies ? (copyValue(sets) as Dict) : sets;
      this.names.set('ProductSet', this.productSets);
    }
    if (this.failures.length > 0) this.failures = [];
    if (this.warnings.length > 0) this.warnings = [];
    if (this.misses.length > 0) this.misses = [];
  }

  /** Which variable a dict is the value of. */
  kindOf(dict: Value | undefined): AttributeKind | undefined {
    if (!(dict instanceof Dict)) return undefined;
    for (const part of this.parts) if (part.dict === dict) return part.variable.name;
    return undefined;
  }

  /** Whether a read finds nothing or a null for this recipient. */
  lacks(read: Read): boolean {
    const dict =
      read.kind === 'ProductSet'
        ? this.productSets
        : this.parts.find(({ variable }) => variable.name === read.kind)?.dict;
    return dict !== undefined && (dict.getString(read.name) ?? null) === null;
  }

  /** Notes that a key of an attribute dict or a product set is not there. True for an attribute. */
  missed(value: Undefined): boolean {
    const { undefinedObj: obj, undefinedName: key = null } = value;
    if (!(obj instanceof Dict)) return false;
    const kind = this.kindOf(obj);
    if (kind !== undefined) {
      this.misses.push({ category: categoryOf(kind), name: str(key), value });
      return true;
    }
    if (obj === this.productSets) {
      const name = str(key);
      this.misses.push({ category: 'Product Set', name, value });
      this.fail({ category: 'Product Set', name, message: productSetNotFound(name) });
    }
    return false;
  }

  /** Adds a failure unless the same is known. */
  fail(failure: Failure): void {
    const { category, name, message, span } = failure;
    if (this.failures.length === 0) {
      this.failures.push(failure);
      return;
    }
    const known = this.failures.some(
      (other) =>
        other.category === category &&
        other.name === name &&
        other.message === message &&
        (span === undefined || samePlace(other, failure)),
    );
    if (!known) this.failures.push(failure);
  }
}

/** The category that a missing value of a name is counted under. */
export function categoryOf(name: string): FailureCategory {
  return NAMES.get(name)?.category ?? 'Unknown';
}

function samePlace(a: Failure, b: Failure): boolean {
  return a.span?.start.line === b.span?.start.line && a.span?.start.column === b.span?.start.column;
}

function merged(common: Dict | undefined, own: Dict | undefined): Dict {
  if (common === undefined || own === undefined) return own ?? common ?? new Dict();
  return Dict.of([...common.entries(), ...own.entries()]);
}
