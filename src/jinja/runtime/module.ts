import { PyObject, type Value } from '../values/types.ts';
import type { RenderTemplate } from './types.ts';

/** What `{% import %}` binds: the names a template exports, and its text (Jinja's `TemplateModule`). */
export class TemplateModule extends PyObject {
  readonly typeName = 'TemplateModule';
  readonly template: RenderTemplate;
  readonly body: string;
  private readonly exported: ReadonlyMap<string, Value>;

  constructor(template: RenderTemplate, body: string, exported: ReadonlyMap<string, Value>) {
    super();
    this.template = template;
    this.body = body;
    this.exported = exported;
  }

  override moduleName(): string {
    return 'jinja2.environment';
  }

  override repr(): string {
    const { name } = this.template;
    return `<TemplateModule ${name === null ? 'memory:0x7f0000000000' : `'${name}'`}>`;
  }

  override str(): string {
    return this.body;
  }

  override html(): string {
    return this.body;
  }

  override attribute(name: string): Value | undefined {
    return this.exported.get(name);
  }
}
