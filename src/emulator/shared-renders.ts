import type { Profile } from '../account/index.ts';
import { ProfileKeys } from './accounts.ts';
import { NULL_FIELDS, type NullField } from './message-render.ts';

/** What a render tells: which of the fields about nulls it asked. */
type Asking = { readonly asked: ReadonlySet<NullField> };

/** The keys of profiles: by all fields, and by those that a render may ask without a report. */
export type SharedKeys = { readonly whole: ProfileKeys; readonly rest: ProfileKeys };

type Kept<T> = { readonly profile: Profile; readonly rendered: T };

/**
 * What a message gives one user, account by account. Accounts that differ in nothing but fields about nulls which a render did not ask
 * give the same: they read and compile the message alike, so it is rendered in one of them alone. (Where the filter `default` may run
 * before the render, each render counts as one that asked for it.)
 */
export class SharedRenders<T extends Asking> {
  private readonly known: Map<string, T> = new Map();
  /** By the fields that a render may ask without a report. */
  private readonly kept: Map<string, Kept<T>[]> = new Map();
  private readonly render: (profile: Profile) => T;

  private readonly keys: SharedKeys;

  /** `render` renders the message for the user in the account of a profile; `keys` are kept where several users are looked at. */
  constructor(
    render: (profile: Profile) => T,
    keys: SharedKeys = { whole: new ProfileKeys(), rest: new ProfileKeys(NULL_FIELDS) },
  ) {
    this.render = render;
    this.keys = keys;
  }

  /** What the message gives in the account of a profile. */
  in(profile: Profile): T {
    const key = this.keys.whole.of(profile);
    let rendered = this.known.get(key);
    if (rendered === undefined) {
      rendered = this.shared(profile);
      this.known.set(key, rendered);
    }
    return rendered;
  }

  private shared(profile: Profile): T {
    const rest = this.keys.rest.of(profile);
    const kept = this.kept.get(rest) ?? [];
    this.kept.set(rest, kept);
    const same = kept.find((one) =>
      [...one.rendered.asked].every((field) => one.profile[field] === profile[field]),
    );
    if (same !== undefined) return same.rendered;
    const rendered = this.render(profile);
    kept.push({ profile, rendered });
    return rendered;
  }
}
