import { FileSchema, inOrder, treeAt, unknownKeys, type Tree } from '../documents/index.ts';
import type { Finding, Span } from '../diagnostics/index.ts';
import { isChannel, type Channel } from './channels.ts';
import { CONFIG_SECTIONS, type DataCenter, type LintLevel } from './config-schema.ts';
import { attributesBy, type AttributeVariable } from './variables.ts';
import { EXAMPLE_HINT, readKind } from './file-kinds.ts';
import { PROFILE_FIELDS, type ProfileField, type ProfileValues } from './profile-fields.ts';
import { defaultProfile, forChannel, profileOf, type Answer, type Profile } from './profile.ts';

/** A profile, or why there is none; warnings may come with one. */
export type ReadProfile = { readonly profile?: Profile; readonly findings: readonly Finding[] };

const CODES = {
  unknownKey: 'profile/unknown-field',
  missingKey: 'profile/bad-value',
  wrongType: 'profile/bad-value',
  badValue: 'profile/bad-value',
};

/** The check of each section. Every scalar is read as the text that was written. */
export const CONFIG_FILES: ReadonlyMap<string, FileSchema> = new Map(
  Object.entries(CONFIG_SECTIONS).map(([name, schema]) => [
    name,
    new FileSchema(
      { ...schema, $id: `smartpass/config/${name}` },
      { whole: `the section '${name}'`, codes: CODES, areTexts: true },
    ),
  ]),
);

/**
 * Reads a smartpass.config.yaml (YAML or JSON) and gives the account profile of its section `profile`; a file without one gives
 * the defaults. Unknown sections and fields, wrong values, double keys and broken YAML are errors with their places, whichever
 * section they are in.
 */
export function readProfile(text: string, file: string): ReadProfile {
  const { tree, findings: said } = readKind(text, file, 'config');
  if (tree === undefined)
    return said.length > 0 ? { findings: said } : { profile: defaultProfile(), findings: said };
  if (tree.kind !== 'map') return { findings: [notAMapping(tree, file)] };
  const about = { tree, where: 'the configuration', known: [...CONFIG_FILES.keys()] };
  const findings = inOrder([
    ...said,
    ...unknownKeys(about, { file, code: 'profile/bad-file' }),
    ...[...CONFIG_FILES].flatMap(([name, schema]) =>
      checkSection(treeAt(tree, name), schema, file),
    ),
  ]);
  return findings.length > 0
    ? { findings }
    : { profile: assemble(treeAt(tree, 'profile')), findings };
}

/** The workspace of an account, as far as a configuration names it; its keys are never there. */
export type Workspace = { readonly id?: string; readonly dataCenter?: DataCenter };

/** A section of a configuration as it is written, undefined where there is none, and everything that is wrong with the file. */
type ReadSection = {
  readonly section: Tree | undefined;
  readonly findings: readonly Finding[];
};

/** Reads one section of a smartpass.config.yaml; findings and what else is checked are those of `readProfile`. */
export function readSection(text: string, file: string, name: string): ReadSection {
  const { findings } = readProfile(text, file);
  if (findings.length > 0) return { section: undefined, findings };
  const { tree } = readKind(text, file, 'config');
  const section = tree?.kind === 'map' ? treeAt(tree, name) : undefined;
  return { section: section?.kind === 'map' ? section : undefined, findings };
}

/** Reads the section `workspace` of a smartpass.config.yaml; findings and what else is checked are those of `readProfile`. */
export function readWorkspace(
  text: string,
  file: string,
): { readonly workspace: Workspace; readonly findings: readonly Finding[] } {
  const { section, findings } = readSection(text, file, 'workspace');
  const [id, dataCenter] = ['id', 'dataCenter'].map((key) => treeAt(section, key)?.text);
  return {
    workspace: {
      ...(id !== undefined && { id }),
      // The schema holds every value but these away.
      ...(dataCenter !== undefined && { dataCenter: dataCenter as DataCenter }),
    },
    findings,
  };
}

