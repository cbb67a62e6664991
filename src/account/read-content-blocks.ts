import type { Finding } from '../diagnostics/index.ts';
import { treeAt, unknownKeys, type Tree } from '../documents/index.ts';
import { readKind } from './file-kinds.ts';
import { wrongType } from './read-dict.ts';

/** A fragment that the editor puts into a message; HTML ones do not exist in every channel. */
export type ContentBlock = { readonly kind: 'text' | 'html'; readonly content: string };

/** The content blocks of an account by name. */
export type ContentBlocks = ReadonlyMap<string, ContentBlock>;

const HINT = "write the name before the text, such as footer: '<p>Bye</p>'";

/**
 * Reads content blocks: a mapping from a block's name to its text, or to `{text: …}` or `{html: …}`. Gives the blocks, or
 * what is wrong and where.
 */
export function readContentBlocks(
  text: string,
  file: string,
): { readonly blocks?: ContentBlocks; readonly findings: readonly Finding[] } {
  const { tree, findings: broken } = readKind(text, file, 'blocks');
  if (broken.length > 0) return { findings: broken };
  if (tree?.kind !== 'map') {
    const message = 'content blocks must be a mapping by the name of the block';
    return { findings: [wrongType(tree, file, message, HINT)] };
  }
  const findings: Finding[] = [];
  const blocks = new Map<string, ContentBlock>();
  for (const [key, { tree: inner }] of tree.entries) {
    const block = blockOf(inner);
    if (inner.kind === 'map') {
      const about = { tree: inner, where: 'a content block', known: ['text', 'html'] };
      findings.push(...unknownKeys(about, { file, code: 'fixture/unknown-key' }));
    }
    if (block !== undefined) {
      blocks.set(key, block);
      const span = tree.entries.get(key)?.keySpan;
      findings.push(
        ...checkBlock(key, block).map((one) => ({ ...one, file, ...(span && { span }) })),
      );
    } else {
      const message = `the content block '${key}' must be a text, or have either 'text' or 'html'`;
      findings.push(wrongType(inner, file, message, HINT));
    }
  }
  return findings.some(({ severity }) => severity === 'error')
    ? { findings }
    : { blocks, findings };
}

function blockOf(tree: Tree): ContentBlock | undefined {
  if (tree.kind === 'text') return { kind: 'text', content: tree.text };
  const [text, html] = [treeAt(tree, 'text'), treeAt(tree, 'html')];
  if ((text === undefined) === (html === undefined)) return undefined;
  const content = text ?? html;
  if (content?.kind !== 'text') return undefined;
  return { kind: text === undefined ? 'html' : 'text', content: content.text };
}

/** What no content block may read, as MoEngage's table of personalization types in content blocks has it. */
const REFUSED: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/\bProductSet\b/, 'product sets'],
  [/\bContent(?:Api\b|\[)/, 'Content APIs'],
  [/\|\s*getAuxData\b/, 'auxiliary data'],
];

/** Warnings for a block that MoEngage does not take as it is. Source: Content blocks, and Personalize content using content blocks. */
function checkBlock(name: string, { kind, content }: ContentBlock): readonly Finding[] {
  const findings = REFUSED.filter(([pattern]) => pattern.test(content)).map(([, what]) =>
    warn(`the content block '${name}' reads ${what}, which MoEngage does not support in a block`),
  );
  if (/\W/.test(name))
    findings.push(
      warn(`the name '${name}' is none for a content block`, 'use letters, digits and _'),
    );
  if (kind === 'html' && /<(?:html|style)\b/i.test(content))
    findings.push(
      warn(
        `the content block '${name}' has an <html> or <style> tag, which changes the whole message`,
        'write styles into the elements',
      ),
    );
  return findings;
}

function warn(message: string, hint?: string): Finding {
  return {
    code: 'moengage/content-block',
    severity: 'warning',
    message,
    ...(hint !== undefined && { hint }),
  };
}
