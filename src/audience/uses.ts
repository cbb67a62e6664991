import { DEFAULT, type Analysis, type Read } from '../analysis/index.ts';
import { ast } from '../jinja/index.ts';
import { CHARACTER_SETS, type CharacterSet, type Fold } from './features.ts';
import { FOLDS, isAttribute, LENGTHS, literalsOf, NUMBERS, Subjects } from './subjects.ts';

/** What a template does with an attribute that can make a difference to who is sent the message. */
export type Uses = {
  readonly equals: { readonly value: string | number | boolean; readonly folds: readonly Fold[] }[];
  readonly bounds: Set<number>;
  readonly lengths: Set<number>;
  readonly sets: Set<CharacterSet>;
  parses: boolean;
  isDate: boolean;
  /** It is printed, so that a text which suppresses a message does so. */
  isPrinted: boolean;
  /** Its value is used in a way that no feature describes. */
  isOpaque: boolean;
};

/** What a template does with the attributes that it reads by name, by `kind name`. */
type TemplateUses = {
  readonly uses: ReadonlyMap<string, Uses>;
  /** Whether every read of an attribute has its name written out. */
  readonly isComplete: boolean;
};

const DATES: ReadonlySet<string> = new Set(['dateTimeFormatter', 'dateFormatter', 'days']);
/** Filters for which only the type of what they get decides whether they fail. */
const PRINTING: ReadonlySet<string> = new Set(
  'base64encode capitalize convertToSHA256 convertToSHA256NoSalt e escape format forceescape indent replace safe string striptags tojson truncate urlencode wordcount wordwrap'.split(
    ' ',
  ),
);
/** Filters that give another value for what is no number. */
const PARSING: ReadonlySet<string> = new Set(['float', 'int']);
const ORDERS: ReadonlySet<ast.CompareOp> = new Set(['lt', 'lteq', 'gt', 'gteq']);
const TESTS: ReadonlySet<string> = new Set(
  'boolean defined false float integer iterable mapping none number sequence string true undefined'.split(
    ' ',
  ),
);
/** What a text may break that it is part of: JSON, an address, a tag. */
const MARKS = Object.keys(CHARACTER_SETS) as readonly CharacterSet[];

/** What a template does with the attributes that it reads. `isHtml` says that the text is read as HTML. */
export function usesOf(analysis: Analysis, isHtml: boolean): TemplateUses {
  return new UseFinder(analysis).find(isHtml);
}

/** Whether a filter that makes a number of a text has a constant for other texts, and no base. */
function hasPlainDefault(args: readonly ast.Expr[], kwargs: ast.Filter['kwargs']): boolean {
  return kwargs.length === 0 && args.length <= 1 && args.every((one) => one.typename === 'Const');
}

/** What tells an attribute from others. */
export function attributeKey({ kind, name }: Pick<Read, 'kind' | 'name'>): string {
  return `${kind} ${name}`;
}

/** Uses of which there are none. */
export function noUses(): Uses {
  return {
    equals: [],
    bounds: new Set(),
    lengths: new Set(),
    sets: new Set(),
    parses: false,
    isDate: false,
    isPrinted: false,
    isOpaque: false,
  };
}

class UseFinder {
  private readonly analysis: Analysis;
  private readonly uses: Map<string, Uses> = new Map();
  private readonly subjects: Subjects;

  constructor(analysis: Analysis) {
    this.analysis = analysis;
    this.subjects = new Subjects(analysis.reads);
  }

  find(isHtml: boolean): TemplateUses {
    const { root, prints } = this.analysis;
    for (const read of this.analysis.reads.all) if (isAttribute(read)) this.of(read);
    ast.visit(root, {
      For: ({ iter }) => this.opaque(iter),
      Filter: (node) => this.filter(node),
      Test: (node) => this.test(node),
      Compare: (node) => this.compare(node),
      Getitem: ({ node, arg }) => {
        this.opaque(node);
        this.opaque(arg);
      },
      Getattr: ({ node }) => this.opaque(node),
      Call: (node) => this.call(node),
      Div: ({ right }) => this.divisor(right),
      FloorDiv: ({ right }) => this.divisor(right),
      Mod: ({ left, right }) => {
        this.divisor(right);
        this.opaque(left);
      },
      Mul: (node) => this.opaque(node),
      Pow: (node) => this.opaque(node),
      ExtensionTag: (node) => this.opaque(node),
    });
    for (const print of prints) this.print(print, isHtml);
    return { uses: this.uses, isComplete: this.isComplete() };
  }

  private of(read: Read): Uses {
    const key = attributeKey(read);
    const known = this.uses.get(key) ?? noUses();
    this.uses.set(key, known);
    return known;
  }

  private attributesIn(node: ast.Node): readonly Read[] {
    return this.subjects.attributesIn(node);
  }

