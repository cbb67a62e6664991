import { didYouMean } from '../diagnostics/index.ts';
import {
  Environment,
  truthy,
  type Limits,
  type RenderContext,
  type Tag,
  type UndefinedOptions,
  isError,
  str,
  Undefined,
  type Callable,
  type Value,
} from '../jinja/index.ts';
import {
  NOT_SEND,
  moengageFilters,
  type FilterOptions,
  auxTableNotFound,
  NAMES,
  whyUnavailable,
  type Profile,
} from '../account/index.ts';
import { AccountError } from './account-error.ts';
import type { Session, SessionOptions } from './session.ts';

/** What an environment of the account is made of. */
export type AccountOptions = SessionOptions &
  FilterOptions & {
    readonly profile: Profile;
    readonly limits?: Partial<Limits> | undefined;
    /** Told where the tag MOE_NOT_SEND is met, with its reason; null for a bare one. */
    readonly onNotSend: (reason: Value, site: number, context: RenderContext) => void;
  };

/** Jinja as one account has it: MoEngage's filters, names and tag, and the profile's answers to what is not documented. */
export class AccountEnvironment extends Environment {
  private readonly session: Session;
  private readonly missing: Profile['missing'];

  constructor(options: AccountOptions, session: Session) {
    const { profile } = options;
    super({
      version: profile.jinja,
      autoescape: profile.autoescape === 'on',
      keepTrailingNewline: profile.trailingNewline === 'kept',
      limits: options.limits,
      tags: new Map([[NOT_SEND, notSendTag(options)]]),
      globals: new Map([[NOT_SEND, NOT_SEND]]),
      filters: new Map([
        ...moengageFilters(options),
        ...defaultFilters(profile.default),
        ['getAuxData', auxData(options, session)],
      ]),
    });
    this.session = session;
    this.missing = profile.missing;
  }

  /** A missing attribute is what the profile says; every other Undefined is Jinja's. */
  override undefined(options: UndefinedOptions): Value {
    const value = super.undefined(options);
    if (options.obj === undefined || !(value instanceof Undefined)) return value;
    const isAttribute = this.session.missed(value);
    if (!isAttribute || this.missing === 'undefined') return value;
    return this.missing === 'none' ? null : '';
  }
}

function notSendTag({ onNotSend }: AccountOptions): Tag {
  return {
    parse: (parser) => parser.parseArguments(),
    render(context, args, site) {
      onNotSend(args[0] ?? null, site, context);
      return '';
    },
  };
}

/** The filter `default` where an account replaces more with one argument than Jinja does. */
function defaultFilters(replaces: Profile['default']): readonly (readonly [string, Callable])[] {
  if (replaces === 'undefined') return [];
  const filter: Callable = {
    name: 'do_default',
    params: ['value', 'default_value?', 'boolean?'],
    style: 'python',
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
function auxData(options: AccountOptions, session: Session): Callable {
  const filter = moengageFilters(options).get('getAuxData') as Callable;
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
        if (row instanceof Undefined)
          session.misses.push({ category: 'Uncategorized', name, value: row });
        return row;
      } catch (error) {
        if (!isError(error, 'LookupError')) throw error;
        const failure = new AccountError('Uncategorized', name, auxTableNotFound(name));
        failure.hint = error.hint ?? didYouMean(name, options.auxTables.keys());
        throw failure;
      }
    },
  };
}
