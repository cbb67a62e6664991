import { readFileSync } from 'node:fs';
import { CONVERSION_NAMES } from '../src/compiler/index.ts';
import { Dict, floatRepr, parseJson, PyFloat, str, type Value } from '../src/jinja/index.ts';

const FOLDER = new URL('../fixtures/compiler/conversions/', import.meta.url);

/** For each conversion what it makes of which form: the cases that its tests hold it to, as tables of Markdown. */
export function conversionTables(): readonly string[] {
  return CONVERSION_NAMES.filter((name) => name !== 'repr').flatMap((name) => {
    const data = parseJson(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8')) as Dict;
    const groups = data.get('groups') as Value[] as Dict[];
    return [`### as: ${name}`, '', textOf(data.get('about')), '', ...groups.flatMap(table)];
  });
}

function table(group: Dict): string[] {
  const options = group.get('options') as Dict;
  const said = [...options.entries()].map(([key, value]) => `${str(key)}: ${textOf(value)}`);
  const rows = (group.get('cases') as Value[] as Dict[]).map((one) => {
    const answer = one.get('answer') ?? null;
    const made = answer === null ? 'missing' : `\`${cell(str(answer))}\``;
    return `| \`${cell(written(one.get('value') ?? null))}\` | ${made} | ${cell(textOf(one.get('source')))} |`;
  });
  return [
    `\`${said.join(', ')}\``,
    '',
    '| value | answer | because |',
    '|---|---|---|',
    ...rows,
    '',
  ];
}

/** A value as a fixture user writes it: text in quotes, with escapes for what nobody would see. */
function written(value: Value): string {
  if (value instanceof PyFloat) return floatRepr(value.value);
  if (Array.isArray(value)) return `[${value.map(written).join(', ')}]`;
  if (value instanceof Dict)
    return `{ ${[...value.entries()].map(([key, inner]) => `${str(key)}: ${written(inner)}`).join(', ')} }`;
  if (typeof value !== 'string') return value === null ? 'null' : str(value).toLowerCase();
  return JSON.stringify(value).replaceAll(
    /[\u00a0\u00ad\u2000-\u206f\ufeff]/g,
    (sign) => `\\u${(sign.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}

function textOf(value: Value | undefined): string {
  return value === undefined ? '' : str(value);
}

function cell(text: string): string {
  return text.replaceAll('|', String.raw`\|`).replaceAll('\n', ' ');
}
