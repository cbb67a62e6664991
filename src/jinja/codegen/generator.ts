/**
 * Writes the JavaScript of a template: a module body that takes `env`, the runtime `R` and `template`, and returns `root` and
 * `blocks`. Text of a source enters it only through `JSON.stringify`, and every variable has a made-up name.
 */
import { raise } from '../errors.ts';
import type { Block, Expr, Node, Place, Root, Stmt } from '../syntax/nodes.ts';
import type { Value } from '../values/types.ts';
import { emitConstant } from './constants.ts';
import {
  Unreachable,
  type Emitter,
  type GenerateOptions,
  type Refused,
  type Release,
  type Site,
} from './emitter.ts';
import { expression } from './expressions.ts';
import { constantOf, type FoldContext } from './constant-value.ts';
import { releaseOf } from './releases.ts';
import { findStatements, findUndeclared, sharesNames } from '../analysis/queries.ts';
import { asIdentifier } from './identifiers.ts';
import { Places } from './places.ts';
import { RUNTIME_NAMES } from './runtime-names.ts';
import { repeatedReads } from './repeated-reads.ts';
import type { Scope } from './scope.ts';
import { statement } from './statements.ts';
import { steadyCode } from './steady.ts';
import { weightOf } from './weight.ts';
import { headOf, Writer } from './writer.ts';

/** Expressions inside each other from which on their code can come near Python's bound on parentheses. */
const NESTED = 60;

/** The code of a template, the sites it reports on, and the table of its `Places`. */
export type Generated = {
  readonly code: string;
  readonly sites: readonly Site[];
  readonly places: readonly number[];
};

export class Generator implements Emitter {
  readonly options: GenerateOptions;
  readonly release: Release;
  /** What folding sees outside of all scopes. */
  private readonly outermost: FoldContext;
  readonly steady: Emitter['steady'];
  readonly sites: Site[] = [];
  readonly hoisted: string[] = [];
  readonly blocks: Map<string, { node: Block; variable: string }> = new Map();
  readonly variables: Map<string, string> = new Map();
  private readonly shared: Map<string, string> = new Map();
  /** Layers of names assigned by the statement being written (Jinja's `_assign_stack`). */
  readonly assignStack: Set<string>[] = [];
  readonly mixed: Set<string> = new Set();
  private readonly refused: { name?: Refused; jump?: Refused; isNested: boolean } = {
    isNested: false,
  };
  private nesting = 0;
  private root: Root | undefined;
  repeated: ReadonlySet<Node> = new Set();
  extendsSoFar = 0;
  hasKnownExtends = false;
  private temporaries = 0;
  private readonly places: Places = new Places();
  writer: Writer = new Writer(this.places, undefined, []);

  constructor(options: GenerateOptions) {
    this.options = options;
    const { autoescape, state } = options;
    this.release = releaseOf(state.environment.version);
    this.steady = steadyCode(this, state);
    this.outermost = { state: state.at(autoescape), autoescape, rules: this.release.folding };
  }

  /** Raises Jinja's TemplateAssertionError for a place in the source. */
  refuse(message: string, node: Node): never {
    const error = raise('TemplateAssertionError', message);
    error.line = node.lineno;
    error.offsets = [node.start, node.end];
    throw error;
  }

  /** Notes that Python would refuse the code that Jinja makes of a place: names come before jumps. */
  refuseCode(message: string, place: Place, isName = false): void {
    this.refused[isName ? 'name' : 'jump'] ??= { message, place };
  }

  /** What Python calls the function that takes the place of an unknown filter or test here. */
  unknownName(kind: 'filter' | 'test', name: string): string {
    const { root, writer } = this;
    const [top = 'root'] = writer.qualifiedName.split('.');
    return root === undefined
      ? ''
      : (this.options.python?.dependencyName(root, kind, name, top) ?? '');
  }

  /** A new made-up variable name. */
  temporary(): string {
    this.temporaries += 1;
    return `t_${this.temporaries}`;
  }

  /** The variable of a template name at a nesting level. */
  readonly naming = (level: number, name: string): string => {
    const key = `${level} ${asIdentifier(name)}`;
    let variable = this.variables.get(key);
    if (variable === undefined) {
      variable = `v_${this.variables.size + 1}`;
      this.variables.set(key, variable);
    }
    return variable;
  };

  /** A value that the module makes once; returns its name. */
  hoist(code: string): string {
    const name = `k_${this.hoisted.length + 1}`;
    this.hoisted.push(`const ${name} = ${code};`);
    return name;
  }

  /** A value that the module makes once, whatever asks for the same code. */
  hoistOnce(code: string): string {
    let variable = this.shared.get(code);
    if (variable === undefined) {
      variable = this.hoist(code);
      this.shared.set(code, variable);
    }
    return variable;
  }

  /** A scope without surroundings. */
  scope(): Scope {
    const { autoescape, state } = this.options;
    return this.release.scope(this.naming, state.environment.version, autoescape);
  }

  /** What folding sees at a place. */
  foldContext(scope: Scope): FoldContext {
    if (scope.volatile) return { ...this.outermost, autoescape: undefined };
    const { autoescape } = scope;
    if (autoescape === this.outermost.autoescape) return this.outermost;
    return { ...this.outermost, state: this.options.state.at(autoescape), autoescape };
  }

  /** The code of an expression, folded first. */
  expression(node: Expr, scope: Scope): string {
    return this.unfolded(this.folded(node, scope), scope);
  }

  /** An expression as its code is written: constants folded. */
  folded(node: Expr, scope: Scope): Expr {
    return this.release.written(node, this.foldContext(scope));
  }

