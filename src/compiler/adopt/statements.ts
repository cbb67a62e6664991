import type { ast } from '../../jinja/syntax/index.ts';
import { filtered } from './calls.ts';
import { changedBy, changedIn, updated, withKeywords } from './changes.ts';
import { choose } from './choices.ts';
import { both, conditionOf, negated } from './conditions.ts';
import { partsOf } from './expressions.ts';
import { plainText, type Alternatives, type Guard, type Parts } from './parts.ts';
import { placeOf, unread, type Scope } from './scope.ts';
import { Variables } from './variables.ts';

/** What a variable (`name`) is set to or a message prints, and the condition under which it does. */
export type Value = {
  readonly parts: Parts;
  readonly when: Alternatives;
  readonly name?: string;
};

/** What a template says: what it sets and prints, in order, and whom it drops. */
export type TemplateReading = {
  readonly values: readonly Value[];
  readonly guards: readonly Guard[];
  /** Reads an expression with what the variables hold at the end. */
  readonly read: (node: ast.Expr) => Parts;
};

const ALWAYS: Alternatives = [[]];

/** Reads the statements of a template from top to bottom, without running them. `text` is its normalised source. */
export function readTemplate(root: ast.Root, text: string): TemplateReading {
  const reader = new StatementReader(text);
  reader.body(root.body);
  const scope = reader.scope();
  return { values: reader.values, guards: reader.guards, read: (node) => partsOf(node, scope) };
}

class StatementReader {
  readonly values: Value[] = [];
  readonly guards: Guard[] = [];
  readonly #text: string;
  readonly #macros: Map<string, ast.Macro> = new Map();
  readonly #variables: Variables = new Variables();
  #path: Alternatives = ALWAYS;
  /** Macros inside each other: one that calls itself is not followed. */
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  scope(): Scope {
    return {
      text: this.#text,
      variables: this.#variables,
      macros: this.#macros,
      read: partsOf,
      printed: (body, own) => this.#macro(body, own),
    };
  }

