import {
  accountSourceBy,
  NAMES,
  NO_ATTRIBUTE,
  parsingFailed,
  UNRESOLVED,
  type Failure,
} from '../account/index.ts';
import { ast, isError, LimitError, PyError, Undefined, type Value } from '../jinja/index.ts';
import {
  flowsInto,
  type Analysis,
  type Flow,
  type Read,
  type ReadKind,
} from '../analysis/index.ts';
import { AccountError } from './account-error.ts';

/** What a failure is counted under and about. */
export type Blame = Pick<Failure, 'category' | 'name'>;

type Place = Pick<Failure, 'span' | 'line'>;

/** What a render knows of its recipient. */
export type Lacking = {
  /** What of the account a missing value is; undefined where it is not the account's. */
  subjectOf(value: Undefined): Blame | undefined;
  /** Whether a read finds nothing or a null. */
  lacks(read: Read): boolean;
  /** Whether a filter `default` keeps its value. */
  keeps(filter: ast.Filter): boolean;
};

/** Finds what of the account is to blame for a null or an error: the value itself knows, or the expression it came from. */
export class Blamer {
  private readonly analysis: Analysis;
  /** The failure that each expression gave last: many users lack the same. */
  private readonly nulls: Map<ast.Node, Failure> = new Map();
  private readonly places: Map<ast.Node, Place> = new Map();
  private readonly nodes: Map<string, ast.Node> = new Map();

  constructor(analysis: Analysis) {
    this.analysis = analysis;
  }

  /** The failure for a null that is printed. */
  nullFailure(render: Lacking, value: Value, expression: ast.Node): Failure {
    const blame = this.ofNull(render, value, expression);
    const last = this.nulls.get(expression);
    if (last?.category === blame.category && last.name === blame.name) return last;
    const message = isOfTheUser(blame) ? NO_ATTRIBUTE : UNRESOLVED;
    const failure = { ...blame, message, ...this.at(expression) };
    this.nulls.set(expression, failure);
    return failure;
  }

  /** The failure for a printed MOE_NOT_SEND: uncounted by reason, so it goes to the attribute that it was the default of. */
  notSendFailure(render: Lacking, expression: ast.Node): Failure {
    const reads = this.analysis.reads.of(expression);
    const read = this.lacking(render, reads) ?? reads[0];
    const blame: Blame = read === undefined ? { category: 'Unknown' } : blameOf(read);
    const message = 'MOE_NOT_SEND is in the text: the message is not sent';
    return { ...blame, message, ...this.at(expression) };
  }

  /** The failure for what ended a render; undefined for an error that is none of the template's. */
  errorFailure(render: Lacking, error: unknown): Failure | undefined {
    if (error instanceof LimitError)
      return { category: 'Unknown', message: error.message, ...this.placeOf(error) };
    if (!(error instanceof PyError)) return undefined;
    const place = this.placeOf(error);
    if (error instanceof AccountError) {
      const { category, subject: name, message } = error;
      return { category, name, message, ...place };
    }
    const blame = this.ofError(render, error);
    const said = parsingFailed(error.message === '' ? error.type : error.message);
    // A row that is not there for a user is no error of the template to MoEngage, whatever reads it.
    const isRow = error.cause instanceof Undefined && blame.category === 'Uncategorized';
    return { ...blame, message: isRow ? NO_ATTRIBUTE : said, ...place };
  }

  /** The place of a node. */
  at(node: ast.Node): Place {
    const known = this.places.get(node);
    if (known !== undefined) return known;
    const span = this.analysis.spanOf(node);
    const place = { span, line: span.start.line };
    this.places.set(node, place);
    return place;
  }

  /** The place where the template reads something first by a name that is written out. */
  readAt(kind: ReadKind, name: string): Place {
    const [read] = this.analysis.reads.named({ kind, name });
    return read === undefined ? {} : this.at(read.node);
  }

