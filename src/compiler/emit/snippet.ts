import { fieldNamed } from '../../passkit/index.ts';
import { printsLink, type Channel } from '../../account/index.ts';
import { type FieldMap, type MappedField, groupOf } from '../field-map.ts';
import { convert, transform } from './conversions.ts';
import { code, comment, integer, joined, literal, type Code } from './fragments.ts';
import {
  Attributes,
  distinct,
  maybeText,
  readSource,
  safeText,
  type Held,
  type Reading,
} from './sources.ts';
import { Writer } from './writer.ts';

/** What the text of a snippet depends on besides the map. `skip` is how much of the link a button's base URL holds. */
export type SnippetOptions = {
  readonly channel: Channel;
  readonly header: string;
  readonly secret: string;
  readonly skip: number;
};

/** A field and how the snippet holds its value. */
type Planned = { readonly field: MappedField; readonly held: Held };

/** How JSON writes what cannot stand in its strings: the short escapes, and `\u00xx` for the other control characters. */
const ESCAPES = code`{% set sp_esc = {8: '\\b', 9: '\\t', 10: '\\n', 12: '\\f', 13: '\\r', 34: '\\\x22', 92: '\\\\'} %}{% for sp_i in range(32) %}{% if sp_esc.setdefault(sp_i, '\\u%04x'|format(sp_i)) %}{% endif %}{% endfor %}`;

/**
 * The Jinja text that builds the link of a map: the attributes are read, values converted, users without a needed value
 * dropped, and then the fields put together as JSON, encoded and signed.
 */
export function writeSnippet(map: FieldMap, options: SnippetOptions): string {
  const reading: Reading = { writer: new Writer(), attributes: new Attributes() };
  const planned = map.fields.map((field) => ({ field, held: hold(reading, field) }));
  const lines = [
    code`{# ${comment(options.header)} #}`,
    reading.attributes.statement(),
    ...reading.writer.statements,
    ...guardsOf(planned),
    ESCAPES,
    fieldsOf(planned),
    ...linkOf(map, options, mayBeEmpty(planned)),
  ];
  return layOut(lines, options);
}

function hold(reading: Reading, field: MappedField): Held {
  const { source, transforms, conversion, lookup } = field;
  const { writer } = reading;
  const hint = field.name.slice(field.name.lastIndexOf('.') + 1);
  let held = readSource(reading, source, hint);
  if (source.kind === 'value') return held;
  if (transforms.length > 0) {
    const text = transform(writer, safeText(held), transforms, hint);
    held = { text, present: code`${text}|trim`, absent: 'blank' };
  }
  if (conversion.to !== 'text') {
    const text = convert(writer, safeText(held), conversion, hint);
    held = { text, present: text, absent: 'blank' };
  }
  if (lookup === undefined) return held;
  const pairs = lookup.map(([from, to]) => code`${literal(from)}: ${literal(to)}`);
  const table = code`{${joined(pairs, code`, `)}}`;
  const found = writer.set(hint, code`${table}.get(${safeText(held)}.strip(), '')`);
  return { text: found, present: code`${found}|trim`, absent: 'blank' };
}

/** One independent guard for each reason and value: MoEngage reports all that fire. */
function guardsOf(planned: readonly Planned[]): readonly Code[] {
  return distinct(
    planned.flatMap(({ field, held: { present, absent } }) => {
      if (field.missing.kind !== 'drop' || present === undefined) return [];
      const simple = absent === 'blank' || absent === 'undefined';
      const missing = simple ? code`not ${present}` : code`not (${present})`;
      const reason = literal(field.missing.reason);
      return [code`{% if ${missing} %}{% MOE_NOT_SEND(${reason}) %}{% endif %}`];
    }),
  );
}

/** The fields as a table of names and texts, and the loop that makes JSON of those that are there. */
function fieldsOf(planned: readonly Planned[]): Code {
  const groups = groupConditions(planned);
  const rows = planned.map(({ field, held }) => {
    const name = literal(JSON.stringify(field.name).slice(1, -1));
    return code`[${name}, ${cell(field, held, groups.get(groupOf(field.name) ?? ''))}]`;
  });
  return code`{% set sp_json = [] %}{% for sp_f, sp_t in [${joined(rows, code`, `)}] %}{% if sp_t is defined and sp_json.append(sp_f ~ '\x22:\x22' ~ sp_t.translate(sp_esc)) %}{% endif %}{% endfor %}`;
}

/** The text of a field in the table; Undefined leaves the field out. */
function cell({ missing }: MappedField, held: Held, group: readonly Code[] = []): Code {
  const other = missing.kind === 'default' ? missing.text : '';
  const filled = missing.kind === 'default' || missing.kind === 'empty';
  if (group.length === 0) return filled ? withDefault(held, literal(other)) : maybeText(held);
  const conditions = [...group, ...(filled || held.present === undefined ? [] : [held.present])];
  const text = filled ? code`(${withDefault(held, literal(other))})` : held.text;
  return code`${text} if ${joined(distinct(conditions), code` and `)}`;
}

function withDefault({ text, present, absent }: Held, other: Code): Code {
  if (present === undefined) return text;
  if (absent === 'undefined') return code`${text}|default(${other})`;
  return code`${text} if ${present} else ${other}`;
}

/** For each location and beacon that may be left out: the conditions under which it is complete. */
function groupConditions(planned: readonly Planned[]): ReadonlyMap<string, readonly Code[]> {
  const groups = new Map<string, readonly Code[]>();
  for (const { field, held } of planned) {
    const group = groupOf(field.name);
    const required = fieldNamed(field.name)?.group?.need === 'required';
    if (group === undefined || !required || field.missing.kind !== 'omit') continue;
    if (held.present === undefined) continue;
    groups.set(group, distinct([...(groups.get(group) ?? []), held.present]));
  }
  return groups;
}

function mayBeEmpty(planned: readonly Planned[]): boolean {
  const groups = groupConditions(planned);
  return planned.every(({ field, held }) => {
    if (groups.has(groupOf(field.name) ?? '')) return true;
    return field.missing.kind === 'omit' && held.present !== undefined;
  });
}

function linkOf(map: FieldMap, options: SnippetOptions, empty: boolean): readonly Code[] {
  const body = code`'{\x22' ~ sp_json|join('\x22,\x22') ~ '\x22}'`;
  const json = empty ? code`(${body} if sp_json else '{}')` : code`(${body})`;
  const url =
    map.base64 === 'url' ? code`|replace('+', '-')|replace('/', '_')|replace('=', '')` : code``;
  const start = literal(`${map.project.url}?data=`);
  const query = map.query.map(([name, value]) => `&${name}=${value}`).join('');
  const extra = query === '' ? code`` : code` ~ ${literal(query)}`;
  const signature = code`sp_url|convertToSHA256(${literal(options.secret)})|lower`;
  return [
    code`{% set sp_url = ${start} ~ ${json}|base64encode|replace('\n', '')${url} %}`,
    code`{% set longURL = sp_url ~ '\x26sig=' ~ ${signature}${extra} %}`,
  ];
}

/** Email keeps one statement a line and prints nothing; everywhere else the link is all that is printed. */
function layOut(lines: readonly Code[], { channel, skip }: SnippetOptions): string {
  if (!printsLink(channel)) {
    const newline = code`
`;
    return joined(lines, newline).toString();
  }
  const link = skip === 0 ? code`{{ longURL }}` : code`{{ longURL[${integer(skip)}:] }}`;
  return joined([...lines, link], code``).toString();
}