  /** Reads statements and gives what they print. */
  body(statements: readonly ast.Stmt[]): Parts {
    return statements.flatMap((statement) => this.#statement(statement));
  }

  #statement(node: ast.Stmt): Parts {
    switch (node.typename) {
      case 'Assign':
        this.#assign(node);
        return [];
      case 'AssignBlock': {
        const printed = this.#inside(() => this.body(node.body));
        const parts = node.filter === null ? printed : this.#filter(node.filter, printed);
        if (node.target.typename === 'Name') this.#set(node.target.name, parts);
        return [];
      }
      case 'ExprStmt':
        this.#changes(node.node);
        return [];
      case 'Output': {
        const parts = node.nodes.flatMap((inner) => this.#printed(inner));
        this.values.push({ parts, when: this.#path });
        return parts;
      }
      case 'If':
        return this.#if(node);
      case 'For':
        return this.#loop(node);
      case 'Macro':
        this.#macros.set(node.name, node);
        return [];
      case 'FilterBlock':
        return this.#filter(
          node.filter,
          this.#inside(() => this.body(node.body)),
        );
      case 'With':
        return this.#inside(() => {
          node.targets.forEach((target, at) => {
            const value = node.values[at];
            if (target.typename === 'Name' && value !== undefined)
              this.#set(target.name, partsOf(value, this.scope()));
          });
          return this.body(node.body);
        });
      case 'Autoescape':
      case 'Block':
        return this.body(node.body);
      case 'ExtensionTag':
        if (node.name === 'MOE_NOT_SEND')
          this.guards.push({ reason: reasonOf(node), when: this.#path, at: placeOf(node) });
        return [];
      case 'CallBlock':
      case 'Include':
      case 'Import':
      case 'FromImport':
      case 'Extends':
        return unread(node);
      case 'Break':
      case 'Continue':
      default:
        return [];
    }
  }

  #assign(node: ast.Assign): void {
    const { target } = node;
    if (this.#changes(node.node) && target.typename === 'Name') return this.#set(target.name, []);
    const parts = partsOf(node.node, this.scope());
    if (target.typename === 'Name') this.#set(target.name, parts);
    else if (target.typename === 'NSRef') this.#set(`${target.name}.${target.attr}`, parts);
    else {
      const [list] = parts;
      target.items.forEach((item, at) => {
        const own = list?.kind === 'list' ? list.items[at] : undefined;
        if (item.typename === 'Name') this.#set(item.name, own ?? unread(node));
      });
    }
  }

  #set(name: string, parts: Parts): void {
    this.#variables.set(name, parts);
    this.values.push({ parts, when: this.#path, name });
    const [only] = parts;
    if (parts.length !== 1 || only?.kind !== 'mapping') return;
    for (const { key, value } of only.entries)
      this.#variables.set(`${name}.${plainText(key) ?? ''}`, value);
  }

  /** What an expression prints: `l.append(x) or ''`, which is there for what it does, prints nothing. */
  #printed(node: ast.Expr): Parts {
    const isSilent =
      node.typename === 'Or' && node.right.typename === 'Const' && node.right.value === '';
    if (this.#changes(isSilent ? node.left : node)) return isSilent ? [] : unread(node);
    return partsOf(node, this.scope());
  }

  /** What lists and mappings hold after an expression. Whether it is such a change and nothing else. */
  #changes(node: ast.Expr): boolean {
    if (this.#change(node)) return true;
    for (const name of changedIn(node))
      if (this.#variables.has(name)) this.#set(name, unread(node));
    return false;
  }

  /** `d.update({…})`, `l.append(x)`: what a variable holds afterwards. Whether the expression was such a call. */
  #change(node: ast.Expr): boolean {
    if (node.typename !== 'Call' || node.node.typename !== 'Getattr') return false;
    const { attr, node: owner } = node.node;
    if (owner.typename !== 'Name' || (attr !== 'update' && attr !== 'append')) return false;
    const held = this.#variables.get(owner.name)?.[0];
    const [given] = node.args;
    const scope = this.scope();
    const [more] = given === undefined ? [] : partsOf(given, scope);
    if (attr === 'append' && held?.kind === 'list' && given !== undefined)
      this.#set(owner.name, [{ ...held, items: [...held.items, partsOf(given, scope)] }]);
    else if (
      attr === 'update' &&
      held?.kind === 'mapping' &&
      (more === undefined || more.kind === 'mapping')
    )
      this.#set(owner.name, [updated(held, more, node)]);
    else this.#set(owner.name, unread(node));
    const [entries] = this.#variables.get(owner.name) ?? [];
    if (entries?.kind === 'mapping' && node.kwargs.length > 0)
      this.#set(owner.name, [withKeywords(entries, node, scope)]);
    return true;
  }

  #filter({ node, ...filter }: ast.Filter, body: Parts): Parts {
    const parts = node?.typename === 'Filter' ? this.#filter(node, body) : body;
    return filtered(filter.name, parts, { ...filter, node }, this.scope());
  }

  /** What is set inside stays inside. */
  #inside(run: () => Parts): Parts {
    return this.#variables.inside(run).result;
  }

  #macro(body: readonly ast.Stmt[], own: ReadonlyMap<string, Parts>): Parts {
    if (this.#depth > 20) return [];
    this.#depth += 1;
    const parts = this.#inside(() => {
      for (const [name, value] of own) this.#variables.set(name, value);
      return this.body(body);
    });
    this.#depth -= 1;
    return parts;
  }

  /** A loop is not unrolled: what it prints, and what it changes outside of it, is not understood. */
  #loop(node: ast.For): Parts {
    this.#inside(() => this.body(node.body));
    for (const name of changedBy(node.body)) this.#set(name, unread(node));
    return unread(node);
  }

  /** `{% if l.append(x) %}{% endif %}`, which is there for what it does, or a choice. */
  #if(node: ast.If): Parts {
    const { test, elif_, else_ } = node;
    if (this.#changes(test) && elif_.length + else_.length === 0) return [];
    for (const elif of elif_)
      for (const name of changedIn(elif.test)) this.#set(name, unread(node));
    return this.#branches(node);
  }

  #branches(node: ast.If): Parts {
    const path = this.#path;
    const outcomes: (Outcome & { readonly when: Alternatives; readonly drops: boolean })[] = [];
    let left = path;
    const take = (when: Alternatives, body: readonly ast.Stmt[]): boolean => {
      this.#path = both(left, when, node);
      const { result: parts, set } = this.#variables.inside(() => this.body(body));
      const drops = body.some(isDrop);
      outcomes.push({ when, parts, set, drops });
      return drops;
    };
    for (const { test, body } of [node, ...node.elif_]) {
      const when = conditionOf(test, (inner) => partsOf(inner, this.scope()));
      // Users of a branch that drops get nowhere else: what follows need not say that it is not for them.
      if (!take(when, body)) left = both(left, negated(when, test), node);
    }
    const wasDropped = take(ALWAYS, node.else_);
    this.#path = path;
    const rest = outcomes.pop();
    const kept = outcomes.filter(({ drops }) => !drops);
    const at = placeOf(node);
    const chosen = (of: (outcome: Outcome) => Parts): Parts => {
      const branches = kept.map((outcome) => ({ when: outcome.when, parts: of(outcome) }));
      const otherwise = rest === undefined || wasDropped ? branches.pop()?.parts : of(rest);
      return branches.every(({ parts }) => parts === otherwise)
        ? (otherwise ?? [])
        : choose(branches, otherwise ?? [], at);
    };
    // Where every branch drops, no user is left of whom anything is known.
    const isNobody = kept.length === 0 && wasDropped;
    const names = new Set([
      ...(isNobody ? this.#variables.names() : []),
      ...[...outcomes, ...(rest ? [rest] : [])].flatMap(({ set }) => [...set.keys()]),
    ]);
    for (const name of names) {
      const held = this.#variables.get(name);
      const parts = chosen(({ set }) => set.get(name) ?? held ?? NOTHING);
      if (parts !== held && parts !== NOTHING) this.#set(name, parts);
    }
    return kept.every(({ parts }) => parts.length === 0) && (rest?.parts.length ?? 0) === 0
      ? []
      : chosen(({ parts }) => parts);
  }
}

/** What a branch prints and sets. */
type Outcome = { readonly parts: Parts; readonly set: ReadonlyMap<string, Parts> };

/** What a variable holds that was never set. */
const NOTHING: Parts = [];

function isDrop(node: ast.Stmt): node is ast.ExtensionTag {
  return node.typename === 'ExtensionTag' && node.name === 'MOE_NOT_SEND';
}

function reasonOf({ args }: ast.ExtensionTag): string {
  const [reason] = args;
  return reason?.typename === 'Const' && typeof reason.value === 'string' ? reason.value : '';
}
