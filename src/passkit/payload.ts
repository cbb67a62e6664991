import type { Finding, Span } from '../diagnostics/index.ts';
import { allFieldNames, fieldNamed, GROUP_LIMIT, groupIndex, suggestField } from './catalogue.ts';
import type { CatalogueField, ProjectKind } from './catalogue-types.ts';
import { checkValue } from './values.ts';

/** A payload in any shape that keeps the order of its fields. */
export type PayloadInput =
  | Readonly<Record<string, unknown>>
  | ReadonlyMap<string, unknown>
  | readonly (readonly [name: string, value: unknown])[];

/** What the project issues, where it is known: then fields of the other kind are errors too. */
export type PayloadOptions = { readonly kind?: ProjectKind };

/** One field of a payload and, where it was read from a text, the places of its name and value. */
export type PayloadEntry = {
  readonly name: string;
  readonly value: unknown;
  readonly nameSpan?: Span;
  readonly valueSpan?: Span;
};

/** The JSON text of a flat payload without spaces, fields in their order; an undefined value leaves its field out. */
export function minify(payload: PayloadInput): string {
  let members = '';
  for (const [name, value] of entriesOf(payload)) {
    if (value === undefined) continue;
    if (members !== '') members += ',';
    members += `${JSON.stringify(name)}:${JSON.stringify(value)}`;
  }
  return `{${members}}`;
}

/** The fields of a payload as pairs, in order. */
export function entriesOf(payload: PayloadInput): readonly (readonly [string, unknown])[] {
  if (Array.isArray(payload)) return payload;
  return payload instanceof Map ? [...payload] : Object.entries(payload);
}

/** Everything that is wrong with a payload's fields, in the order of the fields; an empty list where nothing is. */
export function checkPayload(payload: PayloadInput, options: PayloadOptions = {}): Finding[] {
  return checkEntries(
    entriesOf(payload).map(([name, value]) => ({ name, value })),
    options,
  );
}

/** As `checkPayload`, for entries that know where they are; such findings carry the file `payload`. */
export function checkEntries(
  entries: readonly PayloadEntry[],
  options: PayloadOptions = {},
): Finding[] {
  let unknown = 0;
  const checkOne = (entry: PayloadEntry): Finding[] => {
    const field = entry.name.includes(`[1..${GROUP_LIMIT}]`) ? undefined : fieldNamed(entry.name);
    if (field !== undefined) return checkField(entry, field);
    if (typeof entry.value === 'object' && entry.value !== null && isNested(entry))
      return [notAString(entry)];
    unknown += 1;
    return [unknownField(entry, unknown <= MOST_SUGGESTIONS)];
  };
  return [
    ...entries.flatMap(checkOne),
    ...checkGroups(entries),
    ...checkKinds(entries, options.kind),
  ];
}

/** Each suggestion compares a name with all fields: more than this is nobody's misspelling. */
const MOST_SUGGESTIONS = 20;

/** Whether a name that is not a field is the beginning of some, so that the object in it holds them: `person`, `members`. */
function isNested({ name }: PayloadEntry): boolean {
  const start = name.replace(/s$/, '');
  return allFieldNames().some(
    (field) => field.startsWith(`${name}.`) || field.startsWith(`${start}[`),
  );
}

/** The value of each field that was found fine last: many links have the same tier, date or source as the one before. */
const FINE: Map<CatalogueField, string> = new Map();

function checkField(entry: PayloadEntry, field: CatalogueField): Finding[] {
  const findings: Finding[] = [];
  if (field.standing === 'seen') findings.push(seenElsewhere(entry, field));
  const value = stringOf(entry.value);
  if (value !== entry.value) findings.push(notAString(entry));
  if (value === undefined || FINE.get(field) === value) return findings;
  if (value === '') return [...findings, emptyValue(entry)];
  const problem = checkValue(field.type, value);
  if (problem !== undefined) {
    const { code, severity, expected, hint } = problem;
    const message = `${entry.name} is ${quoted(value)}, expected ${expected}`;
    findings.push(at({ code, severity, message, ...hinted(hint) }, entry.valueSpan));
  }
  const placeholder = placeholderHint(field, value);
  if (problem === undefined && placeholder === undefined) FINE.set(field, value);
  if (placeholder !== undefined) {
    const message = `${entry.name} is ${quoted(value)}, which looks like a placeholder, not like a value`;
    findings.push(
      at(
        { code: 'link/placeholder-value', severity: 'warning', message, hint: placeholder },
        entry.valueSpan,
      ),
    );
  }
  return findings;
}

function unknownField(entry: PayloadEntry, isSuggested: boolean): Finding {
  const suggestion = isSuggested ? suggestField(entry.name) : undefined;
  const hint = /^(?:location|beacon)\[/.test(entry.name) && indexProblem(entry.name);
  return at(
    {
      code: 'link/unknown-field',
      severity: 'error',
      message: `${quoted(entry.name)} is not a field that PassKit lists`,
      ...hinted(
        hint ||
          (suggestion === undefined
            ? 'a custom field of the project is written meta.<name>'
            : `did you mean '${suggestion}'?`),
      ),
    },
    entry.nameSpan,
  );
}

function indexProblem(name: string): string | undefined {
  const index = /^\w+\[([^\]]*)\]/.exec(name)?.[1] ?? '';
  const fine = /^[1-9]\d*$/.test(index) && Number(index) <= GROUP_LIMIT;
  return fine ? undefined : `the index is a number from 1 to ${GROUP_LIMIT}`;
}