/**
 * The section `lint` of a configuration: the level of rules with the place of each, and all names of attributes that the account
 * has, by the variable that they are read from. A kind that is not listed is not known.
 */
export type LintSection = {
  readonly rules: ReadonlyMap<string, { readonly level: LintLevel; readonly span: Span }>;
  readonly attributes: ReadonlyMap<AttributeVariable['name'], readonly string[]>;
};

/** Reads the section `lint` of a smartpass.config.yaml; findings and what else is checked are those of `readProfile`. */
export function readLintSection(
  text: string,
  file: string,
): { readonly section: LintSection; readonly findings: readonly Finding[] } {
  const { section, findings } = readSection(text, file, 'lint');
  const rules = [...(treeAt(section, 'rules')?.entries ?? [])].map(
    // The schema holds every value but the levels away.
    ([name, { tree: level, keySpan: span }]) =>
      [name, { level: level.text as LintLevel, span }] as const,
  );
  const attributes = [...(treeAt(section, 'attributes')?.entries ?? [])].flatMap(
    ([name, { tree: list }]) => {
      const variable = attributesBy('section', name);
      return variable === undefined
        ? []
        : [[variable.name, list.items.map((item) => item.text)] as const];
    },
  );
  return { section: { rules: new Map(rules), attributes: new Map(attributes) }, findings };
}

/** Checks a profile that came as JSON, such as a case of `render --ndjson`; findings have no places. */
export function profileFromJson(json: unknown, channel?: Channel): ReadProfile {
  const text = JSON.stringify({ profile: json ?? 'null' }, (_key, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );
  const { profile, findings } = readProfile(text, '');
  if (profile === undefined)
    return { findings: findings.map(({ file: _file, span: _span, ...finding }) => finding) };
  return { profile: channel === undefined ? profile : forChannel(profile, channel), findings };
}

function checkSection(
  tree: Tree | undefined,
  schema: FileSchema,
  file: string,
): readonly Finding[] {
  const isAbsent = tree === undefined || (tree.kind === 'null' && tree.isPlain === true);
  return isAbsent || isUsual(tree) ? [] : schema.check(tree, file);
}

/** Whether a section is a profile whose fields have bare values: the usual case, which needs no schema to be compiled. */
function isUsual({ kind, entries }: Tree): boolean {
  return (
    kind === 'map' &&
    [...entries].every(([name, { tree }]) => {
      const values: ReadonlyMap<unknown, string> | undefined = PROFILE_FIELDS.get(
        name as ProfileField,
      )?.values;
      return values?.has(tree.text) === true;
    })
  );
}

function notAMapping(tree: Tree, file: string): Finding {
  const message = "the configuration must be a mapping with a section 'profile'";
  return {
    code: 'profile/bad-file',
    severity: 'error',
    message,
    hint: EXAMPLE_HINT,
    file,
    span: tree.span,
  };
}

function assemble(section: Tree | undefined): Profile {
  const answers = new Map<ProfileField, Answer>();
  const nullByChannel = new Map<Channel, Answer<ProfileValues['null']>>();
  for (const [name, { tree }] of section?.entries ?? []) {
    const isByChannel = tree.kind === 'map' && !tree.entries.has('value');
    if (!isByChannel) answers.set(name as ProfileField, answerOf(tree));
    else
      for (const [key, { tree: one }] of tree.entries)
        if (isChannel(key)) nullByChannel.set(key, answerOf(one) as Answer<ProfileValues['null']>);
  }
  return profileOf(answers, nullByChannel);
}

function answerOf(tree: Tree): Answer {
  if (tree.kind !== 'map') return { value: tree.text };
  const parts = [...tree.entries].map(([key, { tree: part }]) => [key, part.text]);
  return Object.fromEntries(parts) as Answer;
}
