/**
 * The only import of nunjucks 3.2.4: a program that uses it gets classes of Jinja that are nunjucks' own by their prototypes. Commands hand no
 * environment on, and need not load it. Nothing of nunjucks is patched.
 */
import nunjucks from 'nunjucks';
import {
  Environment as JinjaEnvironment,
  Template as JinjaTemplate,
  type EnvironmentOptions,
} from '../jinja/index.ts';

/** V8 keeps what the reads of a function find once it ran about 50 times. */
const OFTEN = 1000;

/** Jinja's environment, which is a nunjucks Environment as well; of that its event listeners and extensions are there, but none of its filters and globals. */
export type Environment = JinjaEnvironment & nunjucks.Environment;
export const Environment: new (options?: EnvironmentOptions) => Environment = onNunjucks();

/** A compiled template, which is a nunjucks Template as well. */
export type Template = JinjaTemplate & nunjucks.Template;
export const Template: new (...given: ConstructorParameters<typeof JinjaTemplate>) => Template =
  below(nunjucks.Template, JinjaTemplate) as never;

function onNunjucks(): new (options?: EnvironmentOptions) => Environment {
  keepTextMethodsFast();
  below(nunjucks.Environment, JinjaEnvironment);
  return class extends JinjaEnvironment {
    constructor(options?: EnvironmentOptions) {
      super(options);
      // What nunjucks' own constructor sets and ours does not.
      const own = new Map(Object.entries(this));
      for (const [name, value] of Object.entries(new nunjucks.Environment([])))
        if (!own.has(name)) Reflect.set(this, name, value);
    }
  } as never;
}

/**
 * nunjucks makes an object below `String.prototype`, for which V8 turns the methods of text into a table that it does not inline from: the
 * snippet of the loyalty card took half as much time again. A read through such an object, done often, turns them back.
 */
function keepTextMethodsFast(): void {
  const text: { readonly trim?: unknown } = Object.create(String.prototype);
  for (let turn = 0; turn < OFTEN; turn += 1) if (text.trim === undefined) return;
}

/** Puts a class of ours below one of nunjucks, which stays as it is. */
function below<T extends { readonly prototype: object }>(
  base: { readonly prototype: object },
  own: T,
): T {
  Object.setPrototypeOf(own.prototype, base.prototype);
  return own;
}
