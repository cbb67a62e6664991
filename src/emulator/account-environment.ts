import { didYouMean } from '../diagnostics/index.ts';
import {
  Environment,
  inPython2Order,
  truthy,
  type CallState,
  type TagSyntax,
  type Tag,
  type UndefinedOptions,
  isError,
  str,
  Undefined,
  type Callable,
  type Value,
} from '../jinja/index.ts';
import {
  engineOf,
  NOT_SEND,
  moengageFilters,
  auxTableNotFound,
  type FilterOptions,
  NAMES,
  whyUnavailable,
  type Profile,
} from '../account/index.ts';
import { accountSyntax } from '../analysis/index.ts';
import { AccountError } from './account-error.ts';
import { Content, ContentApi, recordedAnswers, type ContentApiResolver } from './content-api.ts';
import { hasName, type EmulatorOptions } from './options.ts';
import { renderIn } from './render.ts';

/** Jinja as one account has it: MoEngage's filters, names and tag, and the profile's answers to what is not documented. */
export class AccountEnvironment extends Environment {
  private readonly missing: Profile['missing'];

  constructor(options: EmulatorOptions) {
    const { profile, limits, codes } = options;
    const syntax = accountSyntax(profile);
    super({
      ...syntax,
      autoescape: profile.autoescape === 'on',
      limits,
      codes,
      tags: new Map(Array.from(syntax.tags ?? [], ([name, tag]) => [name, notSending(tag)])),
      globals: new Map([[NOT_SEND, NOT_SEND], ...contentApi(options)]),
      filters: new Map([
        ...moengageFilters(filterOptions(options)),
        ...defaultFilters(profile.default),
        ['getAuxData', auxData(options)],
      ]),
    });
    this.missing = profile.missing;
  }

  /** A missing attribute is what the profile says; every other Undefined is Jinja's. */
  override undefined(options: UndefinedOptions, state?: CallState): Value {
    const value = super.undefined(options);
    if (options.obj === undefined || !(value instanceof Undefined)) return value;
    const isAttribute = renderIn(state)?.missed(value) ?? false;
    if (!isAttribute || this.missing === 'undefined') return value;
    return this.missing === 'none' ? null : '';
  }
}

/** A tag that tells the render that it does not send, and prints nothing. */
function notSending(tag: TagSyntax): Tag {
  return {
    ...tag,
    render(context, args, site) {
      renderIn(context)?.notSend(args[0] ?? null, site);
      return '';
    },
  };
}

function contentApi(options: EmulatorOptions): readonly (readonly [string, Value])[] {
  const { contentApi: answers = new Map() } = options;
  if (!hasName('ContentApi', options)) return [];
  const given = typeof answers === 'function' ? answers : recordedAnswers(answers);
  const resolver = isPython2(options) ? inOrder(given) : given;
  return [
    ['ContentApi', new ContentApi(resolver)],
    ['Content', new Content(resolver)],
  ];
}

function isPython2({ profile }: EmulatorOptions): boolean {
  return engineOf(profile) === '2.8-python2';
}

/** Answers with their dicts in the order in which Python 2 walks over them. */
function inOrder(resolver: ContentApiResolver): ContentApiResolver {
  return (call) => {
    const given = resolver(call);
    if (given === 'unknown' || !('answer' in given)) return given;
    return { ...given, answer: inPython2Order(given.answer) };
  };
}

function filterOptions(options: EmulatorOptions): FilterOptions {
  return { ...options, auxTables: options.auxTables ?? new Map() };
}

/** The filter `default` where an account replaces more with one argument than Jinja does. */
function defaultFilters(replaces: Profile['default']): readonly (readonly [string, Callable])[] {
  if (replaces === 'undefined') return [];
  const filter: Callable = {
    name: 'do_default',
    params: ['value', 'default_value?', 'boolean?'],
    style: 'python',
    // As Jinja's own filter: accounts that differ in it alone share the code of a template.
    cost: 'own',
    run: (_state, value: Value, otherwise: Value = '', boolean?: Value): Value => {
      if (value instanceof Undefined) return otherwise;
      if (boolean !== undefined) return truthy(boolean) && !truthy(value) ? otherwise : value;
      const fires = replaces === 'none' ? value === null : !truthy(value);
      return fires ? otherwise : value;
    },
  };
  return [
    ['default', filter],
    ['d', filter],
  ];
}

/** `getAuxData` with failures of its own category; a row that is not there is noted as missing. */
function auxData(options: EmulatorOptions): Callable {
  const { auxTables } = filterOptions(options);
  const filter = moengageFilters(filterOptions(options)).get('getAuxData') as Callable;
  const spec = NAMES.get('getAuxData');
  const why = spec && whyUnavailable(spec, options.channel, options.trigger);
  return {
    ...filter,
    context: true,
    run: (state, value: Value, file: Value): Value => {
      const name = str(file);
      if (why !== undefined) throw new AccountError('Uncategorized', name, why);
      try {
        const row = filter.run(state, value, file);
        if (row instanceof Undefined) renderIn(state)?.missedRow(name, row);
        return isPython2(options) ? inPython2Order(row) : row;
      } catch (error) {
        if (!isError(error, 'LookupError')) throw error;
        const failure = new AccountError('Uncategorized', name, auxTableNotFound(name));
        failure.hint = error.hint ?? didYouMean(name, auxTables.keys());
        throw failure;
      }
    },
  };
}
