import { fieldNamed } from '../../passkit/index.ts';
import { type MappedField, groupOf } from '../field-map.ts';
import { code, joined, literal, type Code } from './fragments.ts';
import { conditionOf, distinct, factor, valueOf, type Held } from './held.ts';
import { rowList } from './rows.ts';

/** A field and how the snippet holds its value. */
export type Planned = { readonly field: MappedField; readonly held: Held };

/** Whether a location or beacon is left out for users who lack this member. */
export function breaksGroup({ name, missing }: MappedField): boolean {
  return missing.kind === 'omit' && fieldNamed(name)?.group?.need === 'required';
}

/**
 * The fields as a list of names and values, and the loop that makes members of a JSON object of those that are there. Quotes and
 * backslashes are escaped here, control characters once in the whole payload.
 */
export function payloadOf(planned: readonly Planned[], isLined: boolean): readonly Code[] {
  const groups = groupConditions(planned);
  const keepsEmpty = planned.some(({ field, held }) => mayBeEmpty(field, held));
  const rows = planned.map(({ field, held }) => {
    const name = literal(JSON.stringify(field.name).slice(1, -1));
    const cell = cellOf(field, held, groups.get(groupOf(field.name) ?? '') ?? [], keepsEmpty);
    return code`[${name}, ${cell}]`;
  });
  const start = '{% set sp_j = [] %}{% for f, t in  %}';
  const { statements, list } = rowList(rows, start.length, isLined);
  const isThere = keepsEmpty ? code`t is not none` : code`t`;
  const text = code`t|replace('\\','\\\\')|replace('\x22','\\\x22')`;
  const member = code`'\x22%s\x22:\x22%s\x22'|format(f, ${text})`;
  return [
    ...statements,
    code`{% set sp_j = [] %}{% for f, t in ${list} %}`,
    code`{% if ${isThere} and sp_j.append(${member}) %}{% endif %}{% endfor %}`,
  ];
}

/**
 * The value of a field in the list. What is false leaves the field out; where a field may be empty (`keepsEmpty`), only None does.
 */
function cellOf(
  { missing }: MappedField,
  held: Held,
  group: readonly Code[],
  keepsEmpty: boolean,
): Code {
  const other = missing.kind === 'default' ? missing.text : '';
  const isFilled = missing.kind === 'default' || missing.kind === 'empty';
  const value = missing.kind === 'drop' ? held.text : valueOf(held);
  const isSure = held.when.length === 0 || missing.kind === 'drop';
  const filled = isFilled && !isSure ? code`${value} or ${literal(other)}` : value;
  if (group.length === 0)
    return keepsEmpty && !isFilled && !isSure ? code`${value} or none` : filled;
  const condition = joined(group.map(factor), code` and `);
  if (!keepsEmpty) return code`${condition} and ${factor(filled)}`;
  const whole = isFilled || isSure ? filled : code`${value} or none`;
  return code`${whole} if ${condition} else none`;
}

/** Whether a field may go into the payload with nothing in it. */
function mayBeEmpty({ source, missing }: MappedField, held: Held): boolean {
  if (source.kind === 'value') return source.text === '';
  const isEmpty = missing.kind === 'empty' || (missing.kind === 'default' && missing.text === '');
  return isEmpty && held.when.length > 0;
}

/** For each location and beacon that may be left out: the conditions under which it is complete. */
function groupConditions(planned: readonly Planned[]): ReadonlyMap<string, readonly Code[]> {
  const groups = new Map<string, readonly Code[]>();
  for (const { field, held } of planned) {
    const group = groupOf(field.name);
    if (group === undefined || !breaksGroup(field) || held.when.length === 0) continue;
    groups.set(group, distinct([...(groups.get(group) ?? []), conditionOf(held)]));
  }
  return groups;
}
