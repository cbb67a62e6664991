import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { isMap, type Node } from 'yaml';
import { didYouMean, type Finding } from '../diagnostics/index.ts';
import { isChannel, type Channel } from './channels.ts';
import { PROFILE_FIELDS, type ProfileField, type ProfileValues } from './profile-fields.ts';
import { profileSchema } from './profile-schema.ts';
import { profileOf, type Answer, type Profile } from './profile.ts';
import { findingAt, pairsOf, readYaml, valueAt, type YamlFile } from '../documents/index.ts';

/** A profile, or why there is none; warnings may come with one. */
export type ReadProfile = { readonly profile?: Profile; readonly findings: readonly Finding[] };

/** The name of the file that the account profile is kept in. */
export const PROFILE_FILE = 'smartpass.config.yaml';

/**
 * Reads the `profile:` of a smartpass.config.yaml (YAML or JSON). A file without one gives the defaults. Unknown fields, wrong
 * values, double keys and broken YAML are positioned errors. `otherSections` are top-level keys that somebody else reads.
 */
export function readProfile(
  text: string,
  file: string,
  otherSections: readonly string[] = [],
): ReadProfile {
  const source = readYaml(text, file, 'failsafe');
  if (source.findings.length > 0) return { findings: source.findings };
  const root = source.document.contents;
  if (root === null) return { profile: profileOf(new Map(), new Map()), findings: [] };
  if (!isMap(root)) {
    const message = "the configuration must be a mapping with a section 'profile'";
    return { findings: [findingAt(source, root, { code: 'profile/bad-file', message })] };
  }
  const sections = ['profile', ...otherSections];
  const strangers = pairsOf(root).filter(({ key }) => !sections.includes(key));
  const findings = strangers.map(({ key, keyNode }) =>
    findingAt(source, keyNode, {
      code: 'profile/bad-file',
      message: `'${key}' is no section of the configuration`,
      hint: didYouMean(key, sections) ?? `the sections are: ${sections.join(', ')}`,
    }),
  );
  const section = valueAt(root, 'profile');
  const written: unknown =
    section === null || section === undefined ? {} : section.toJS(source.document);
  const problems = check(written === '' ? {} : written);
  findings.push(...problems.map((problem) => placed(problem, source, section)));
  if (findings.length > 0) return { findings };
  return { profile: assemble(written === '' ? {} : (written as Written)), findings };
}

/** Checks a profile that came as JSON, such as a case of `render --ndjson`; findings have no places. */
export function profileFromJson(json: unknown, channel?: Channel): ReadProfile {
  const written = textsOnly(json);
  const problems = check(written);
  if (problems.length === 0)
    return { profile: assemble(written as Written, channel), findings: [] };
  return {
    findings: problems.map(({ code, message, hint }) => ({
      code,
      severity: 'error',
      message,
      ...(hint !== undefined && { hint }),
    })),
  };
}

type WrittenAnswer = string | Answer;
type Written = {
  readonly [field: string]: WrittenAnswer | { readonly [channel: string]: WrittenAnswer };
};
type Problem = {
  readonly code: string;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly path: readonly string[];
  /** The key itself is wrong, not its value. */
  readonly atKey: boolean;
};

function check(written: unknown): Problem[] {
  if (isPlain(written)) return [];
  const validate = new Ajv2020({ allErrors: true, strict: false }).compile(profileSchema());
  if (validate(written)) return [];
  return (validate.errors ?? []).flatMap((error) => explain(error, written));
}

/** Whether every field is a bare value that it allows: the usual case, which needs no schema to be compiled. */
function isPlain(written: unknown): boolean {
  if (written === null || typeof written !== 'object' || Array.isArray(written)) return false;
  return Object.entries(written).every(([name, value]) => {
    const values: ReadonlyMap<unknown, string> | undefined = PROFILE_FIELDS.get(
      name as ProfileField,
    )?.values;
    return values?.has(value) === true;
  });
}

function explain(error: ErrorObject, written: unknown): Problem[] {
  const path = error.instancePath.split('/').slice(1).map(unescapePointer);
  const where = path.length === 0 ? 'the profile' : `'${path.join('.')}'`;
  const params = error.params as Record<string, unknown>;
  switch (error.keyword) {
    case 'if':
      return [];
    case 'additionalProperties': {
      const name = String(params['additionalProperty']);
      const known = path.length === 0 ? [...PROFILE_FIELDS.keys()] : knownKeys(path);
      const message = `${where} has no field '${name}'`;
      const hint = didYouMean(name, known) ?? `the fields are: ${known.join(', ')}`;
      return [{ code: 'profile/unknown-field', message, hint, path: [...path, name], atKey: true }];
    }
    case 'enum': {
      const allowed = (params['allowedValues'] as string[]).map(String);
      const got = valueIn(written, path);
      const shown = typeof got === 'string' ? `'${got}'` : 'something else';
      const message = `${where} must be ${allowed.slice(0, -1).join(', ')} or ${allowed.at(-1)}, not ${shown}`;
      const hint = typeof got === 'string' ? didYouMean(got, allowed) : undefined;
      return [{ code: 'profile/bad-value', message, hint, path, atKey: false }];
    }
    default: {
      const message =
        error.keyword === 'pattern'
          ? `${where} must be a date such as 2026-01-31`
          : `${where} ${error.message ?? 'is wrong'}`;
      return [{ code: 'profile/bad-value', message, path, atKey: false }];
    }
  }
}

function knownKeys(path: readonly string[]): string[] {
  return path[0] === 'null' && path.length === 1
    ? [
        'value',
        'date',
        'evidence',
        'email',
        'push',
        'sms',
        'whatsapp',
        'in-app',
        'osm',
        'cards',
        'connector',
      ]
    : ['value', 'date', 'evidence'];
}

function placed(problem: Problem, source: YamlFile, section: Node | null | undefined): Finding {
  let node: Node | null | undefined = section;
  const steps = problem.atKey ? problem.path.slice(0, -1) : problem.path;
  for (const step of steps) node = valueAt(node, step) ?? node;
  const name = problem.path.at(-1);
  const key =
    problem.atKey && isMap(node) ? pairsOf(node).find((pair) => pair.key === name) : undefined;
  return findingAt(source, key?.keyNode ?? node, problem);
}

function assemble(written: Written, channel?: Channel): Profile {
  const answers = new Map<ProfileField, Answer>();
  const nullByChannel = new Map<Channel, Answer<ProfileValues['null']>>();
  for (const [name, value] of Object.entries(written)) {
    if (typeof value === 'string') answers.set(name as ProfileField, { value });
    else if (isAnswer(value)) answers.set(name as ProfileField, value);
    else {
      for (const [key, one] of Object.entries(value)) {
        const answer = typeof one === 'string' ? { value: one } : one;
        if (isChannel(key)) nullByChannel.set(key, answer as Answer<ProfileValues['null']>);
      }
    }
  }
  return profileOf(answers, nullByChannel, channel);
}

function isAnswer(value: object): value is Answer {
  return 'value' in value;
}

/** Numbers as text, since the schema reads every scalar as text: `"jinja": 3.1`, `"base64Lines": 76`. */
function textsOnly(json: unknown): unknown {
  if (typeof json === 'number') return String(json);
  if (json === null || typeof json !== 'object' || Array.isArray(json)) return json;
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, textsOnly(value)]));
}

function valueIn(written: unknown, path: readonly string[]): unknown {
  let value = written;
  for (const step of path) {
    if (value === null || typeof value !== 'object') return undefined;
    value = Object.entries(value).find(([key]) => key === step)?.[1];
  }
  return value;
}

function unescapePointer(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}
