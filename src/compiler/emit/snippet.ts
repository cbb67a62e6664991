import { printsLink, type Channel } from '../../account/index.ts';
import { type FieldMap, type MappedField } from '../field-map.ts';
import { Converter } from './convert/convert.ts';
import { tableOf } from './convert/signs.ts';
import { code, comment, integer, joined, literal, type Code } from './fragments.ts';
import {
  atom,
  certain,
  conditionOf,
  distinct,
  isSimple,
  selfTelling,
  valueOf,
  type Held,
} from './held.ts';
import { breaksGroup, payloadOf, type Planned } from './payload.ts';
import { Reader } from './sources.ts';
import { transform } from './transforms.ts';
import { Values } from './values.ts';
import { Writer } from './writer.ts';

/**
 * What the text of a snippet depends on besides the map. `prints` says whether it prints the link at its end, `skip` how much
 * of the link a button's base URL holds.
 */
type SnippetOptions = {
  readonly channel: Channel;
  readonly header: string;
  readonly secret: string;
  readonly prints: boolean;
  readonly skip: number;
};

/**
 * The Jinja text that builds the link of a map: the attributes are read, values converted, users without a needed value
 * dropped, and then the fields put together as JSON, encoded and signed.
 */
export function writeSnippet(map: FieldMap, options: SnippetOptions): string {
  const isLined = !printsLink(options.channel);
  const values = new Values(isLined);
  const early = new Writer();
  const late = new Writer(early);
  const parts: Parts = {
    late,
    reader: new Reader(values, early),
    converter: new Converter(values, late, isLined),
  };
  const planned = map.fields.map((field) => ({ field, held: hold(parts, field) }));
  parts.reader.flush();
  const lines = [
    code`{# ${comment(options.header)} #}`,
    ...values.statements(),
    ...early.statements,
    ...parts.converter.statements(),
    ...late.statements,
    ...guardsOf(planned),
    ...payloadOf(planned, isLined),
    ...linkOf(map, options),
  ];
  return layOut(lines, options);
}

type Parts = { readonly late: Writer; readonly reader: Reader; readonly converter: Converter };

/** Reads, transforms, converts and looks up the value of a field. */
function hold({ late, reader, converter }: Parts, field: MappedField): Held {
  const { source, transforms, conversion, lookup } = field;
  const hint = field.name.slice(field.name.lastIndexOf('.') + 1);
  if (source.kind === 'value') return certain(literal(source.text));
  const read = reader.read(source, conversion.to === 'repr' ? 'printed' : 'text', hint);
  const settle = (held: Held): Held => settled(late, held, field, hint);
  const converted = converter.convert(transform(read, transforms), conversion, hint);
  if (lookup === undefined) return settle(converted);
  const key = code`${atom(valueOf(converted))}`;
  const isText = conversion.to === 'text' || conversion.to === 'repr';
  const pairs = lookup.filter(([, to]) => to.trim() !== '');
  const found = code`${tableOf(pairs)}.get(${isText ? code`${key}.strip()` : valueOf(converted)})`;
  return settle(selfTelling(found));
}

/** A value that is used more than once and is not simple goes into a variable. */
function settled(late: Writer, held: Held, field: MappedField, hint: string): Held {
  const { missing } = field;
  const isMember = breaksGroup(field);
  if (held.when.length === 0 || (missing.kind !== 'drop' && !isMember)) return held;
  const isPlain = isSimple(held.text) && held.when.every(isSimple);
  const isGuarded = !isMember && (isSimple(held.text) || held.when.every(isSimple));
  return isPlain || isGuarded ? held : selfTelling(late.set(hint, valueOf(held)));
}

/** One independent guard for each reason and value: MoEngage reports all that fire. */
function guardsOf(planned: readonly Planned[]): readonly Code[] {
  return distinct(
    planned.flatMap(({ field, held }) => {
      if (field.missing.kind !== 'drop' || held.when.length === 0) return [];
      const reason = literal(field.missing.reason);
      return [
        code`{% if not ${atom(conditionOf(held))} %}{% MOE_NOT_SEND(${reason}) %}{% endif %}`,
      ];
    }),
  );
}

/** The payload as JSON (control characters escaped, as `|format` writes their numbers), encoded and signed. */
function linkOf(map: FieldMap, options: SnippetOptions): readonly Code[] {
  const escapes = code`(('\\u%04x '*32)|format(*range(32))).split()`;
  const json = code`('{'~sp_j|join(',')~'}').translate(${escapes})`;
  const url =
    map.base64 === 'url' ? code`|replace('+','-')|replace('/','_')|replace('=','')` : code``;
  const start = literal(`${map.project.url}?data=`);
  const query = map.query.map(([name, value]) => `&${name}=${value}`).join('');
  const extra = query === '' ? code`` : code` ~ ${literal(query)}`;
  const signature = code`sp_u|convertToSHA256(${literal(options.secret)})|lower`;
  return [
    code`{% set sp_u = ${start}~${json}|base64encode|replace('\n','')${url} %}`,
    code`{% set longURL = sp_u~'\x26sig='~${signature}${extra} %}`,
  ];
}

/** Where HTML around the snippet prints the link, each statement has a line of its own; elsewhere line breaks would be printed. */
function layOut(lines: readonly Code[], { channel, prints, skip }: SnippetOptions): string {
  if (!printsLink(channel)) {
    const newline = code`
`;
    return joined(lines, newline).toString();
  }
  if (!prints) return joined(lines, code``).toString();
  const link = skip === 0 ? code`{{ longURL }}` : code`{{ longURL[${integer(skip)}:] }}`;
  return joined([...lines, link], code``).toString();
}
