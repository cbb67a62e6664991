/** The form a field's value must have; `expectedForm` says each in words. `image` is a URL or an image as base64. */
export type ValueType =
  | 'text'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'datetime'
  | 'date'
  | 'gender'
  | 'email'
  | 'phone'
  | 'colour'
  | 'image'
  | 'image-id'
  | 'uuid'
  | 'uint16'
  | 'latitude'
  | 'longitude';

/** What a PassKit project issues: cards of a membership program or coupons of a coupon campaign. */
export type ProjectKind = 'membership' | 'coupon';

/** A field's place in `location[n]` or `beacon[n]`: the required members of one index go together or not at all. */
export type FieldGroup = {
  readonly name: 'location' | 'beacon';
  readonly member: string;
  readonly need: 'required' | 'optional';
};

/**
 * One field a payload may hold. `name` is as PassKit's list writes it, with `[1..10]` for an index and `*` for a name of
 * the project's own. `seen` fields are in no current list; `instead` names the documented field where there is one.
 */
export type CatalogueField = {
  readonly name: string;
  readonly type: ValueType;
  readonly kind: 'any' | ProjectKind;
  readonly about: string;
  readonly example: string;
  readonly standing: 'documented' | 'seen';
  readonly source: string;
  readonly group?: FieldGroup;
  readonly instead?: string;
};