function seenElsewhere(entry: PayloadEntry, field: CatalogueField): Finding {
  return at(
    {
      code: 'link/seen-elsewhere',
      severity: 'warning',
      message: `${entry.name} is not in PassKit's list of fields (${field.source})`,
      ...hinted(field.instead === undefined ? undefined : `write '${field.instead}'`),
    },
    entry.nameSpan,
  );
}

function notAString(entry: PayloadEntry): Finding {
  const { name, value } = entry;
  if (typeof value === 'object' && value !== null) {
    const message = `${name} holds ${Array.isArray(value) ? 'a list' : 'an object'}, expected a string: a payload is flat`;
    const [first] = Array.isArray(value) ? [] : Object.keys(value);
    const hint =
      first === undefined
        ? undefined
        : `write ${quoted(`${name}.${first}`)} and so on, each as a field of its own`;
    const about = { code: 'link/nested-value', severity: 'error', message } as const;
    return at({ ...about, ...hinted(hint) }, entry.valueSpan);
  }
  const kind = value === null ? 'null' : typeof value;
  const simple = stringOf(value);
  const found = simple === undefined ? kind : `the ${kind} ${simple}`;
  const message = `${name} is ${found}, expected a string: every value of a payload is one`;
  const hint = value === null ? 'leave the field out' : 'put it in quotes';
  return at({ code: 'link/not-a-string', severity: 'error', message, hint }, entry.valueSpan);
}

function emptyValue(entry: PayloadEntry): Finding {
  const message = `${entry.name} is empty`;
  const hint = 'leave the field out where there is nothing to say';
  return at({ code: 'link/empty-value', severity: 'warning', message, hint }, entry.valueSpan);
}

function placeholderHint(field: CatalogueField, value: string): string | undefined {
  if (/\{\{|\{%|\b(?:User|Event)Attribute\[/.test(value)) return 'the template was not rendered';
  if (value.includes('MOE_NOT_SEND')) return 'MoEngage would not have sent this message';
  if (/^(?:null|undefined|nan)$/.test(value.trim()) || /(?:^|\s)None(?:\s|$)/.test(value)) {
    return 'this is how a template prints an attribute that has no value';
  }
  const sampleId = field.name.endsWith('.externalId') && value === '12345';
  return sampleId
    ? "it is the default of the guide's sample: every user without an id would share one pass"
    : undefined;
}

function checkGroups(entries: readonly PayloadEntry[]): Finding[] {
  const groups = new Map<string, { first: PayloadEntry; members: Set<string>; filled: boolean }>();
  for (const entry of entries) {
    const group = fieldNamed(entry.name)?.group;
    const index = group && groupIndex(entry.name);
    if (group === undefined || index === undefined) continue;
    const key = `${group.name}[${index}]`;
    const held = groups.get(key) ?? { first: entry, members: new Set(), filled: false };
    if (entry.value !== '') {
      held.members.add(group.member);
      held.filled = true;
    }
    groups.set(key, held);
  }
  return [...groups].flatMap(([key, { first, members, filled }]) => {
    const required = key.startsWith('beacon')
      ? ['uuid', 'major', 'minor', 'lockScreenMessage']
      : ['lat', 'lon', 'lockScreenMessage'];
    const missing = required.filter((member) => !members.has(member));
    if (!filled || missing.length === 0) return [];
    const message = `${key} lacks ${missing.join(' and ')}: ${required.join(', ')} belong together`;
    return [at({ code: 'link/incomplete-group', severity: 'error', message }, first.nameSpan)];
  });
}

function checkKinds(entries: readonly PayloadEntry[], kind: ProjectKind | undefined): Finding[] {
  const first = (wanted: ProjectKind): PayloadEntry | undefined =>
    entries.find(({ name }) => fieldNamed(name)?.kind === wanted);
  if (kind !== undefined) {
    const article = kind === 'coupon' ? 'a coupon campaign' : 'a membership program';
    return entries
      .filter(({ name }) => !['any', kind, undefined].includes(fieldNamed(name)?.kind))
      .map((entry) => {
        const message = `${entry.name} is a ${kind === 'coupon' ? 'member' : 'coupon'} field, and the project is ${article}`;
        return at({ code: 'link/wrong-kind', severity: 'error', message }, entry.nameSpan);
      });
  }
  const [member, coupon] = [first('membership'), first('coupon')];
  if (member === undefined || coupon === undefined) return [];
  const message = `${member.name} belongs to membership programs and ${coupon.name} to coupon campaigns: a project is one of them`;
  return [at({ code: 'link/mixed-kinds', severity: 'error', message }, coupon.nameSpan)];
}

function stringOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  const simple = typeof value === 'number' || typeof value === 'boolean';
  return simple || typeof value === 'bigint' ? String(value) : undefined;
}

function quoted(text: string): string {
  const characters = Array.from(text.replaceAll(/[\u0000-\u001f\u007f]/g, '\u00b7'));
  return `'${characters.length > 60 ? `${characters.slice(0, 57).join('')}...` : characters.join('')}'`;
}

function hinted(hint: string | undefined): { hint?: string } {
  return hint === undefined ? {} : { hint };
}

function at(finding: Finding, span: Span | undefined): Finding {
  return span === undefined ? finding : { ...finding, file: 'payload', span };
}
