import { isMap, isScalar, type Node } from 'yaml';
import type { Finding } from '../diagnostics/index.ts';
import {
  unknownKeys,
  findingAt,
  pairsOf,
  readYaml,
  valueAt,
  type YamlFile,
} from '../documents/index.ts';

/** A fragment that the editor puts into a message; HTML ones exist in email, in-app messages and connectors only. */
export type ContentBlock = { readonly kind: 'text' | 'html'; readonly content: string };

/** The content blocks of an account by name. */
export type ContentBlocks = ReadonlyMap<string, ContentBlock>;

/**
 * Reads content blocks: a mapping from a block's name to its text, or to `{text: …}` or `{html: …}`. Gives the blocks, or
 * what is wrong and where.
 */
export function readContentBlocks(
  text: string,
  file: string,
): { readonly blocks?: ContentBlocks; readonly findings: readonly Finding[] } {
  const source = readYaml(text, file, 'core');
  if (source.findings.length > 0) return { findings: source.findings };
  const root = source.document.contents;
  if (!isMap(root)) {
    const message = 'content blocks must be a mapping by the name of the block';
    return { findings: [findingAt(source, root, { code: 'fixture/wrong-type', message })] };
  }
  const findings: Finding[] = [];
  const blocks = new Map<string, ContentBlock>();
  for (const { key, value } of pairsOf(root)) {
    const block = readBlock(source, value, findings);
    if (block === undefined) {
      const message = `the content block '${key}' must be a text, or have either 'text' or 'html'`;
      findings.push(findingAt(source, value, { code: 'fixture/wrong-type', message }));
    } else blocks.set(key, block);
  }
  return findings.length > 0 ? { findings } : { blocks, findings };
}

function readBlock(
  source: YamlFile,
  node: Node | null,
  findings: Finding[],
): ContentBlock | undefined {
  const plain = textOf(node);
  if (plain !== undefined) return { kind: 'text', content: plain };
  if (!isMap(node)) return undefined;
  findings.push(...unknownKeys(source, node, ['text', 'html'], 'a content block'));
  const [text, html] = [textOf(valueAt(node, 'text')), textOf(valueAt(node, 'html'))];
  if ((text === undefined) === (html === undefined)) return undefined;
  return html === undefined
    ? { kind: 'text', content: text ?? '' }
    : { kind: 'html', content: html };
}

function textOf(node: Node | null | undefined): string | undefined {
  return isScalar(node) && typeof node.value === 'string' ? node.value : undefined;
}
