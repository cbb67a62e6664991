import { FindingsError } from '../diagnostics/index.ts';
import { readProfile, type Profile } from '../account/index.ts';

/** The account profile that a file holds; throws a FindingsError for one that cannot be used. */
export function profileIn(file: string, text: string): Profile {
  const { profile, findings } = readProfile(text, file);
  if (profile === undefined) throw new FindingsError(findings);
  return profile;
}
