import { Cache, FindingsError, type SourceMap } from '../diagnostics/index.ts';
import { forChannel, PROFILE_FIELDS, type Profile, type ProfileField } from '../account/index.ts';
import { SharedCode } from '../jinja/index.ts';
import { analyse, readingKey, type Analysis } from '../analysis/index.ts';
import { createEmulator } from './emulator.ts';
import type { CompiledMessage } from './message.ts';
import type { EmulatorOptions } from './options.ts';

/** A message as one account has compiled it, or why that account refuses it; `analysis` is absent where it does not parse. */
export type InAccount = { readonly profile: Profile; readonly analysis?: Analysis } & (
  | { readonly message: CompiledMessage }
  | { readonly message: undefined; readonly refusal: FindingsError }
);

/** What is known of a text: the file that findings name, and whether all of it is an address. */
type TextOptions = {
  readonly file?: string | undefined;
  readonly link?: boolean | undefined;
};

/** One text: as accounts have compiled it, and as they read it. */
type InAccounts = { readonly compiled: Cache<InAccount>; readonly read: Cache<Analysis> };

/** So many compiled messages are kept: one of a long template takes some hundred kilobytes. */
const MOST = 256;

/**
 * The accounts that a message is looked at in: each compiles a text once, however many users it is rendered for, and accounts
 * that read it alike read it once.
 */
export class Accounts {
  /** The account's own profile, settled for its channel. */
  readonly profile: Profile;
  private readonly options: EmulatorOptions & TextOptions;
  private readonly texts: Cache<InAccounts> = new Cache(MOST);

  constructor(options: EmulatorOptions, text: TextOptions = {}) {
    const { profile, channel } = options;
    this.options = { codes: new SharedCode(), ...options, ...text };
    this.profile = channel === undefined ? profile : forChannel(profile, channel);
  }

  /** A text as the account of a profile compiles it. */
  compile(source: SourceMap, profile: Profile = this.profile): InAccount {
    const { compiled, read } = this.texts.recall(source.text, () => ({
      compiled: new Cache(MOST),
      read: new Cache(MOST),
    }));
    return compiled.recall(keyOf(profile), () => {
      const options = { ...this.options, profile };
      let analysis: Analysis | undefined;
      try {
        analysis = read.recall(readingKey(profile), () => analyse(source, options));
        return { profile, analysis, message: createEmulator(options).compile(analysis) };
      } catch (error) {
        if (!(error instanceof FindingsError)) throw error;
        return { profile, ...(analysis && { analysis }), message: undefined, refusal: error };
      }
    });
  }
}

/** `keyOf` of profiles that come again and again, for some fields. */
export class ProfileKeys {
  private readonly known: WeakMap<Profile, string> = new WeakMap();
  private readonly without: ReadonlySet<ProfileField> | undefined;

  /** `without` are the fields that are left out. */
  constructor(without?: ReadonlySet<ProfileField>) {
    this.without = without;
  }

  of(profile: Profile): string {
    let key = this.known.get(profile);
    if (key === undefined) {
      key = keyOf(profile, this.without);
      this.known.set(profile, key);
    }
    return key;
  }
}

/** What tells an account from others, by fields that are not left out. */
export function keyOf(profile: Profile, without?: ReadonlySet<ProfileField>): string {
  let key = '';
  for (const field of PROFILE_FIELDS.keys())
    if (without?.has(field) !== true) key += `${profile[field]} `;
  return key;
}
