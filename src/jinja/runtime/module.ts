import { PyObject, type Value } from '../values/types.ts';
import { unjoinable } from './run.ts';
import type { RenderTemplate, Unprintable } from './types.ts';

/** What `{% import %}` binds: the names a template exports, and its text (Jinja's `TemplateModule`). */
export class TemplateModule extends PyObject {
  readonly typeName = 'TemplateModule';
  readonly template: RenderTemplate;
  readonly body: string;
  /** The first thing in its text that is no text: it cannot be printed. */
  readonly unprintable: Unprintable | undefined;
  private readonly exported: ReadonlyMap<string, Value>;

  constructor(
    template: RenderTemplate,
    body: string,
    exported: ReadonlyMap<string, Value>,
    unprintable?: Unprintable,
  ) {
    super();
    this.template = template;
    this.body = body;
    this.exported = exported;
    this.unprintable = unprintable;
  }

  override moduleName(): string {
    return 'jinja2.environment';
  }

  override repr(): string {
    const { name } = this.template;
    return `<TemplateModule ${name === null ? 'memory:0x7f0000000000' : `'${name}'`}>`;
  }

  override str(): string {
    if (this.unprintable !== undefined) throw unjoinable(this.unprintable);
    return this.body;
  }

  override html(): string {
    return this.str();
  }

  override attribute(name: string): Value | undefined {
    return name === '__name__' ? this.template.name : this.exported.get(name);
  }
}
