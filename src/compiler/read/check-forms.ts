import type { Finding, Span } from '../../diagnostics/index.ts';
import { checkValue, expectedForm, fieldNamed } from '../../passkit/index.ts';
import { CALLING_RULES } from '../calling-codes.ts';
import { type FieldMap, type MappedField, isConstant } from '../field-map.ts';
import { OPTIONS_OF } from '../schema-conversions.ts';
import { findingAt, type Checked } from './checked.ts';
import { flowText, treeAt, type Tree } from '../../documents/index.ts';

/** An example of a value as a file has it: a number or date needs no quotes, a colour or telephone number does. */
function inFile(example: string, file: string): string {
  return /^[\w-]/.test(example) ? example : flowText(example, file);
}

/** Literals, defaults and looked-up values that do not suit their field, and attributes that go into it as they come. */
export function checkForms({ map, trees }: Checked): readonly Finding[] {
  return map.fields.flatMap((field) => {
    const { type = 'text', example } = fieldNamed(field.name) ?? {};
    const such =
      example === undefined ? undefined : `write ${inFile(example, map.file)}, for example`;
    const tree = trees.get(field.name);
    const findings: Finding[] = [];
    const check = (text: string, span: Span | undefined, what: string): void => {
      const problem = checkValue(type, text);
      if (problem === undefined || span === undefined || text.trim() === '') return;
      const message = `${what} of ${field.name} is '${text}', expected ${problem.expected}`;
      const { hint = such, severity } = problem;
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
    const bare =
      field.conversion.to === 'text' && field.lookup === undefined && !isConstant(field.source);
    if (type !== 'phone' || !bare || tree?.entries.has('as') === true) return findings;
    const message = `${field.name} expects ${expectedForm(type)}, and its value goes in as it comes`;
    const hint = 'add as: phone';
    return [
      ...findings,
      findingAt(map, field.span, { code: 'map/unconverted', severity: 'warning', message, hint }),
    ];
  });
}

/** Settings that have no effect where they are, and look-up keys that no attribute prints. */
export function checkOptions({ map, trees }: Checked): readonly Finding[] {
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
    for (const [option, owners] of OPTIONS_OF) {
      const whose = owners.map((owner) => `as: ${owner}`).join(' and ');
      if (!owners.includes(to)) unused(option, `it belongs to ${whose}`);
    }
    if (field.source.kind === 'value') {
      for (const key of ['missing', 'as', 'map', 'transform'])
        unused(key, 'a literal is taken as it is written');
    }
    findings.push(...collidingKeys(map, treeAt(tree, 'map')));
    if (to !== 'boolean') findings.push(...booleanKeys(map, field, treeAt(tree, 'map')));
    if (tree !== undefined) findings.push(...wrongOptions(map, tree));
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

/** Keys that are the same text once they are stripped, as the values that they are compared with are. */
function collidingKeys(map: FieldMap, tree: Tree | undefined): Finding[] {
  const seen = new Set<string>();
  return [...(tree?.entries ?? [])].flatMap(([key, { keySpan }]) => {
    const text = key.trim();
    const isTwice = seen.has(text);
    seen.add(text);
    if (!isTwice) return [];
    const message = `the key '${text}' is given twice: keys are compared as text, without white space at their ends`;
    const hint = 'keep one of them';
    return [findingAt(map, keySpan, { code: 'map/colliding-keys', message, hint })];
  });
}

/** A country without telephone numbers, and bounds that leave nothing. */
function wrongOptions(map: FieldMap, tree: Tree): Finding[] {
  const findings: Finding[] = [];
  const country = tree.entries.get('country')?.tree;
  if (
    country !== undefined &&
    /^[A-Z]{2}$/.test(country.text) &&
    !CALLING_RULES.has(country.text)
  ) {
    const message = `the country '${country.text}' is not known, expected two letters of ISO 3166 such as GB`;
    const hint = 'write country: GB, for example';
    findings.push(findingAt(map, country.span, { code: 'map/bad-value', message, hint }));
  }
  const [min, max] = ['min', 'max'].map((key) => tree.entries.get(key)?.tree);
  if (min !== undefined && max !== undefined && Number(min.text) > Number(max.text)) {
    const message = `max is ${max.text}, less than min, which is ${min.text}`;
    const hint = 'exchange the two numbers';
    findings.push(findingAt(map, max.span, { code: 'map/bad-value', message, hint }));
  }
  return findings;
}
