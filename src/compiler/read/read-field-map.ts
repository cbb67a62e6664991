import type { Finding, Secrets } from '../../diagnostics/index.ts';
import type { FieldMap } from '../field-map.ts';
import { buildMap } from './build.ts';
import { checkMap } from './check.ts';
import { fieldTree, isGuideForm, readGuideForm, textTree } from './guide-form.ts';
import { readKind } from '../../account/index.ts';
import { inOrder, type Tree } from '../../documents/index.ts';
import { learnMapSecrets, learnPromised } from './secrets.ts';
import { validateTree } from './validate.ts';

/**
 * `projectUrl` is needed for a payload as the guide writes it, which names none; a field map's own URL wins. `secrets` learns what
 * the map holds and should not.
 */
export type ReadOptions = {
  readonly projectUrl?: string | undefined;
  readonly secrets?: Secrets | undefined;
};

/** The map, where nothing is wrong with it (warnings aside), and everything that is. */
export type ReadFieldMap = { readonly map?: FieldMap; readonly findings: readonly Finding[] };

/**
 * Reads a field map: YAML, JSON, or a payload as PassKit's guide for MoEngage writes it. All findings are given at once, in
 * the order of the file, each with its place. `file` is only named in findings and in the map.
 */
export function readFieldMap(text: string, file: string, options: ReadOptions = {}): ReadFieldMap {
  const normal = text.replaceAll('\r\n', '\n');
  const { tree, findings } = isGuideForm(normal)
    ? guideTree(normal, file, options)
    : readKind(normal, file, 'map');
  if (tree === undefined) {
    if (options.secrets !== undefined) learnPromised(normal, options.secrets);
    return { findings: findings.length > 0 ? findings : [emptyFile(file)] };
  }
  const said = validateTree(tree, file);
  if (options.secrets !== undefined) learnMapSecrets({ tree, text: normal }, said, options.secrets);
  const built = buildMap(tree, { text: normal, file });
  const all = [...findings, ...said, ...built.findings, ...checkMap({ ...built, root: tree })];
  const open = openFields(tree, file);
  const isOpen = ({ span }: Finding): boolean => open.some((one) => one.span === span);
  const sorted = inOrder([...all.filter((one) => !isOpen(one)), ...open]);
  return sorted.some(({ severity }) => severity === 'error')
    ? { findings: sorted }
    : { map: built.map, findings: sorted };
}

/** What `adopt` left to be filled in: `person.forename: TODO`. */
function openFields({ entries }: Tree, file: string): readonly Finding[] {
  return [...(entries.get('fields')?.tree.entries ?? [])]
    .filter(([, { tree }]) => tree.kind === 'text' && tree.text === 'TODO')
    .map(([name, { tree }]) => ({
      code: 'map/todo',
      severity: 'error',
      message: `'${name}' is left open: adopt did not understand what the template puts there`,
      hint: 'write where its value comes from, such as { user: First Name, missing: omit }, or take the field out',
      file,
      span: tree.span,
    }));
}

function guideTree(
  text: string,
  file: string,
  { projectUrl }: ReadOptions,
): { tree?: Tree; findings: readonly Finding[] } {
  const { fields, findings } = readGuideForm(text, file);
  if (findings.some(({ code }) => code === 'map/syntax')) return { findings };
  const { span } = fields;
  if (projectUrl === undefined) {
    const missing: Finding = {
      code: 'map/no-project-url',
      severity: 'error',
      message: 'a payload as the guide writes it names no project URL',
      hint: 'give it with --project-url https://pub1.pskt.io/c/…, or write a field map with project: { url: … }',
      file,
      span: { start: span.start, end: { line: span.start.line, column: span.start.column + 1 } },
    };
    return { findings: [...findings, missing] };
  }
  const start = { start: span.start, end: span.start };
  const project = fieldTree(start, [['url', textTree(start, projectUrl)]]);
  const version: Tree = { ...textTree(start, '1'), kind: 'number' };
  const tree = fieldTree(start, [
    ['smartpass', version],
    ['project', project],
    ['fields', fields],
  ]);
  return { tree, findings };
}

function emptyFile(file: string): Finding {
  const start = { line: 1, column: 1 };
  const hint = 'write smartpass: 1, project: { url: … } and fields:';
  return {
    code: 'map/syntax',
    severity: 'error',
    message: 'the file is empty, expected a field map',
    hint,
    file,
    span: { start, end: start },
  };
}
