import { ast } from '../../jinja/syntax/index.ts';
import type { AttributeSource } from '../field-map.ts';
import { attributesIn, partsOf, type Scope } from './expressions.ts';
import type { Guard, Parts } from './parts.ts';

/** What a template says: its variables in the order they were set, what it prints, and whom it drops. */
export type TemplateReading = {
  readonly values: readonly Parts[];
  readonly guards: readonly Guard[];
  /** Operators `+` that join an attribute with text. */
  readonly plus: readonly ast.Node[];
  /** What was not understood. */
  readonly unread: readonly ast.Node[];
};

/** Reads the statements of a template from top to bottom, without running them. `text` is its normalised source. */
export function readTemplate(root: ast.Root, text: string): TemplateReading {
  const reader = new StatementReader(text);
  reader.read(root.body);
  const plus: ast.Node[] = [];
  ast.walk(root, (node) => {
    if (node.typename === 'Add' && attributesIn(node, reader.scope).length > 0) {
      plus.push(node);
      return false;
    }
    return true;
  });
  return { values: reader.values, guards: reader.guards, plus, unread: reader.unread };
}

class StatementReader {
  readonly values: Parts[] = [];
  readonly guards: Guard[] = [];
  readonly unread: ast.Node[] = [];
  readonly #variables: Map<string, Parts> = new Map();
  readonly scope: Scope;

  constructor(text: string) {
    this.scope = {
      text,
      variables: this.#variables,
      unread: (node) => this.unread.push(node),
    };
  }

  read(body: readonly ast.Stmt[]): void {
    for (const statement of body) this.#statement(statement);
  }

  #statement(node: ast.Stmt): void {
    switch (node.typename) {
      case 'Assign':
        if (node.target.typename === 'Name')
          this.#set(node.target.name, partsOf(node.node, this.scope));
        break;
      case 'AssignBlock':
        if (node.target.typename === 'Name') this.#set(node.target.name, this.#printed(node.body));
        break;
      case 'Output':
        this.values.push(this.#quietly(node.nodes));
        break;
      case 'If':
        this.#branch(node);
        break;
      case 'Autoescape':
      case 'Block':
      case 'Break':
      case 'CallBlock':
      case 'Continue':
      case 'ExprStmt':
      case 'Extends':
      case 'ExtensionTag':
      case 'FilterBlock':
      case 'For':
      case 'FromImport':
      case 'Import':
      case 'Include':
      case 'Macro':
      case 'With':
      default:
        break;
    }
  }

  #set(name: string, parts: Parts): void {
    this.#variables.set(name, parts);
    this.values.push(parts);
  }

  #printed(body: readonly ast.Stmt[]): Parts {
    return body.flatMap((inner) => (inner.typename === 'Output' ? this.#parts(inner.nodes) : []));
  }

  #parts(nodes: readonly ast.Expr[]): Parts {
    return nodes.flatMap((node) => partsOf(node, this.scope));
  }

  /** What the message prints elsewhere is none of the link's business. */
  #quietly(nodes: readonly ast.Expr[]): Parts {
    const scope: Scope = { ...this.scope, unread: () => undefined };
    return nodes.flatMap((node) => partsOf(node, scope));
  }

  /** `{% if not X %}{% MOE_NOT_SEND('…') %}{% endif %}`, or a choice of what a variable holds. */
  #branch(node: ast.If): void {
    const drop = node.body.find(isDrop) ?? node.else_.find(isDrop);
    if (drop !== undefined) {
      this.guards.push({ reason: reasonOf(drop), sources: attributesIn(node.test, this.scope) });
      this.read([...node.body, ...node.else_]);
      return;
    }
    const before = new Map(this.#variables);
    for (const other of [...node.else_, ...node.elif_.flatMap(({ body }) => body)])
      this.#statement(other);
    const others = new Map(this.#variables);
    for (const [name, parts] of before) this.#variables.set(name, parts);
    this.read(node.body);
    for (const [name, parts] of this.#variables) {
      const other = others.get(name) ?? before.get(name);
      const chosen = other === undefined || other === parts ? parts : choose(parts, other);
      if (chosen !== parts) this.#set(name, chosen);
    }
  }
}

type Drop = ast.ExtensionTag;

function isDrop(node: ast.Stmt): node is Drop {
  return node.typename === 'ExtensionTag' && node.name === 'MOE_NOT_SEND';
}

function reasonOf({ args }: Drop): string {
  const [reason] = args;
  return reason?.typename === 'Const' && typeof reason.value === 'string' ? reason.value : '';
}

/** The attribute of two branches, with the text of the other as what stands in for it. */
function choose(one: Parts, other: Parts): Parts {
  const read = [one, other].find((parts) => parts.length === 1 && parts[0]?.kind === 'read');
  const plain = [one, other].find((parts) => parts.every(({ kind }) => kind === 'text'));
  const [part] = read ?? [];
  if (part?.kind !== 'read' || plain === undefined) return one;
  const fallback = plain.map((text) => (text.kind === 'text' ? text.text : '')).join('');
  return [{ ...part, fallback }];
}

/** The sources among the guards. */
export function guardFor(guards: readonly Guard[], source: AttributeSource): Guard | undefined {
  return guards.find(({ sources }) =>
    sources.some(({ kind, attribute }) => kind === source.kind && attribute === source.attribute),
  );
}