  /** Only the values tell what an expression does with them. */
  private opaque(node: ast.Node): void {
    // `UserAttribute['x']` is a look-up in something that is no read.
    for (const read of this.attributesIn(node)) this.of(read).isOpaque = true;
  }

  private divisor(node: ast.Node): void {
    for (const { read, as } of this.subjects.of(node)) {
      this.of(read).bounds.add(0);
      if (as === 'number') this.of(read).parses = true;
      else if (as !== 'value') this.of(read).isOpaque = true;
    }
  }

  private filter({ name, node, args, kwargs }: ast.Filter): void {
    if (DATES.has(name)) {
      const dates = [node, ...(name === 'days' ? args.slice(0, 1) : [])];
      for (const date of dates)
        for (const { read, as } of date === null ? [] : this.subjects.of(date)) {
          this.of(read).isDate = true;
          if (as !== 'value') this.of(read).isOpaque = true;
        }
      for (const { value } of kwargs) this.opaque(value);
      return;
    }
    if (DEFAULT.has(name)) return;
    const isKnown = PRINTING.has(name) || FOLDS.has(name) || NUMBERS.has(name) || LENGTHS.has(name);
    const parses = PARSING.has(name) && !hasPlainDefault(args, kwargs);
    if ((!isKnown || parses) && node !== null) this.opaque(node);
    // A pattern that formats numbers fails by the type of what it gets.
    if (name !== 'format') for (const one of [...args, ...kwargs]) this.opaque(one);
  }

  private test({ name, node, args }: ast.Test): void {
    if (!TESTS.has(name)) this.opaque(node);
    for (const arg of args) this.opaque(arg);
  }

  private call({ node, args, kwargs }: ast.Call): void {
    if (this.analysis.reads.at(node) !== undefined) return;
    if (node.typename === 'Getattr') {
      if (!FOLDS.has(node.attr)) this.opaque(node.node);
      if (node.attr === 'format') return;
    } else if (node.typename === 'Name' && this.isMacro(node.name)) return;
    for (const one of [...args, ...kwargs]) this.opaque(one);
  }

  private isMacro(name: string): boolean {
    let isOne = name === 'caller';
    ast.visit(this.analysis.root, { Macro: (node) => void (isOne ||= node.name === name) });
    return isOne;
  }

  private compare({ expr, ops }: ast.Compare): void {
    const sides = [expr, ...ops.map((operand) => operand.expr)];
    ops.forEach(({ op }, at) => {
      const [left, right] = [sides[at], sides[at + 1]];
      if (left === undefined || right === undefined) return;
      this.against(left, right, op);
      if (op === 'in' || op === 'notin') this.opaque(right);
      else this.against(right, left, op);
    });
  }

  private against(subject: ast.Node, other: ast.Node, op: ast.CompareOp): void {
    const literals = literalsOf(other, op);
    for (const { read, folds, as } of this.subjects.of(subject)) {
      const uses = this.of(read);
      if (literals === undefined || as === 'other') {
        uses.isOpaque = true;
        continue;
      }
      for (const literal of literals) {
        if (as === 'length') {
          if (typeof literal !== 'number') continue;
          uses.lengths.add(Math.ceil(literal)).add(Math.floor(literal) + 1);
        } else if (as === 'number' || ORDERS.has(op)) {
          if (typeof literal === 'number') uses.bounds.add(literal);
          else uses.isOpaque = true;
          uses.parses ||= as === 'number';
        } else uses.equals.push({ value: literal, folds });
      }
    }
  }

  private print(node: ast.Expr, isHtml: boolean): void {
    const { map, root } = this.analysis;
    const isLink = this.analysis.links.some(
      ([start, end]) => start <= node.start && node.end <= end,
    );
    for (const read of this.attributesIn(node)) {
      const uses = this.of(read);
      uses.isPrinted = true;
      if (isLink || this.isEncoded(read, root)) for (const set of MARKS) uses.sets.add(set);
      else if (isHtml && !map.text.slice(node.start, node.end).includes('|e'))
        uses.sets.add('angle');
    }
  }

  /** Whether an attribute is in what a template packs into a link. */
  private isEncoded(read: Read, root: ast.Root): boolean {
    let isSo = false;
    ast.visit(root, {
      Filter: ({ name, node }) => {
        if (node === null || !/^(?:base64encode|convertToSHA256|urlencode)/.test(name)) return;
        isSo ||= this.attributesIn(node).some((one) => attributeKey(one) === attributeKey(read));
      },
    });
    return isSo;
  }

  /** Whether the variables of attributes are only used to look up names that are written out. */
  private isComplete(): boolean {
    const { root, reads } = this.analysis;
    let isSo = true;
    const known = new Set<ast.Node>();
    for (const { node } of reads.all)
      ast.walk(node, (inner) => void (inner.typename === 'Name' && known.add(inner)));
    ast.visit(root, {
      Name: (node) => {
        if (node.name.endsWith('Attribute') && !known.has(node)) isSo = false;
      },
    });
    return isSo;
  }
}
