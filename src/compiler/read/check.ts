import type { Finding, Span } from '../../diagnostics/index.ts';
import {
  checkProjectUrl,
  fieldNamed,
  FIELDS,
  RESERVED_PARAMETERS,
  suggestField,
} from '../../passkit/index.ts';
import {
  type FieldMap,
  type MappedField,
  groupOf,
  isConstant,
  sourcesWithin,
} from '../field-map.ts';
import { isIdentity } from './build.ts';
import { checkForms, checkOptions } from './check-forms.ts';
import { checkTexts } from './check-texts.ts';
import { findingAt, type Checked } from './checked.ts';
import { treeAt, type Tree } from '../../documents/index.ts';

/** One check: everything of its kind that is wrong with a map. */
type Check = (checked: Checked) => readonly Finding[];

const CHECKS: readonly Check[] = [
  checkProject,
  checkNames,
  checkKinds,
  checkTier,
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
    const message = `${name} is not in PassKit's list of fields (${field.source})`;
    const instead = field.instead ?? suggestField(name);
    const hint = instead === undefined ? undefined : `write '${instead}'`;
    return [
      findingAt(map, span, { code: 'map/seen-elsewhere', severity: 'warning', message, hint }),
    ];
  });
}

function checkKinds({ map }: Checked): readonly Finding[] {
  const first = map.fields.find((field) => kindOf(field) !== 'any');
  const kind = projectKind(map);
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

/** What the project issues: as the map says, or else what its first field of one kind belongs to. */
function projectKind({ project, fields }: FieldMap): string | undefined {
  return project.kind ?? fields.map(kindOf).find((kind) => kind !== 'any');
}

/** PassKit's help pages 5865748 and 6877237: a membership link has to name the tier. */
function checkTier({ map, root, trees }: Checked): readonly Finding[] {
  const [first] = map.fields;
  const names = [...trees.keys()];
  if (first === undefined || projectKind(map) !== 'membership' || names.some(isTier)) return [];
  const other = map.fields.find(({ name }) => fieldNamed(name)?.instead === TIER);
  const member = map.fields.find((field) => kindOf(field) === 'membership');
  const span = (other ?? member)?.span ?? treeAt(root, 'project', 'kind')?.span ?? first.span;
  const message = `a membership map without ${TIER}: PassKit enrols a member into a tier`;
  const hint =
    other === undefined
      ? `add ${TIER}: { user: Tier, missing: { default: … } }, or the id of the tier as { value: … }`
      : `write '${TIER}' instead of '${other.name}'`;
  return [findingAt(map, span, { code: 'map/no-tier', severity: 'warning', message, hint })];
}

const TIER = 'members.tier.id';

/** Whether a name is that of the tier, or was meant to be. */
function isTier(name: string): boolean {
  return name === TIER || (fieldNamed(name) === undefined && suggestField(name) === TIER);
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
  const message = `${group} lacks ${lacking.join(' and ')}: ${required.map((field) => field.group?.member).join(', ')} belong together`;
  const hint = `add ${lacking.map((member) => `${group}.${member}`).join(' and ')}, or take the group out`;
  return [findingAt(map, first.span, { code: 'map/incomplete-group', message, hint })];
}

function checkIdentity({ map, identity, root, trees }: Checked): readonly Finding[] {
  const ids = map.fields.filter(({ name }) => isIdentity(name));
  const shared = ids.flatMap((field) => sharedIdentity(map, field, trees.get(field.name)));
  const named = identity?.text;
  if (identity !== undefined && named !== 'none') {
    const isThere = ids.some(({ name }) => name === named);
    if (isThere) return shared;
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

/** An external id that is the same for several users opens, for each of them, the pass of anyone who came first. */
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

function checkLink({ map, root }: Checked): readonly Finding[] {
  const findings: Finding[] = [];
  const base64 = treeAt(root, 'link', 'base64');
  if (base64?.text === 'standard') {
    const message = 'standard base64 in a query: a form decoder reads its + as a space';
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
    findings.push(
      findingAt(map, keySpan, {
        code: 'map/reserved-parameter',
        message,
        hint: 'give the parameter another name',
      }),
    );
  }
  return findings;
}
