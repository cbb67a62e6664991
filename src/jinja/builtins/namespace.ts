import type { Dict } from '../values/dict.ts';
import { Container, type Printer } from '../values/print.ts';
import type { CallState, Value } from '../values/types.ts';

/** What `namespace(...)` makes: attributes that `{% set ns.name = … %}` may change from inner scopes. */
export class Namespace extends Container {
  readonly typeName = 'Namespace';
  private readonly attributes: Dict;

  constructor(attributes: Dict) {
    super();
    this.attributes = attributes;
  }

  override moduleName(): string {
    return 'jinja2.utils';
  }

  /** `ns.name = value`. */
  set(name: string, value: Value): void {
    this.attributes.set(name, value);
  }

  override attribute(name: string, _state: CallState): Value | undefined {
    return this.attributes.getString(name);
  }

  override print(printer: Printer): Printer {
    return this.attributes.print(printer.write('<Namespace ')).write('>');
  }
}
