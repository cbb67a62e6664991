/**
 * Names as Jinja 2.8 tells them apart: every template, block, macro and call block is one Python function whose variables
 * are its locals. A nested scope saves what it shadows and puts it back at its end; everything else leaks or is left behind
 * as the marker `missing` (facts: scoping rules of 2.8).
 */
import {
  children,
  type If,
  type Node,
  type Place,
  type Stmt,
  type With,
} from '../../syntax/nodes.ts';
import { findAll } from '../../analysis/queries.ts';
import { contextOf, Scope } from '../scope.ts';
import type { Naming } from '../../analysis/symbols.ts';
import type { Writer } from '../writer.ts';

/** What is known of the names of one scope: 2.8's `Identifiers`. */
class Identifiers {
  declared: Set<string> = new Set();
  outerUndeclared: Set<string> = new Set();
  undeclared: Set<string> = new Set();
  declaredLocally: Set<string> = new Set();
  declaredParameter: Set<string> = new Set();

  addSpecial(name: string): void {
    this.undeclared.delete(name);
    this.declared.add(name);
  }

  isDeclared(name: string): boolean {
    return (
      this.declaredLocally.has(name) || this.declaredParameter.has(name) || this.declared.has(name)
    );
  }

  copy(): Identifiers {
    const copy = new Identifiers();
    copy.declared = new Set(this.declared);
    copy.outerUndeclared = new Set(this.outerUndeclared);
    copy.undeclared = new Set(this.undeclared);
    copy.declaredLocally = new Set(this.declaredLocally);
    copy.declaredParameter = new Set(this.declaredParameter);
    return copy;
  }
}

export class LegacyScope extends Scope {
  readonly naming: Naming;
  readonly identifiers: Identifiers;
  /** Names this scope has mentioned so far, read or assigned; an `if` branch shares the set, and the identifiers. */
  readonly assignedNames: Set<string>;
  private saved = new Map<string, string>();

  constructor(
    naming: Naming,
    autoescape: boolean,
    identifiers: Identifiers = new Identifiers(),
    assignedNames: Set<string> = new Set(),
  ) {
    super(autoescape);
    this.naming = naming;
    this.identifiers = identifiers;
    this.assignedNames = assignedNames;
  }

  protected override makeInner(): this {
    const { declared, declaredParameter, undeclared } = this.identifiers;
    const identifiers = new Identifiers();
    identifiers.declared = new Set([...declared, ...declaredParameter, ...this.assignedNames]);
    identifiers.outerUndeclared = new Set(
      [...undeclared].filter((name) => !identifiers.declared.has(name)),
    );
    return new LegacyScope(this.naming, this.autoescape, identifiers) as this;
  }

  protected override copyNames(): this {
    return new LegacyScope(
      this.naming,
      this.autoescape,
      this.identifiers,
      this.assignedNames,
    ) as this;
  }

  override declareSpecial(name: string): string {
    this.identifiers.addSpecial(name);
    return this.naming(0, name);
  }

  override analyze(node: Node): void {
    if (node.typename === 'With') inspectWith(this.identifiers, node);
    else inspect(this.identifiers, inspected(node));
  }

  override analyzeAgain(): void {
    // All names are met already.
  }

  /**
   * A macro, call block or recursive loop is a function of its own: names it closes over are not looked up again. 2.8 gives
   * up where such a name is also assigned inside; returns those names.
   */
  override closeOver(): readonly string[] {
    const { undeclared, declared, declaredLocally, declaredParameter } = this.identifiers;
    const closed = [...undeclared].filter((name) => declared.has(name));
    for (const name of closed) undeclared.delete(name);
    return closed.filter((name) => declaredLocally.has(name) || declaredParameter.has(name)).sort();
  }

  override captured(): readonly string[] {
    return this.identifiers.declared.has('loop') ? ['loop'] : [];
  }

  override parameter(name: string): { readonly variable: string; readonly inPython: string } {
    return { variable: this.naming(0, name), inPython: `l_${name}` };
  }

  override stored(): Iterable<string> {
    return [];
  }

  override open(writer: Writer, temporary: () => string): void {
    this.save(writer, temporary);
    this.enter(writer);
  }

  /** Saves what the scope shadows; `extra` names are saved if they are known. */
  save(writer: Writer, temporary: () => string, extra: readonly string[] = []): void {
    const { declared, outerUndeclared, declaredLocally, declaredParameter } = this.identifiers;
    const shadowed = [...declaredLocally, ...declaredParameter].filter(
      (name) => declared.has(name) || outerUndeclared.has(name),
    );
    for (const name of new Set([
      ...shadowed,
      ...extra.filter((name) => this.identifiers.isDeclared(name)),
    ])) {
      const alias = temporary();
      this.saved.set(name, alias);
      writer.assign(alias, writer.readLocal(this.naming(0, name), name));
    }
    this.mark(writer);
  }