  /**
   * What is to blame for a null (None or Undefined) that an expression gives, or that it works on where that is an error. A null
   * that is printed is a matter of the attribute that it came from, an error of the member that the attribute does not have.
   */
  private ofNull(render: Lacking, value: Value, expression: ast.Node, isRaised = false): Blame {
    const known = value instanceof Undefined && (render.subjectOf(value) ?? nameBlame(value));
    if (known) return known;
    const { reads } = this.analysis;
    const flows = flowsInto(expression, reads);
    const key = value instanceof Undefined ? value.undefinedName : undefined;
    const owner = flows.find(({ keys }) => typeof key === 'string' && keys.includes(key));
    const all = reads.of(expression);
    const lacking = this.lackingFlow(render, flows) ?? this.lacking(render, all);
    if (lacking !== undefined) return blameOf(lacking);
    const read = owner?.read ?? all[0];
    if (read !== undefined && isAttribute(read) && !isRaised) return blameOf(read);
    if (read === undefined && value === null) return { category: 'Unknown' };
    const path = [read?.name, key].filter((part) => typeof part === 'string').join('.');
    const category = read?.kind === 'getAuxData' ? 'Uncategorized' : 'Undefined';
    return path === '' ? { category } : { category, name: path };
  }

  /** What is to blame for an error: what is missing, where its expression works on something that is. */
  private ofError(render: Lacking, error: PyError): Blame {
    const { cause, offsets } = error;
    const node = offsets === undefined ? undefined : this.nodeAt(offsets);
    if (cause instanceof Undefined) {
      return this.ofNull(render, cause, node ?? this.analysis.root, true);
    }
    const flows = node === undefined ? [] : flowsInto(node, this.analysis.reads);
    const passed = flows.filter(({ defaults }) => defaults.every((one) => render.keeps(one)));
    const read = this.lackingFlow(render, passed);
    if (read !== undefined) return blameOf(read);
    return { category: isError(error, 'UndefinedError') ? 'Undefined' : 'Unknown' };
  }

  /** The read that finds nothing for this recipient. */
  private lacking(render: Lacking, reads: readonly Read[]): Read | undefined {
    return reads.find((read) => render.lacks(read));
  }

  /** The same of several flows; of those through a `default`, one that it kept. */
  private lackingFlow(render: Lacking, flows: readonly Flow[]): Read | undefined {
    const [first, ...others] = flows.filter(({ read }) => render.lacks(read));
    if (others.length === 0 || first === undefined) return first?.read;
    const passed = [first, ...others].find(({ defaults }) =>
      defaults.every((one) => render.keeps(one)),
    );
    return (passed ?? first).read;
  }

  /** The smallest node round a stretch of the text; a tag with a body is as long as its opening. */
  private nodeAt([start, end]: readonly [start: number, end: number]): ast.Node {
    const key = `${start} ${end}`;
    let found = this.nodes.get(key);
    if (found !== undefined) return found;
    found = this.analysis.root;
    let size = Infinity;
    ast.walk(found, (node) => {
      if (node.start > start || node.end < end || node.end - node.start > size) return;
      found = node;
      size = node.end - node.start;
    });
    this.nodes.set(key, found);
    return found;
  }

  private placeOf({ offsets, line }: Pick<PyError, 'offsets' | 'line'>): Place {
    const { map } = this.analysis;
    if (offsets === undefined) return line === undefined ? {} : { line: map.lineOf(line) };
    const span = map.spanOf(...offsets);
    return { span, line: span.start.line };
  }
}

function blameOf({ kind, name }: Read): Blame {
  return { category: accountSourceBy('name', kind)?.category ?? 'Unknown', name };
}

/** A variable that is not there; one of the account's where the channel or campaign does not have it. */
function nameBlame({ undefinedObj, undefinedName: name }: Undefined): Blame | undefined {
  if (undefinedObj !== undefined || typeof name !== 'string') return undefined;
  return { category: NAMES.get(name)?.category ?? 'Undefined', name };
}

/** Whether what lacks is said to be missing for the user: an attribute, or a row of an auxiliary table. */
function isOfTheUser({ category }: Blame): boolean {
  return category.endsWith('Attribute') || category === 'Uncategorized';
}

function isAttribute({ kind }: Read): boolean {
  return kind.endsWith('Attribute');
}
