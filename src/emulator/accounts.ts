import { Cache, FindingsError, type SourceMap } from '../diagnostics/index.ts';
import { createEmulator, type EmulatorOptions } from './emulator.ts';
import { PROFILE_FIELDS, type Profile } from '../account/index.ts';
import type { CompiledMessage } from './message.ts';

/** A message as one account has compiled it, or why that account refuses it. */
export type InAccount = { readonly profile: Profile } & (
  | { readonly message: CompiledMessage }
  | { readonly message: undefined; readonly refusal: FindingsError }
);

/** So many compiled messages are kept: one of a long template takes some hundred kilobytes. */
const MOST = 256;

/** The accounts that a message is looked at in: each compiles a text once, however many users it is rendered for. */
export class Accounts {
  private readonly options: EmulatorOptions;
  private readonly known: Cache<InAccount> = new Cache(MOST);

  constructor(options: EmulatorOptions) {
    this.options = options;
  }

  /** A text as the account of a profile compiles it. */
  compile(source: SourceMap, profile: Profile): InAccount {
    const key = `${keyOf(profile)}\n${source.text}`;
    return this.known.recall(key, () => this.compiled(source, profile));
  }

  private compiled(source: SourceMap, profile: Profile): InAccount {
    try {
      return { profile, message: createEmulator({ ...this.options, profile }).compile(source) };
    } catch (error) {
      if (!(error instanceof FindingsError)) throw error;
      return { profile, message: undefined, refusal: error };
    }
  }
}

/** What tells an account from others. */
export function keyOf(profile: Profile): string {
  return [...PROFILE_FIELDS.keys()].map((field) => profile[field]).join(' ');
}