  /** Looks up in the context what the scope reads and nobody outside has. */
  override enter(writer: Writer): void {
    for (const name of this.identifiers.undeclared) {
      writer.assign(this.local(name, writer), writer.resolve(name, 'resolveOrUndefined'));
    }
  }

  override leave(writer: Writer): void {
    for (const [name, alias] of this.saved) writer.assign(this.local(name, writer), alias);
    this.mark(writer);
  }

  private mark(writer: Writer): void {
    for (const name of this.identifiers.declaredLocally) {
      if (!this.saved.has(name)) writer.assign(this.local(name, writer), 'MISSING');
    }
  }

  /** The variable of a name, made a local of the function. */
  local(name: string, writer: Writer): string {
    const target = this.naming(0, name);
    writer.declare(target);
    writer.mention(name, target);
    return target;
  }

  override read(name: string, writer: Writer, place?: Place): string {
    this.assigned(name);
    return writer.readLocal(this.naming(0, name), name, place);
  }

  override target(name: string, writer: Writer): string {
    this.assigned(name);
    return this.local(name, writer);
  }

  /** Mentions what is known outside, as 2.8 does in code that never runs, so that Python's `locals()` has it. */
  mentionDeclared(writer: Writer): void {
    for (const name of this.identifiers.declared) writer.mention(name, this.naming(0, name));
  }

  override locals(writer: Writer): string {
    return writer.later(() => contextOf(writer.locals()));
  }

  override assigned(name: string): void {
    this.assignedNames.add(name);
  }
}

/** The children that 2.8 looks at when it sets up the scope of a statement. */
function inspected(node: Node): readonly Node[] {
  switch (node.typename) {
    case 'Root':
    case 'Block':
    case 'AssignBlock':
      return node.body;
    case 'For':
      return children(node).filter((child) => child !== node.iter);
    case 'CallBlock':
      return children(node).filter((child) => child !== node.call);
    default:
      return children(node);
  }
}

function inspect(identifiers: Identifiers, nodes: readonly Node[]): Identifiers {
  for (const node of nodes) visit(identifiers, node);
  return identifiers;
}

/** To 2.8 a `with` begins with assignments. */
function inspectWith(identifiers: Identifiers, node: With): void {
  node.values.forEach((value, at) => {
    visit(identifiers, value);
    for (const name of findAll([node.targets[at] as Node], 'Name'))
      identifiers.declaredLocally.add(name.name);
  });
  inspect(identifiers, node.body);
}

function visit(identifiers: Identifiers, node: Node): void {
  switch (node.typename) {
    case 'Name':
      if (node.ctx === 'store') identifiers.declaredLocally.add(node.name);
      else if (node.ctx === 'param') identifiers.declaredParameter.add(node.name);
      else if (!identifiers.isDeclared(node.name)) identifiers.undeclared.add(node.name);
      return;
    case 'If':
      return visitIf(identifiers, node);
    case 'Macro':
      identifiers.declaredLocally.add(node.name);
      return;
    case 'Import':
      visit(identifiers, node.template);
      identifiers.declaredLocally.add(node.target);
      return;
    case 'FromImport':
      visit(identifiers, node.template);
      for (const [, alias] of node.names) identifiers.declaredLocally.add(alias);
      return;
    case 'Assign':
      visit(identifiers, node.node);
      return visit(identifiers, node.target);
    case 'For':
      return visit(identifiers, node.iter);
    case 'CallBlock':
      return visit(identifiers, node.call);
    case 'FilterBlock':
      return visit(identifiers, node.filter);
    case 'With':
    case 'Autoescape':
    case 'AssignBlock':
    case 'Block':
      return;
    default:
      for (const child of children(node)) visit(identifiers, child);
  }
}

/** A name that any branch binds is bound; one that only some bind is looked up before the `if` as well. */
function visitIf(identifiers: Identifiers, node: If): void {
  visit(identifiers, node.test);
  const before = new Set([...identifiers.declaredLocally, ...identifiers.declaredParameter]);
  const branch = (nodes: readonly Node[]): Set<string> => {
    if (nodes.length === 0) return new Set();
    const copy = inspect(identifiers.copy(), nodes);
    for (const name of copy.undeclared) identifiers.undeclared.add(name);
    return new Set([...copy.declaredLocally].filter((name) => !before.has(name)));
  };
  const body = branch(node.body);
  const otherwise = branch(elseOf(node));
  for (const name of [...body, ...otherwise]) {
    const always = body.has(name) && otherwise.has(name);
    if (!always && !identifiers.declared.has(name)) identifiers.undeclared.add(name);
  }
  for (const name of [...body, ...otherwise]) identifiers.declaredLocally.add(name);
}

/** What 2.8 has as the else branch: the next elif as an `if` with the rest of the chain, or the else body. */
function elseOf(node: If): readonly (Stmt | If)[] {
  const [next, ...rest] = node.elif_;
  if (next === undefined) return node.else_;
  return [{ ...next, typename: 'If', elif_: rest, else_: node.else_ }];
}
