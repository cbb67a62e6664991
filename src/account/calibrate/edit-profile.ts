import {
  isAlias,
  isMap,
  isScalar,
  Scalar,
  YAMLMap,
  type Document,
  type Node,
  type Pair,
} from 'yaml';
import { spanOf, type Finding } from '../../diagnostics/index.ts';
import { CHANNELS, type Channel } from '../channels.ts';
import type { ProfileField } from '../profile-fields.ts';
import type { Answer } from '../profile.ts';
import { readProfile } from '../read-config.ts';
import { parseYaml } from '../../documents/index.ts';

/** An answer to write down; `channel` for an answer about `null` that holds in one channel. */
export type ProfileChange = {
  readonly field: ProfileField;
  readonly channel?: Channel;
  readonly answer: Required<Answer>;
};

/** The new text of the file, and what was in each change's place before; or why it cannot be changed. */
export type EditedProfile = {
  readonly text?: string;
  readonly before: readonly (string | undefined)[];
  readonly findings: readonly Finding[];
};

/**
 * Writes answers into the `profile:` of a smartpass.config.yaml and leaves comments and everything else alone. `text` is ''
 * for a file that is not there yet. A file with findings is not changed.
 */
export function editProfile(
  text: string,
  file: string,
  changes: readonly ProfileChange[],
): EditedProfile {
  const { findings } = readProfile(text, file);
  if (findings.length > 0) return { before: [], findings };
  const bare = text.replace(/^\uFEFF/, '');
  const document: Document = parseYaml(bare, 'core');
  if (document.contents === null) document.contents = new YAMLMap();
  const alias = aliasIn(document.contents as YAMLMap);
  if (alias !== undefined) {
    const [start = 0, end = 0] = alias.range ?? [];
    const finding: Finding = {
      code: 'profile/bad-file',
      severity: 'error',
      message: 'the profile is an alias of another part of the file: it cannot be changed',
      hint: 'write the profile out in its own place',
      file,
      span: spanOf(bare, start, end),
    };
    return { before: [], findings: [finding] };
  }
  const profile = mapUnder(document.contents as YAMLMap, 'profile');
  const before = changes.map((change) => apply(document, profile, change));
  let written = document.toString({ lineWidth: 0 });
  if (text.includes('\r\n')) written = written.replaceAll(/\r?\n/g, '\r\n');
  return { text: text.startsWith('\uFEFF') ? `\uFEFF${written}` : written, before, findings };
}

function apply(document: Document, profile: YAMLMap, change: ProfileChange): string | undefined {
  const { field, channel, answer } = change;
  if (channel === undefined) return put(document, profile, field, answer);
  const old = pairOf(profile, field)?.value as Node | null | undefined;
  if (!isMap(old) || old.has('value')) {
    const byChannel = new YAMLMap();
    // One answer for all channels becomes one for each, so that the others keep theirs.
    if (old !== undefined && old !== null) {
      byChannel.commentBefore = old.comment ?? old.commentBefore ?? null;
      for (const name of CHANNELS.keys()) byChannel.set(name, withoutComments(old));
    }
    place(profile, field, byChannel);
  }
  return put(document, pairOf(profile, field)?.value as YAMLMap, channel, answer);
}

/** Puts an answer under a key, in the old one's place and with its comments. Gives the old value. */
function put(
  document: Document,
  map: YAMLMap,
  key: string,
  answer: Required<Answer>,
): string | undefined {
  const old = pairOf(map, key)?.value as Node | null | undefined;
  const node = document.createNode(answer);
  if (map.flow === true) node.flow = true;
  if (isScalar(old) && old.comment != null) node.commentBefore = old.comment;
  if (isMap(old)) {
    if (old.comment != null) node.comment = old.comment;
    if (old.commentBefore != null) node.commentBefore = old.commentBefore;
  }
  place(map, key, node);
  return textOf(isMap(old) ? old.get('value', true) : old);
}

function withoutComments(node: Node): Node {
  const copy = node.clone() as Node;
  copy.comment = null;
  copy.commentBefore = null;
  return copy;
}

function place(map: YAMLMap, key: string, value: Node): void {
  const pair = pairOf(map, key);
  if (pair !== undefined) pair.value = value;
  // A key `null` is written bare, as people write it: this file is read with every scalar as text.
  else map.set(key === 'null' ? new Scalar(null) : new Scalar(key), value);
}

function pairOf(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find(
    ({ key: node }) => isScalar(node) && (node.source ?? String(node.value)) === key,
  );
}

function mapUnder(root: YAMLMap, key: string): YAMLMap {
  const value = pairOf(root, key)?.value;
  if (isMap(value)) return value;
  const made = new YAMLMap();
  place(root, key, made);
  return made;
}

function aliasIn(root: YAMLMap): Node | undefined {
  const value = pairOf(root, 'profile')?.value;
  return isAlias(value) ? value : undefined;
}

function textOf(node: Node | null | undefined): string | undefined {
  return isScalar(node) ? (node.source ?? String(node.value)) : undefined;
}