  /** The value of an expression that does not depend on the render, or undefined. */
  constantValue(node: Expr, scope: Scope): Value | undefined {
    return constantOf(node, this.foldContext(scope));
  }

  /** The code of an expression as it is. */
  unfolded(node: Expr, scope: Scope): string {
    if (node.typename === 'Const') return emitConstant(this, node.value);
    this.nesting += 1;
    if (this.nesting > NESTED) this.refused.isNested = true;
    const code = expression(this, node, scope);
    this.nesting -= 1;
    return code;
  }

  /** Writes statements; what follows an unreachable point is left out, as Jinja does. */
  statements(nodes: readonly Stmt[], scope: Scope): void {
    const starts: number[] = [];
    try {
      for (const node of nodes) {
        starts.push(this.writer.end);
        statement(this, node, scope);
      }
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
    }
    this.writer.divide(starts);
  }

  /** Notes a place to report on and returns its number. */
  site(kind: Site['kind'], label: string, node: Node): number {
    this.sites.push({ kind, label, node });
    return this.sites.length - 1;
  }

  /** Writes the report that a branch is taken, where the render is traced. */
  hit(label: string, node: Node): void {
    if (this.options.trace)
      this.writer.write(`run.trace.hit(${this.site('branch', label, node)}, ctx);`);
  }

  /** Writes a function of its own: `write` fills its body. Returns the code of a whole function expression. */
  function(
    parameters: readonly string[],
    place: Place,
    write: () => void,
    { kind = 'function', name = 'macro' }: { readonly kind?: string; readonly name?: string } = {},
  ): string {
    const outer = this.writer;
    this.writer = new Writer(this.places, outer, parameters, name);
    const site = this.writer.start(place);
    write();
    const body = this.writer.body();
    this.writer = outer;
    const located = outer.later(() => this.release.locator(outer.hasLines));
    return `${kind}${headOf(parameters)}\nlet S = ${site};\ntry {\n${body}\n} catch (error) { throw R.${located}(error, S, template); }\n}`;
  }

  /** Writes the module of a template. */
  generate(parsed: Root): Generated {
    const root = this.release.prepared(parsed, this.outermost);
    this.root = root;
    this.repeated = repeatedReads(root);
    this.collectBlocks(root);
    const haveExtends = findStatements(root.body, 'Extends').length > 0;
    const rootFunction = this.rendering(root, root.body, (scope) => {
      scope.toplevel = scope.rootlevel = true;
      scope.requireOutputCheck = haveExtends;
      if (haveExtends) this.writer.assign('parent', 'undefined');
      this.bodyOf(root, root.body, scope);
      if (haveExtends) {
        const guard = this.hasKnownExtends ? '' : 'if (parent !== undefined) ';
        this.writer.write(`${guard}out += parent.renderInto(ctx);`);
      }
    });
    const blockFunctions = [...this.blocks].map(([name, { node, variable }]) => {
      const code = this.rendering(node, node.body, (scope) => {
        scope.blockFrame = true;
        if (findUndeclared(node.body, ['super']).has('super')) {
          const target = scope.declareSpecial('super');
          this.writer.assign(target, `ctx.superBlock(${JSON.stringify(name)}, ${variable})`);
        }
        this.bodyOf(node, node.body, scope);
      });
      return `const ${variable} = ${code};`;
    });
    const names = [...this.blocks].map(
      ([name, { variable }]) => `[${JSON.stringify(name)}, ${variable}]`,
    );
    const refusal = this.options.python?.refusal(root, this, this.refused);
    if (refusal !== undefined) throw refusal;
    const code = [
      `"use strict";\nconst { ${RUNTIME_NAMES.join(', ')} } = R;`,
      ...this.hoisted,
      `const root = ${rootFunction};`,
      ...blockFunctions,
      `return { root, blocks: new Map([${names.join(', ')}]), isRead: ${this.isRead(root)} };`,
    ];
    return {
      code: this.writer.finish(code.join('\n')),
      sites: this.sites,
      places: this.places.table,
    };
  }

  /** Whether anything can ask the context for a name that the template, or one that it extends, assigns. */
  private isRead(root: Root): boolean {
    const { exported, resolved } = this.writer.context;
    if ([...exported].some((name) => resolved.has(name))) return true;
    return this.blocks.size > 0 || sharesNames(root);
  }

  private collectBlocks(root: Root): void {
    for (const node of findStatements(root.body, 'Block')) {
      if (this.blocks.has(node.name)) this.refuse(`block '${node.name}' defined twice`, node);
      this.blocks.set(node.name, { node, variable: `b_${this.blocks.size + 1}` });
    }
  }

  /** The function that renders the root or a block: takes the context, returns the text. */
  private rendering(node: Node, body: readonly Stmt[], write: (scope: Scope) => void): string {
    const look = { name: node.typename === 'Block' ? `block_${node.name}` : 'root' };
    const fill = (): void => {
      const weight = weightOf(body);
      const count = weight > 1 ? `\nrun.step(${weight});` : '';
      this.writer.write(`const run = ctx.run;\nlet out = "";${count}`);
      const scope = this.scope();
      if (findUndeclared(body, ['self']).has('self')) {
        this.writer.assign(scope.declareSpecial('self'), 'new TemplateReference(ctx)');
      }
      write(scope);
      this.writer.write('run.written(out);\nreturn out;');
    };
    return this.function(['ctx'], node, fill, look);
  }

  private bodyOf(node: Node, body: readonly Stmt[], scope: Scope): void {
    scope.analyze(node);
    scope.enter(this.writer);
    this.release.begin(this, body);
    this.statements(body, scope);
  }
}
