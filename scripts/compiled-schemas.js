/**
 * What takes the place of `src/documents/compile-schema.ts` in the built package: the checks of all schemas of files, as code that ajv writes. So a command
 * need not compile them at its start, and a page in a browser need not allow code to be made from text.
 */
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { build } from 'rolldown';

const MODULE = resolve('src/documents/compile-schema.ts');

/** A plugin of rolldown, with the checks of all schemas, or of those that are named alone. */
export async function compiledSchemas(used) {
  const code = await checksAsCode(used);
  return {
    name: 'compiled schemas',
    load: (id) => (id === MODULE ? { code, moduleType: 'js' } : undefined),
  };
}

async function checksAsCode(used) {
  const dir = '.tmp/file-schemas';
  const input = { schemas: 'scripts/file-schemas.ts', compile: 'src/documents/compile-schema.ts' };
  await build({ input, platform: 'node', external: /^[^./]/, output: { dir, format: 'esm' } });
  const load = (name) => import(pathToFileURL(join(resolve(dir), `${name}.js`)).href);
  const [{ FILE_SCHEMAS }, { AJV_OPTIONS }] = [await load('schemas'), await load('compile')];
  const schemas = FILE_SCHEMAS.filter(({ $id }) => used?.includes($id) ?? true);
  const ajv = new Ajv2020({
    ...AJV_OPTIONS,
    // A part that is referred to is a function of its own, and nobody reads ajv's sentences.
    inlineRefs: false,
    messages: false,
    code: { source: true, esm: true, optimize: 2 },
  });
  // No schema has `unevaluatedProperties` or `$dynamicRef`, which checks would carry along.
  Object.assign(ajv.opts, { unevaluated: false, dynamicRef: false });
  for (const schema of schemas) ajv.addSchema(withSharedParts(schema));
  const names = schemas.map(({ $id }, at) => [`check${at}`, $id]);
  const written = standaloneCode(ajv, Object.fromEntries(names));
  // Even as an ES module the code asks for its helpers by `require`.
  const helpers = [];
  const body = shortened(written).replaceAll(
    /const (\w+)\s*=\s*require\("([^"]+)"\)\.default;/g,
    (_, name, from) => {
      helpers.push(`import ${name}Module from ${JSON.stringify(`${from}.js`)};`);
      return `const ${name} = ${name}Module.default;`;
    },
  );
  if (/\brequire\(/.test(body)) throw new Error('a helper of ajv is asked for in another way');
  const table = names.map(([name, id]) => `[${JSON.stringify(id)}, ${name}]`).join(', ');
  return [
    ...helpers,
    ADD_ERROR,
    body,
    `const CHECKS = new Map([${table}]);`,
    'export const AJV_OPTIONS = {};',
    'export function compileSchema({ $id }) {',
    '  const check = CHECKS.get($id);',
    '  if (check === undefined) throw new Error(`there is no check of ${$id}`);',
    '  return check;',
    '}',
  ].join('\n');
}

/** How a check notes an error: what `documents/schema.ts` asks of it, and no more. */
const ADD_ERROR = `function addError(errors, instancePath, keyword, params, parentSchema) {
  const error = { instancePath, keyword, params, parentSchema };
  return errors === null ? [error] : (errors.push(error), errors);
}`;

const ERROR =
  /const (err\d+) = \{instancePath(:[^]*?)?,schemaPath:"(?:[^"\\]|\\.)*",keyword:("\w+"),params:([^]*?),schema:[^]*?,parentSchema:(\w[^]*?),data(?::[^]*?)?\};if\(vErrors === null\)\{vErrors = \[\1\];\}else ?\{vErrors\.push\(\1\);\}/g;

/** The code of checks, a third as long: each error is noted by one function, and what is not asked for is left out. */
function shortened(code) {
  const short = code
    .replaceAll(
      ERROR,
      (_, _name, path, keyword, params, parent) =>
        `vErrors = addError(vErrors,${path?.slice(1) ?? 'instancePath'},${keyword},${params},${parent});`,
    )
    // Nobody asks what a value is in.
    .replaceAll(', parentData, parentDataProperty, rootData=data', '')
    .replaceAll(
      /,parentData(?::[\w.]+(?:\[[^\]]*\])?)?,parentDataProperty(?::(?:\w+|"(?:[^"\\]|\\.)*"))?,rootData/g,
      '',
    )
    .replaceAll(/const schema\d+ = (\{.*?\});(?=const |function )/g, withoutParts);
  for (const left of ['schemaPath:', 'evaluated', 'parentData'])
    if (short.includes(left))
      throw new Error(
        `ajv writes '${left}' in another way: ${short.slice(short.indexOf(left) - 60, short.indexOf(left) + 100)}`,
      );
  return short;
}

/** A schema without the parts that it refers to, which are schemas of their own in the code, and without the names that editors show. */
function withoutParts(whole, json) {
  const { $defs: _, ...rest } = JSON.parse(json);
  const short = JSON.stringify(rest, (key, value) =>
    key === 'title' && typeof value === 'string' ? undefined : value,
  );
  return whole.replace(json, () => short);
}

/** Keywords whose value is a schema, a list of schemas, or schemas by name. */
const ONE = new Set([
  'additionalProperties',
  'contains',
  'else',
  'if',
  'items',
  'not',
  'propertyNames',
  'then',
]);
const LISTS = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems']);
const MAPS = new Set(['$defs', 'patternProperties', 'properties']);

function mapParts(schema, change) {
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema).map(([key, value]) => {
    if (ONE.has(key)) return [key, change(value)];
    if (LISTS.has(key)) return [key, value.map(change)];
    if (!MAPS.has(key)) return [key, value];
    return [
      key,
      Object.fromEntries(Object.entries(value).map(([name, part]) => [name, change(part)])),
    ];
  });
  return Object.fromEntries(entries);
}

/** A schema in which a part that is there several times is written once, below `$defs`: the code is then a third as long. */
function withSharedParts(schema) {
  const counts = new Map();
  const count = (part) => {
    const text = JSON.stringify(part);
    counts.set(text, (counts.get(text) ?? 0) + 1);
    if (counts.get(text) === 1) mapParts(part, count);
    return part;
  };
  count(schema);
  const shared = new Map();
  const share = (part) => {
    const text = JSON.stringify(part);
    if (text.length < 100 || counts.get(text) === 1 || '$ref' in part) return mapParts(part, share);
    const known = shared.get(text) ?? { name: `part${shared.size}`, part: undefined };
    if (!shared.has(text)) {
      shared.set(text, known);
      known.part = mapParts(part, share);
    }
    return { $ref: `#/$defs/${known.name}` };
  };
  const made = mapParts(schema, share);
  const parts = Object.fromEntries([...shared.values()].map(({ name, part }) => [name, part]));
  return { ...made, $defs: { ...made.$defs, ...parts } };
}
