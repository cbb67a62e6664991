import type { ProfileField } from '../profile-fields.ts';

/** A field's value, and what was seen. */
export type Pin = { readonly field: ProfileField; readonly value: string; readonly seen: string };

/**
 * What one part says. `odd` is a behaviour that the profile has no value for, or that departs from what MoEngage documents;
 * `against` are answers that cannot all be true. Both leave their field alone.
 */
export type Verdict =
  | ({ readonly kind: 'pin' } & Pin)
  | { readonly kind: 'odd' | 'against'; readonly message: string }
  | { readonly kind: 'note'; readonly message: string };

/** The digits of the answers of one part, by key; '' for a key that it has not. */
export type Digits = (key: string) => string;

/** A verdict that pins a field. */
export function pin(field: ProfileField, value: string, seen: string): Verdict {
  return { kind: 'pin', field, value, seen };
}

/** A verdict on a behaviour that has no value. */
export function odd(message: string): Verdict {
  return { kind: 'odd', message };
}

/** A verdict on answers that cannot all be true. */
export function against(message: string): Verdict {
  return { kind: 'against', message };
}

/** Something that is worth telling and no field of the profile. */
export function note(message: string): Verdict {
  return { kind: 'note', message };
}
