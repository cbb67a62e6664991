import type { ProfileField } from '../account/index.ts';
import type { Campaign } from '../campaign/index.ts';

/** What a report says of the campaign itself. */
export type ReportSubject = Pick<Campaign, 'name' | 'channel'> & {
  readonly template: Pick<Campaign['template'], 'file'>;
};

/** An account of a report: `differs` are the fields in which it is another than the first, whose values `profile` has. */
export type ReportAccount = {
  readonly profile: Readonly<Partial<Record<ProfileField, string>>>;
  readonly differs: readonly { readonly field: ProfileField; readonly value: string }[];
};
