import type { Finding, Span } from '../../diagnostics/index.ts';
import {
  checkProjectUrl,
  checkValue,
  fieldNamed,
  FIELDS,
  RESERVED_PARAMETERS,
  suggestField,
  type ValueType,
} from '../../passkit/index.ts';
import {
  type FieldMap,
  type MappedField,
  groupOf,
  isConstant,
  sourcesWithin,
} from '../field-map.ts';
import { isIdentity } from './build.ts';
import { checkTexts } from './check-texts.ts';
import { findingAt, treeAt, type Checked } from './checked.ts';
import type { Tree } from '../../documents/index.ts';

/** One check: everything of its kind that is wrong with a map. */
type Check = (checked: Checked) => readonly Finding[];

const CHECKS: readonly Check[] = [
  checkProject,
  checkNames,
  checkKinds,
  checkGroups,
  checkIdentity,
  checkForms,
  checkOptions,
  checkLink,
  checkTexts,
];

/** What is wrong with a map that keeps to the schema: what its fields say together, and whether its values suit PassKit. */
export function checkMap(checked: Checked): readonly Finding[] {
  return CHECKS.flatMap((check) => check(checked));
}

function checkProject({ map, root }: Checked): readonly Finding[] {
  const url = treeAt(root, 'project', 'url');
  if (url === undefined || url.kind !== 'text') return [];
  return checkProjectUrl(url.text).map(({ message, hint, severity }) =>
    findingAt(map, url.span, {
      code: severity === 'error' ? 'map/bad-url' : 'map/unusual-url',
      message,
      severity,
      hint:
        hint ??
        (severity === 'error' ? 'copy it from Distribution in the PassKit dashboard' : undefined),
    }),
  );
}

function checkNames({ map }: Checked): readonly Finding[] {
  return map.fields.flatMap(({ name, span }) => {
    const field = fieldNamed(name);
    if (field?.standing !== 'seen') return [];
    const message = `${name} does not stand in PassKit's list of fields (${field.source})`;
    const instead = field.instead ?? suggestField(name);
    const hint = instead === undefined ? undefined : `write '${instead}'`;
    return [
      findingAt(map, span, { code: 'map/seen-elsewhere', severity: 'warning', message, hint }),
    ];
  });
}

function checkKinds({ map }: Checked): readonly Finding[] {
  const first = map.fields.find((field) => kindOf(field) !== 'any');
  const kind = map.project.kind ?? (first && kindOf(first));
  return map.fields
    .filter((field) => !['any', kind].includes(kindOf(field)))
    .map(({ name, span }) => {
      const other = kind === 'coupon' ? 'coupon' : 'membership';
      const because =
        map.project.kind === undefined
          ? `${first?.name ?? ''} makes this a ${other} map`
          : `the project is of kind ${other}`;
      const message = `${name} is a ${kind === 'coupon' ? 'member' : 'coupon'} field, and ${because}`;
      const hint = 'a project issues either member cards or coupons';
      return findingAt(map, span, { code: 'map/wrong-kind', message, hint });
    });
}

function kindOf({ name }: MappedField): string {
  return fieldNamed(name)?.kind ?? 'any';
}

function checkGroups({ map }: Checked): readonly Finding[] {
  const groups = new Map<string, MappedField[]>();
  for (const field of map.fields) {
    const group = groupOf(field.name);
    if (group !== undefined) groups.set(group, [...(groups.get(group) ?? []), field]);
  }
  return [...groups].flatMap(([group, members]) => [
    ...incomplete(map, group, members),
    ...members.filter(mayBeEmpty).map(({ name, span }) => {
      const message = `${name} may become empty, and ${group} needs it`;
      const hint = 'with missing: omit the whole group is left out for such a user';
      return findingAt(map, span, { code: 'map/empty-in-group', message, hint });
    }),
  ]);
}

