import { readdirSync, readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { readFieldMap, type FieldMap, type Known } from '../../src/compiler/index.ts';
import { Dict, fromJs, parseJson, type Value } from '../../src/jinja/index.ts';
import { readRecipient } from '../../src/account/index.ts';
import { filledLines } from '../json-lines.ts';

const MAPS = 'fixtures/compiler/maps';
const GUIDE_URL = 'https://pub1.pskt.io/c/a4hrop';

/** Every field map that must be right, by name: the fixtures, and those that ship. */
export function allMaps(): ReadonlyMap<string, FieldMap> {
  const files = readdirSync(MAPS).map((file) => `${MAPS}/${file}`);
  const shipped = ['loyalty-card', 'coupon'].map((name) => `templates/${name}/fieldmap.yaml`);
  return new Map([...files, ...shipped].map((file) => [nameOf(file), readMap(file)]));
}

function nameOf(file: string): string {
  const name = basename(file, extname(file));
  return name === 'fieldmap' ? (file.split('/').at(-2) ?? name) : name;
}

function readMap(file: string): FieldMap {
  const { map, findings } = readFieldMap(readFileSync(file, 'utf8'), file, {
    projectUrl: GUIDE_URL,
  });
  if (map === undefined) throw new Error(`${file}: ${JSON.stringify(findings)}`);
  return map;
}

const AUX: ReadonlyMap<string, object> = new Map<string, object>([
  ['s1', { name: 'Soho', 'opening hours': '9-17' }],
  ['s2', { name: null, 'opening hours': ' ' }],
  ['7', { name: 'Seven', 'opening hours': 'always' }],
]);

const outside: Pick<Known, 'auxRow' | 'contentApi'> = {
  auxRow: (_table, key) => {
    const row = AUX.get(key);
    return row === undefined ? undefined : fromJs(row);
  },
  contentApi: (_api, params) => {
    if (params.size === 0)
      return parseJson(
        '{"balance": {"total": 1250.0, "update": "today"}, "customer": "not found"}',
      );
    const known = params.get('id') === 'x' && params.get('kind') === 'all';
    return parseJson(known ? '{"history": [{"at": "2027 \\"now\\""}]}' : '{"history": []}');
  },
};

/** Every recipient of the recorded answers, by name, with the tables and APIs that the recording used. */
export function allRecipients(): ReadonlyMap<string, Known> {
  const lines = filledLines(readFileSync('fixtures/compiler/recipients.jsonl', 'utf8'));
  const own = lines.map((line): [string, Known] => {
    const data = parseJson(line) as Dict;
    const part = (key: string): Record<string, Value> => {
      const value = data.get(key);
      return value === undefined ? {} : { [key]: value };
    };
    const parts = ['user', 'event', 'businessEvent', 'campaign', 'productSets'].map(part);
    const known = Object.assign({ user: new Dict() }, ...parts, outside) as Known;
    return [data.get('id') as string, known];
  });
  const shared = readdirSync('fixtures/users').map((file): [string, Known] => {
    const { recipient, findings } = readRecipient(
      readFileSync(`fixtures/users/${file}`, 'utf8'),
      file,
    );
    if (recipient === undefined) throw new Error(JSON.stringify(findings));
    return [basename(file, '.yaml'), { ...recipient, ...outside }];
  });
  return new Map([...own, ...shared]);
}
