import {
  PROFILE_FIELDS,
  unknownFields,
  type Profile,
  type ProfileField,
} from '../account/index.ts';
import { ast } from '../jinja/syntax/index.ts';
import type { Analysis } from './analysis.ts';
import { hasEntities } from './prepare.ts';

/** The fields of the profile that are not known and that a template can depend on, by what it uses. */
export function touchedFields(
  { root, map, constructs }: Analysis,
  profile: Profile,
): ProfileField[] {
  const touches = new Set<string>(['version']);
  ast.visit(root, {
    Filter: ({ name }) => void touches.add(`filter:${name}`),
    Name({ name }) {
      if (name.endsWith('Attribute')) touches.add('attribute');
    },
    Output: () => void touches.add('print'),
  });
  if (map.text.endsWith('\n')) touches.add('end');
  if (hasEntities(map.text)) touches.add('operator');
  const used = new Set(constructs.map(({ field }) => field));
  return unknownFields(profile).filter((field) => {
    if (used.has(field)) return true;
    return PROFILE_FIELDS.get(field)?.touches.some((touch) => touches.has(touch)) ?? false;
  });
}