function mayBeEmpty({ name, missing }: MappedField): boolean {
  const required = fieldNamed(name)?.group?.need === 'required';
  const blank =
    missing.kind === 'empty' || (missing.kind === 'default' && missing.text.trim() === '');
  return required && blank;
}

function incomplete(map: FieldMap, group: string, members: readonly MappedField[]): Finding[] {
  const [kind] = group.split('[');
  const required = FIELDS.filter(
    (field) => field.group?.name === kind && field.group?.need === 'required',
  );
  const given = new Set(members.map(({ name }) => name.slice(group.length + 1)));
  const lacking = required
    .map((field) => field.group?.member ?? '')
    .filter((member) => !given.has(member));
  const [first] = members;
  if (lacking.length === 0 || first === undefined) return [];
  const message = `${group} lacks ${lacking.join(' and ')}: ${required.map((field) => field.group?.member).join(', ')} stand together`;
  const hint = `add ${lacking.map((member) => `${group}.${member}`).join(' and ')}, or take the group out`;
  return [findingAt(map, first.span, { code: 'map/incomplete-group', message, hint })];
}

function checkIdentity({ map, identity, root, trees }: Checked): readonly Finding[] {
  const ids = map.fields.filter(({ name }) => isIdentity(name));
  const shared = ids.flatMap((field) => sharedIdentity(map, field, trees.get(field.name)));
  const named = identity?.text;
  if (identity !== undefined && named !== 'none') {
    const stands = ids.some(({ name }) => name === named);
    if (stands) return shared;
    const message = `the identity is '${named ?? ''}', expected none or a field of this map that holds an external id`;
    const hint =
      ids.length > 0
        ? `such as ${ids.map(({ name }) => name).join(' or ')}`
        : 'add person.externalId';
    return [
      ...shared,
      findingAt(map, identity.span, { code: 'map/wrong-identity', message, hint }),
    ];
  }
  if (ids.length > 0 || named === 'none' || map.fields.length === 0) return shared;
  const span = root.entries.get('fields')?.keySpan ?? root.span;
  const message = 'no field holds an external id: each visit to a link makes another pass';
  const hint = 'add person.externalId: { user: MoEngage_ID, missing: drop }, or say identity: none';
  return [
    ...shared,
    findingAt(map, span, { code: 'map/no-identity', severity: 'warning', message, hint }),
  ];
}

/** An external id that is the same for several users opens, for each of them, the pass of whoever came first. */
function sharedIdentity(map: FieldMap, field: MappedField, tree: Tree | undefined): Finding[] {
  const { name, missing, source } = field;
  const hint = 'drop users without an id: missing: { drop: No MoEngage ID }';
  const at = (span: Span, what: string): Finding =>
    findingAt(map, span, {
      code: 'map/shared-identity',
      message: `${name} ${what}: they would share one pass`,
      hint,
    });
  if (isConstant(source)) return [at(field.span, 'is the same for every user')];
  const constant = [...sourcesWithin(source)].some(
    (inner) => inner.kind === 'first' && inner.sources.some(isConstant),
  );
  if (constant) return [at(field.span, 'may fall back on a literal, the same for several users')];
  if (missing.kind === 'default' || missing.kind === 'empty') {
    const policy = treeAt(tree, 'missing') ?? treeAt(undefined);
    return [at(policy?.span ?? field.span, 'is the same for every user who has none')];
  }
  return [];
}

/** The conversion that a field's type asks for, where an attribute can hardly be expected to have the form by itself. */
const CONVERSIONS: ReadonlyMap<ValueType, string> = new Map<ValueType, string>([
  ['integer', 'integer'],
  ['uint16', 'integer'],
  ['number', 'number'],
  ['boolean', 'boolean'],
  ['datetime', 'datetime'],
  ['date', 'date'],
  ['gender', 'gender'],
  ['colour', 'colour'],
]);

