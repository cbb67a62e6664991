import { learnSecrets } from '../analysis/index.ts';
import { Cache, Secrets } from '../diagnostics/index.ts';
import {
  Environment,
  LimitError,
  PyError,
  raise,
  str,
  type EnvironmentOptions,
  type JinjaVersion,
  type Loader,
  type Tag,
  type Template,
  type UndefinedKind,
  type Value,
} from '../jinja/index.ts';
import { defaultProfile, moengageFilters, NOT_SEND } from '../account/index.ts';
import { InvalidCaseError, type CaseAnswer, type RenderCase } from './cases.ts';
import { nodeCrypto } from './node-crypto.ts';

/** How many environments are kept, and compiled templates of each: a stream usually has one template and many contexts. */
const KEPT_ENVIRONMENTS = 20;
const KEPT = 100;

/** An environment, and what it has compiled. */
type Compiled = { readonly environment: Environment; readonly templates: Cache<Template> };

/** The releases of Jinja that can be asked for. */
const JINJA_VERSIONS: readonly JinjaVersion[] = ['3.1', '3.1.6', '2.8', '2.8-python2'];

const UNDEFINED_KINDS: readonly UndefinedKind[] = [
  'Undefined',
  'ChainableUndefined',
  'DebugUndefined',
  'StrictUndefined',
];

/** The tag that drops a user, as an exception: its argument is the message, `None` where it has none. */
const notSend: Tag = {
  parse: (parser) => parser.parseArguments(),
  render(_context, args) {
    throw raise('MOE_NOT_SEND', str(args[0] ?? null));
  },
};

/**
 * Renders cases as stock Jinja does, with the extensions loopcontrols and do, MoEngage's filters and its tag
 * `MOE_NOT_SEND`. Environments are kept for each set of options, templates for each environment.
 */
export class JinjaCases {
  readonly mode = 'jinja';
  readonly #environments: Cache<Compiled> = new Cache(KEPT_ENVIRONMENTS);

  /** The answer to one case. Throws an InvalidCaseError where its `env` cannot be. */
  answer(request: RenderCase): CaseAnswer {
    const options = optionsOf(request);
    try {
      return { output: this.#compiled(request, options).renderText(request.context) };
    } catch (error) {
      const secrets = new Secrets();
      learnSecrets(request.template, secrets);
      return secrets.hideIn(errorAnswer(error));
    }
  }

  #compiled({ template, templates }: RenderCase, options: EnvironmentOptions): Template {
    if (templates.size > 0) return makeEnvironment(options, templates).compile(template);
    const key = Object.keys(options).length === 0 ? '' : JSON.stringify(options);
    const known = this.#environments.recall(key, () => ({
      environment: makeEnvironment(options, templates),
      templates: new Cache(KEPT),
    }));
    return known.templates.recall(template, () => known.environment.compile(template));
  }
}

/** What stopped a render, as it is told in an answer. */
export function errorAnswer(error: unknown): CaseAnswer {
  if (error instanceof PyError || error instanceof LimitError) {
    const { type, message, line } = error;
    return { error: { type, message, line: type === NOT_SEND ? null : (line ?? null) } };
  }
  if (error instanceof RangeError && error.message.includes('call stack')) {
    const message = 'maximum recursion depth exceeded';
    return { error: { type: 'RecursionError', message, line: null } };
  }
  const name = error instanceof Error ? error.name : typeof error;
  const message = `something went wrong inside smartpass (${name}); please report it`;
  return { error: { type: 'InternalError', message, line: null } };
}

/** An environment of stock Jinja with MoEngage's filters and tag, whose include and import read from `templates`. */
export function makeEnvironment(
  options: EnvironmentOptions,
  templates: ReadonlyMap<string, string>,
): Environment {
  const loader: Loader = {
    getSource: (name) => {
      const src = templates.get(name);
      return src === undefined ? null : { src, path: name, noCache: false };
    },
  };
  const added = moengageFilters({
    crypto: nodeCrypto,
    profile: defaultProfile(),
    clock: Date.now,
    auxTables: new Map(),
  });
  // MoEngage's `count` takes the place of Jinja's; here Jinja is to be as it is.
  const filters = new Map([...added].filter(([name]) => name !== 'count'));
  const tags = new Map([[NOT_SEND, notSend]]);
  return new Environment({ ...options, loaders: [loader], filters, tags });
}

function optionsOf({ env, id }: RenderCase): EnvironmentOptions {
  const options: Record<string, unknown> = {};
  for (const [key, value] of env.entries()) {
    const reader = ENV_KEYS.get(str(key));
    if (reader === undefined)
      throw new InvalidCaseError(
        `unknown key ${JSON.stringify(key)} in "env"; the keys are ${[...ENV_KEYS.keys()].join(', ')}`,
        id,
      );
    const [name, fits, expected] = reader;
    if (!fits(value)) throw new InvalidCaseError(`"${str(key)}" in "env" is ${expected}`, id);
    options[name] = value;
  }
  return options;
}

type EnvKey = readonly [
  option: keyof EnvironmentOptions,
  fits: (value: Value) => boolean,
  expected: string,
];

const isFlag = (value: Value): boolean => typeof value === 'boolean';

const ENV_KEYS: ReadonlyMap<string, EnvKey> = new Map<string, EnvKey>([
  [
    'jinja',
    [
      'version',
      (value) => (JINJA_VERSIONS as readonly Value[]).includes(value),
      `one of ${JINJA_VERSIONS.map((version) => `"${version}"`).join(', ')}`,
    ],
  ],
  ['autoescape', ['autoescape', isFlag, 'true or false']],
  ['trim_blocks', ['trimBlocks', isFlag, 'true or false']],
  ['lstrip_blocks', ['lstripBlocks', isFlag, 'true or false']],
  ['keep_trailing_newline', ['keepTrailingNewline', isFlag, 'true or false']],
  [
    'undefined',
    [
      'undefined',
      (value) => (UNDEFINED_KINDS as readonly Value[]).includes(value),
      `one of ${UNDEFINED_KINDS.map((kind) => `"${kind}"`).join(', ')}`,
    ],
  ],
]);
