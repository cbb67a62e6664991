import { isMap, type Node } from 'yaml';
import type { Finding } from '../diagnostics/index.ts';
import {
  toValue,
  unknownKeys,
  findingAt,
  pairsOf,
  readYaml,
  valueAt,
  type YamlFile,
} from '../documents/index.ts';
import { Dict, type Value } from '../jinja/values/index.ts';
import { checkAttributeName } from './reserved.ts';
import { RECIPIENT_VARIABLES } from './variables.ts';

/**
 * One user that a campaign may reach: `user` is the profile; the others are what the campaign brings along, each absent
 * where the fixture has none. A key that is not in a dict is an attribute that the user does not have.
 */
export type Recipient = {
  readonly user: Dict;
  readonly event?: Dict;
  readonly businessEvent?: Dict;
  readonly campaign?: Dict;
  readonly productSets?: Dict;
};

/** A recipient with warnings, or the errors that there is none for. */
export type ReadRecipient = {
  readonly recipient?: Recipient;
  readonly findings: readonly Finding[];
};

/**
 * Reads a fixture user (`fixtures/users/*.yaml`, or JSON): sections `user` (needed), `event`, `business-event`, `campaign`
 * and `product-sets`, each a mapping; `note` is for people. Nothing is lost: `10.0` stays a float, a 20-digit id stays
 * exact, and a missing key, null, "" and " " stay four different things. Names that MoEngage reserves are warnings.
 */
export function readRecipient(text: string, file: string): ReadRecipient {
  const source = readYaml(text, file, 'core');
  if (source.findings.length > 0) return { findings: source.findings };
  const root = source.document.contents;
  if (!isMap(root)) {
    const message = "a fixture user must be a mapping with a section 'user'";
    return { findings: [findingAt(source, root, { code: 'fixture/wrong-type', message })] };
  }
  const sections = RECIPIENT_VARIABLES.map(({ section }) => section);
  const errors = unknownKeys(source, root, [...sections, 'note'], 'a fixture user');
  if (valueAt(root, 'user') === undefined && errors.length === 0) {
    const message = "a fixture user needs a section 'user'";
    errors.push(findingAt(source, root, { code: 'fixture/missing-key', message }));
  }
  const made = new Map<keyof Recipient, Dict>();
  for (const { section: key, part: target } of RECIPIENT_VARIABLES) {
    const node = valueAt(root, key);
    if (node === undefined) continue;
    const { value, findings } = readSection(source, node, key);
    errors.push(...findings);
    if (value !== undefined) made.set(target, value);
  }
  if (errors.length > 0) return { findings: errors };
  const recipient = { user: new Dict(), ...Object.fromEntries(made) };
  return { recipient, findings: warnings(source, root) };
}

/**
 * Reads a file that is one mapping: an event's attributes, or product sets (name -> list of items). Its value is a dict.
 */
export function readMapping(
  text: string,
  file: string,
  what: string,
): { readonly value?: Dict; readonly findings: readonly Finding[] } {
  const source = readYaml(text, file, 'core');
  if (source.findings.length > 0) return { findings: source.findings };
  return readSection(source, source.document.contents, what);
}

function readSection(
  source: YamlFile,
  node: Node | null,
  what: string,
): { readonly value?: Dict; readonly findings: readonly Finding[] } {
  const { value, findings } = toValue(source, node);
  if (value instanceof Dict) return { value, findings };
  if (findings.length > 0) return { findings };
  const message = `'${what}' must be a mapping, not ${describe(value ?? null)}`;
  const hint = value === null ? 'write {} for one that is empty' : undefined;
  return { findings: [findingAt(source, node, { code: 'fixture/wrong-type', message, hint })] };
}

function warnings(source: YamlFile, root: Node): Finding[] {
  return (['user', 'event'] as const).flatMap((kind) => {
    const section = valueAt(root, kind);
    if (!isMap(section)) return [];
    return pairsOf(section).flatMap(({ key, keyNode }) =>
      checkAttributeName(kind, key).map((finding): Finding => {
        const span = source.spanOf(keyNode);
        return { ...finding, file: source.file, ...(span !== undefined && { span }) };
      }),
    );
  });
}

function describe(value: Value): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'string' ? 'a text' : 'a single value';
}
