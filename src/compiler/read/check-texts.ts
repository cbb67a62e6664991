import { looksLikeSecret, type Finding } from '../../diagnostics/index.ts';
import { ATTRIBUTES, checkAttributeName } from '../../account/index.ts';
import { fieldNamed } from '../../passkit/index.ts';
import { findingAt, type Checked } from './checked.ts';
import type { Tree } from '../../documents/index.ts';

const CODE = /\$\{|\{\{|\{%|\{#|%\}|\}\}|\b(?:User|Event)Attribute\s*\[|MOE_NOT_SEND/;
const SHOWN_AS_CODE =
  'it goes into the link as it is; an attribute is written { user: First Name } or text: "{user:First Name}"';

/** What is wrong with the texts of a map: literals, defaults, drop reasons, query values and names. */
export function checkTexts(checked: Checked): readonly Finding[] {
  const { root, map } = checked;
  const findings: Finding[] = [];
  walk(root, [], (tree, path) => {
    if (tree.kind !== 'text' && tree.kind !== 'number') return;
    findings.push(...checkText(checked, tree, path));
  });
  for (const { span, name } of map.fields) {
    if (hasHalfPair(name)) findings.push(halfPair(checked, span));
  }
  return findings;
}

function walk(
  tree: Tree,
  path: readonly string[],
  visit: (tree: Tree, path: readonly string[]) => void,
): void {
  visit(tree, path);
  for (const [key, entry] of tree.entries) walk(entry.tree, [...path, key], visit);
  for (const [at, item] of tree.items.entries()) walk(item, [...path, String(at)], visit);
}

/** Keys of a field map whose values are names in the account. */
const NAMED: ReadonlySet<string> = new Set([
  ...ATTRIBUTES.map(({ source }) => source),
  'set',
  'api',
  'table',
]);

function checkText(checked: Checked, tree: Tree, path: readonly string[]): Finding[] {
  const { map } = checked;
  const key = path.at(-1);
  if (hasHalfPair(tree.text)) return [halfPair(checked, tree.span)];
  if (key === 'drop') return checkReason(checked, tree);
  if (NAMED.has(key ?? '') && tree.text.trim() === '' && !isLookup(path)) {
    const message = `the name under ${key ?? ''} is empty`;
    return [
      findingAt(map, tree.span, {
        code: 'map/bad-value',
        message,
        hint: 'write the name as MoEngage shows it',
      }),
    ];
  }
  if ((key === 'user' || key === 'event') && !isLookup(path))
    return attributeName(checked, tree, key);
  if (!isLiteral(path)) return [];
  const findings: Finding[] = [];
  if (CODE.test(tree.text)) {
    const message = `'${tree.text}' holds code, and is used as plain text`;
    findings.push(
      findingAt(map, tree.span, {
        code: 'map/code-in-text',
        severity: 'warning',
        message,
        hint: SHOWN_AS_CODE,
      }),
    );
  }
  if (tree.text.trim() === '' && key !== 'default') {
    const message = 'the literal has no character that shows';
    findings.push(
      findingAt(map, tree.span, {
        code: 'map/blank-literal',
        severity: 'warning',
        message,
        hint: 'leave the field out',
      }),
    );
  }
  if (looksLikeSecret(tree.text) && !takesIds(path)) {
    const message = 'this value looks like a secret: secrets do not belong in a field map';
    const hint =
      'a secret is read from a file, standard input or the environment; if this is an id, nothing is wrong';
    findings.push(
      findingAt(map, tree.span, { code: 'map/secret-like', severity: 'warning', message, hint }),
    );
  }
  return findings;
}

function attributeName({ map }: Checked, { text, span }: Tree, kind: 'user' | 'event'): Finding[] {
  return checkAttributeName(kind, text).map((finding) => ({ ...finding, file: map.file, span }));
}

function isLookup(path: readonly string[]): boolean {
  return path.at(-2) === 'map' || path.at(-2) === 'query';
}

function isLiteral(path: readonly string[]): boolean {
  return (
    isLookup(path) ||
    path.at(-1) === 'value' ||
    (path.at(-1) === 'default' && path.includes('missing'))
  );
}

/** PassKit's own ids have the form of its secrets. */
function takesIds([root, name = '']: readonly string[]): boolean {
  return (
    root === 'fields' && (fieldNamed(name)?.type === 'image-id' || name.startsWith('members.tier'))
  );
}

/** The reason is shown to people in MoEngage's reports and is in a tag whose reader nobody documents: plain text is safe. */
function checkReason({ map }: Checked, tree: Tree): Finding[] {
  const { text, span } = tree;
  if (text.trim() === '') {
    const message = 'the drop reason is empty';
    return [
      findingAt(map, span, {
        code: 'map/bad-reason',
        message,
        hint: 'say what is missing: No email address',
      }),
    ];
  }
  if (/[{}%#\u0000-\u001f\u007f]/.test(text) || CODE.test(text)) {
    const message =
      'the drop reason holds braces, % or #, or a control character: it is plain text, not Jinja';
    return [
      findingAt(map, span, {
        code: 'map/bad-reason',
        message,
        hint: 'use letters, digits and spaces',
      }),
    ];
  }
  if (!/["'\\<>&`]|[^ -~]/.test(text)) return [];
  const message =
    'the drop reason holds quotes, signs of HTML or letters beyond ASCII, which go into the snippet as escapes';
  const hint = 'use plain letters, digits and spaces, so that MoEngage shows the reason as it is';
  return [findingAt(map, span, { code: 'map/bad-reason', severity: 'warning', message, hint })];
}

function hasHalfPair(text: string): boolean {
  return /\p{Surrogate}/u.test(text);
}

function halfPair({ map }: Checked, span: Tree['span']): Finding {
  const message = 'the text holds half of a surrogate pair, which no UTF-8 can say';
  return findingAt(map, span, {
    code: 'map/not-unicode',
    message,
    hint: 'write the character itself',
  });
}
