import { ast } from '../jinja/index.ts';
import {
  PROFILE_FIELDS,
  unknownFields,
  type Profile,
  type ProfileField,
} from '../account/index.ts';
import type { CompiledMessage } from './message.ts';

/** The fields of the profile that are not known and that a template can depend on, by what it uses. */
export function touchedFields(message: CompiledMessage, profile: Profile): ProfileField[] {
  const { root, map, constructs } = message;
  const { text } = map;
  const touches = new Set<string>(['version']);
  ast.walk(root, (node) => {
    if (node.typename === 'Filter') touches.add(`filter:${node.name}`);
    if (node.typename === 'Name' && node.name.endsWith('Attribute')) touches.add('attribute');
    if (node.typename === 'Output') touches.add('print');
  });
  if (text.endsWith('\n')) touches.add('end');
  if (/\{[{%][^]*?[<>&][^]*?[%}]\}/.test(text)) touches.add('operator');
  const used = new Set(constructs.map(({ field }) => field));
  return unknownFields(profile).filter((field) => {
    if (used.has(field)) return true;
    return PROFILE_FIELDS.get(field)?.touches.some((touch) => touches.has(touch)) ?? false;
  });
}
