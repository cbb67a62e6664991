import type { Finding, Span } from '../../diagnostics/index.ts';
import { checkValue, fieldNamed, type ValueType } from '../../passkit/index.ts';
import { type FieldMap, type MappedField, isConstant } from '../field-map.ts';
import { findingAt, type Checked } from './checked.ts';
import { treeAt, type Tree } from '../../documents/index.ts';

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

/** Literals, defaults and looked-up values that do not suit their field, and attributes that go into it as they come. */
export function checkForms({ map, trees }: Checked): readonly Finding[] {
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
