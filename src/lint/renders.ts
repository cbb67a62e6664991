import type { Profile } from '../account/index.ts';
import { SharedRenders, type Accounts, type CompiledMessage } from '../emulator/index.ts';
import type { SourceMap } from '../diagnostics/index.ts';
import { rendered, type Rendered } from './harm.ts';
import type { Person } from './person.ts';
import type { Surroundings } from './surroundings.ts';

/** What renders may have cost together that are kept: some twenty megabytes of text. */
const MOST = 300_000;

/**
 * What one text gives made-up users, account by account. Many of them are asked for more than once, by the search, by trials on another
 * user and by the proofs of fixes, and accounts share the renders that asked nothing of what they have otherwise.
 */
export class Renders {
  readonly surroundings: Surroundings;
  private readonly accounts: Accounts;
  private readonly map: SourceMap;
  private readonly known: Map<Person, SharedRenders<Rendered>> = new Map();
  private kept = 0;

  /** The accounts have to be those in which `map` is tried, with the answers and rows of `surroundings`. */
  constructor(map: SourceMap, accounts: Accounts, surroundings: Surroundings) {
    this.map = map;
    this.accounts = accounts;
    this.surroundings = surroundings;
  }

  /** What the text gives a person in the account of a profile. Throws a FindingsError where that account refuses it. */
  of(person: Person, profile: Profile = this.accounts.profile): Rendered {
    let ofPerson = this.known.get(person);
    if (ofPerson === undefined) {
      ofPerson = new SharedRenders((one) => this.render(person, one));
      this.known.set(person, ofPerson);
    }
    return ofPerson.in(profile);
  }

  private render(person: Person, profile: Profile): Rendered {
    const message = messageIn(this.accounts, this.map, profile);
    const made = rendered({ profile, message }, person, this.surroundings);
    this.kept += made.work;
    if (this.kept > MOST) {
      this.known.clear();
      this.kept = 0;
    }
    return made;
  }
}

/** A text as the account of a profile compiles it. Throws a FindingsError where the account refuses it. */
export function messageIn(accounts: Accounts, map: SourceMap, profile: Profile): CompiledMessage {
  const compiled = accounts.compile(map, profile);
  if (compiled.message === undefined) throw compiled.refusal;
  return compiled.message;
}