function checkForms({ map, trees }: Checked): readonly Finding[] {
  return map.fields.flatMap((field) => {
    const type = fieldNamed(field.name)?.type ?? 'text';
    const tree = trees.get(field.name);
    const findings: Finding[] = [];
    const check = (text: string, span: Span | undefined, what: string): void => {
      const problem = checkValue(type, text);
      if (problem === undefined || span === undefined || text.trim() === '') return;
      const message = `${what} of ${field.name} is '${text}', expected ${problem.expected}`;
      const { hint, severity } = problem;
      findings.push(findingAt(map, span, { code: 'map/wrong-literal', message, hint, severity }));
    };
    if (field.source.kind === 'value')
      check(
        field.source.text,
        treeAt(tree, 'value')?.span ?? treeAt(tree, 'text')?.span,
        'the literal',
      );
    if (field.missing.kind === 'default')
      check(field.missing.text, treeAt(tree, 'missing', 'default')?.span, 'the default');
    for (const [from, to] of field.lookup ?? [])
      check(to, treeAt(tree, 'map', from)?.span, `what ${from} becomes`);
    const wanted = CONVERSIONS.get(type);
    const bare =
      field.conversion.to === 'text' && field.lookup === undefined && !isConstant(field.source);
    if (wanted === undefined || !bare || tree?.entries.has('as') === true) return findings;
    const message = `${field.name} expects ${checkValue(type, '?')?.expected ?? type}, and its value goes in as it comes`;
    const hint = `add as: ${wanted}`;
    return [
      ...findings,
      findingAt(map, field.span, { code: 'map/unconverted', severity: 'warning', message, hint }),
    ];
  });
}

function checkOptions({ map, trees }: Checked): readonly Finding[] {
  return map.fields.flatMap((field) => {
    const tree = trees.get(field.name);
    const findings: Finding[] = [];
    const unused = (key: string, why: string): void => {
      const entry = tree?.entries.get(key);
      if (entry === undefined) return;
      const message = `${key} has no effect: ${why}`;
      findings.push(
        findingAt(map, entry.keySpan, { code: 'map/unused-option', severity: 'warning', message }),
      );
    };
    const { to } = field.conversion;
    if (to !== 'date' && to !== 'datetime')
      unused('order', 'it belongs to as: date and as: datetime');
    if (to !== 'datetime') unused('offset', 'it belongs to as: datetime');
    if (field.source.kind === 'value') {
      for (const key of ['missing', 'as', 'map', 'transform'])
        unused(key, 'a literal is taken as it is written');
    }
    if (to !== 'boolean') findings.push(...booleanKeys(map, field, treeAt(tree, 'map')));
    return findings;
  });
}

function booleanKeys(
  map: FieldMap,
  { lookup = [] }: MappedField,
  tree: Tree | undefined,
): Finding[] {
  return lookup.flatMap(([from]) => {
    const span = tree?.entries.get(from)?.keySpan;
    if (span === undefined || !/^(?:true|false)$/.test(from)) return [];
    const message = `no attribute prints as ${from}: Python writes ${from === 'true' ? 'True' : 'False'}`;
    const hint = 'add as: boolean';
    return [findingAt(map, span, { code: 'map/boolean-key', severity: 'warning', message, hint })];
  });
}

function checkLink({ map, root }: Checked): readonly Finding[] {
  const findings: Finding[] = [];
  const base64 = treeAt(root, 'link', 'base64');
  if (base64?.text === 'standard') {
    const message = 'standard base64 in a query: a form decoder reads its + as a blank';
    findings.push(
      findingAt(map, base64.span, {
        code: 'map/standard-base64',
        severity: 'warning',
        message,
        hint: 'write base64: url',
      }),
    );
  }
  for (const [name, { keySpan }] of treeAt(root, 'link', 'query')?.entries ?? []) {
    if (!RESERVED_PARAMETERS.includes(name)) continue;
    const message = `the query parameter ${name} is one that PassKit reads itself, expected another name`;
    findings.push(findingAt(map, keySpan, { code: 'map/reserved-parameter', message }));
  }
  return findings;
}
