import { blocksIn } from '../analysis/index.ts';
import { beside, type CampaignFiles } from '../campaign/index.ts';
import { findMarker } from '../compiler/index.ts';
import { readTree, type Tree } from '../documents/index.ts';
import { ast } from '../jinja/index.ts';
import type { Surroundings } from './surroundings.ts';
import type { Range, TemplateText } from './template-text.ts';

/** A stretch of a document that names a file, with the path of that. */
type FileLink = { readonly range: Range; readonly path: string };

/** The field map, content blocks and templates that a template names. Files that are not there are left out. */
export async function linksOf(
  template: TemplateText,
  file: string,
  { files, around }: { readonly files: CampaignFiles; readonly around: Surroundings },
): Promise<readonly FileLink[]> {
  const { text } = template;
  const named: { readonly from: number; readonly to: number; readonly path: string }[] = [];
  const marker = findMarker(text);
  if (marker !== undefined && marker.fieldmap !== '') {
    const from = text.indexOf(marker.fieldmap, marker.offsets[0]);
    named.push({ from, to: from + marker.fieldmap.length, path: beside(file, marker.fieldmap) });
  }
  const { blocksFile } = around;
  if (blocksFile !== undefined)
    for (const { from, to } of blocksIn(text)) named.push({ from, to, path: blocksFile });
  for (const { name, node } of includes(template))
    named.push({
      from: template.offsetInFile(node.start),
      to: template.offsetInFile(node.end),
      path: beside(file, name),
    });
  return there(named, template, files);
}

function includes({
  tree,
}: TemplateText): readonly { readonly name: string; readonly node: ast.Node }[] {
  const found: { readonly name: string; readonly node: ast.Node }[] = [];
  const take = ({ template }: { readonly template: ast.Expr }): void => {
    if (template.typename === 'Const' && typeof template.value === 'string')
      found.push({ name: template.value, node: template });
  };
  if (tree !== undefined)
    ast.visit(tree.root, { Include: take, Import: take, FromImport: take, Extends: take });
  return found;
}

/** The files that a YAML file of smartpass names. */
export async function linksOfYaml(
  template: TemplateText,
  file: string,
  files: CampaignFiles,
): Promise<readonly FileLink[]> {
  const { tree } = readTree(template.text, file, { syntax: '', duplicate: '' });
  if (tree === undefined) return [];
  const named = scalarsOf(tree).flatMap(({ text, span }) => {
    if (!/^[\w./ -]+\.\w+$/.test(text)) return [];
    const [from, to] = [template.lines.offsetOf(span.start), template.lines.offsetOf(span.end)];
    return [{ from, to, path: beside(file, text) }];
  });
  return there(named, template, files);
}

function scalarsOf(tree: Tree): readonly Tree[] {
  if (tree.kind === 'text') return [tree];
  const inner = [...tree.items, ...Array.from(tree.entries.values(), (entry) => entry.tree)];
  return inner.flatMap(scalarsOf);
}

async function there(
  named: readonly { readonly from: number; readonly to: number; readonly path: string }[],
  template: TemplateText,
  files: CampaignFiles,
): Promise<readonly FileLink[]> {
  const links: FileLink[] = [];
  for (const { from, to, path } of named)
    if ((await files.look?.(path))?.kind === 'file')
      links.push({ range: template.rangeOf(from, to), path });
  return links;
}
