import {
  PROFILE_FIELDS,
  isKnown,
  unknownFields,
  type Profile,
  type ProfileField,
} from '../account/index.ts';

/** More worlds than this are refused: name the fields that matter. */
const MOST = 10_000;

/**
 * Every account that fits what is pinned: all combinations of the values of those fields that are not known, the given
 * profile first. `fields` restricts them to what a template can depend on; the default is all. A field that is known stays
 * as it is. Throws RangeError over 10,000 worlds.
 */
export function worlds(
  profile: Profile,
  fields: readonly ProfileField[] = unknownFields(profile),
): Profile[] {
  const open = [...new Set(fields)].filter((field) => !isKnown(profile, field));
  const count = open.reduce((product, field) => product * valuesOf(field).length, 1);
  if (count > MOST) {
    throw new RangeError(
      `${open.join(', ')} make ${count} worlds, more than ${MOST}: name fewer fields, or pin some in the profile`,
    );
  }
  let made: Profile[] = [profile];
  for (const field of open) {
    const own = profile[field];
    const values = [own, ...valuesOf(field).filter((value) => value !== own)];
    made = made.flatMap((world) => values.map((value) => ({ ...world, [field]: value })));
  }
  // Only Jinja 2.8 runs on Python 2.
  return made.filter(({ jinja, python }) => jinja === '2.8' || python === profile.python);
}

/** The fields in which worlds differ from each other. */
export function differingFields(made: readonly Profile[]): ProfileField[] {
  const [first] = made;
  if (first === undefined) return [];
  return [...PROFILE_FIELDS.keys()].filter((field) =>
    made.some((world) => world[field] !== first[field]),
  );
}

function valuesOf(field: ProfileField): string[] {
  return [...(PROFILE_FIELDS.get(field)?.values.keys() ?? [])];
}
