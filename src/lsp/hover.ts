import {
  NAMES,
  FILTER_DOCS,
  TEST_DOCS,
  type LanguageDoc,
  GLOBAL_DOCS,
  TAG_DOCS,
} from '../account/index.ts';
import { ValueFinder, type Read } from '../analysis/index.ts';
import { FindingsError } from '../diagnostics/index.ts';
import { worldsOf } from '../emulator/index.ts';
import { type Token, type Value, ast, repr } from '../jinja/index.ts';
import { shortened } from './completion.ts';
import { nounOf, valuesOf, type Surroundings } from './surroundings.ts';
import {
  type Place,
  type Range,
  type TemplateText,
  type TemplateTree,
  wordOf,
} from './template-text.ts';

/** What is said of a place, in Markdown, and the stretch that it is about. */
export type Said = { readonly text: string; readonly range: Range };

/** What is known of the name at a place: its values in fixtures, what differs between accounts, its documentation. */
export function hoverAt(
  template: TemplateText,
  place: Place,
  around: Surroundings,
): Said | undefined {
  const offset = template.offsetAt(place);
  const { tokens, tree } = template;
  const at = tokens.findIndex(({ start, end }) => start <= offset && offset < end);
  const word = tokens[at];
  if (word === undefined) return undefined;
  const doc = word.kind === 'name' ? docOf(tokens, at) : undefined;
  const range = template.rangeOf(word.start, word.end);
  if (doc !== undefined) return { text: drawn(doc), range };
  if (tree === undefined) return undefined;
  const inJinja = template.offsetInJinja(offset);
  const read = innermost(tree.reads.all, inJinja);
  if (read !== undefined)
    return {
      text: aboutRead(read, template, tree, around),
      range: template.rangeOfNode(read.node),
    };
  return word.kind === 'name' ? aboutName(wordOf(word), range, tree, around) : undefined;
}

function drawn({ form, what }: LanguageDoc): string {
  return `\`${form}\`\n\n${what}`;
}

/** The documentation of a filter, test or tag, by what is in front of it. */
function docOf(tokens: readonly Token[], at: number): LanguageDoc | undefined {
  const name = wordOf(tokens[at]);
  const [before, second] = [tokens[at - 1], tokens[at - 2]];
  if (before?.kind === 'pipe') return FILTER_DOCS.get(name);
  if (before?.kind === 'block_begin') return TAG_DOCS.get(name.replace(/^end/, ''));
  const isTest = before?.value === 'is' || (before?.value === 'not' && second?.value === 'is');
  return isTest ? TEST_DOCS.get(name) : undefined;
}

function innermost(reads: readonly Read[], offset: number): Read | undefined {
  return reads
    .filter(({ node }) => node.start <= offset && offset < node.end)
    .toSorted((a, b) => a.node.end - a.node.start - (b.node.end - b.node.start))[0];
}

function aboutRead(
  { kind, name, node }: Read,
  template: TemplateText,
  tree: TemplateTree,
  around: Surroundings,
): string {
  const total = around.known.get(kind)?.length ?? 0;
  const values = valuesOf(kind, name, around);
  const lines = [`**${nounOf(kind)} '${name}'**`];
  if (total > 0) lines.push(`In ${values.length} of ${total} fixtures.`, listOf(values));
  const differences = differencesAt(node, template, tree, around);
  if (differences.length > 0)
    lines.push(
      'For a user without it, accounts differ:',
      differences.map((one) => `- ${one}`).join('\n'),
    );
  const what = NAMES.get(kind)?.what;
  if (what !== undefined) lines.push(`${kind}: ${what}.`);
  return lines.filter((line) => line !== '').join('\n\n');
}

/** So many different values are shown. */
const MOST_VALUES = 5;

function listOf(values: readonly Value[]): string {
  const texts = [...new Set(values.map((value) => shortened(repr(value))))];
  const shown = texts.slice(0, MOST_VALUES).map((text) => `- \`${text.replaceAll('`', "'")}\``);
  const more = texts.length - shown.length;
  return [...shown, ...(more > 0 ? [`- and ${more} more`] : [])].join('\n');
}

/**
 * What the expression around a read gives a user without it, where possible accounts differ. An expression that needs more of the
 * template than the account is not tried.
 */
function differencesAt(
  node: ast.Node,
  template: TemplateText,
  { root, reads }: TemplateTree,
  { campaign }: Surroundings,
): readonly string[] {
  const whole = printAround(root, node);
  if (whole === undefined) return [];
  let needsMore = false;
  ast.visit(whole, {
    Name: ({ name }) => void (needsMore ||= reads.bindings.has(name) || !NAMES.has(name)),
  });
  if (needsMore) return [];
  const [start, end] = [template.offsetInFile(whole.start), template.offsetInFile(whole.end)];
  try {
    const options = campaign && { profile: campaign.profile, channel: campaign.channel };
    const worlds = worldsOf(`{{ ${template.text.slice(start, end)} }}`, options ?? {});
    const { differences } = worlds.render({ user: {}, event: {} });
    return [...new Set(differences.map(({ sentence }) => sentence))];
  } catch (error) {
    if (!(error instanceof FindingsError)) throw error;
    return [];
  }
}

/** The expression of a print statement that a node is in. */
function printAround(root: ast.Root, { start, end }: ast.Node): ast.Node | undefined {
  let found: ast.Node | undefined;
  ast.visit(root, {
    Output({ nodes }) {
      found ??= nodes.find((one) => one.start <= start && end <= one.end);
    },
  });
  return found;
}

function aboutName(
  name: string,
  range: Range,
  tree: TemplateTree,
  { known }: Surroundings,
): Said | undefined {
  const sources = tree.reads.bindings.get(name);
  if (sources === undefined) {
    const spec = NAMES.get(name);
    if (spec !== undefined)
      return { text: drawn({ form: spec.example, what: `${spec.what}.` }), range };
    const doc = GLOBAL_DOCS.get(name);
    return doc && { text: drawn(doc), range };
  }
  const finder = new ValueFinder(tree.reads, known);
  const values = sources.flatMap((node) => finder.valuesOf(node));
  const reads = sources.flatMap((node) => tree.reads.of(node));
  const from = [...new Set(reads.map((read) => `${nounOf(read.kind)} '${read.name}'`))];
  const lines = [`**variable ${name}**`];
  if (from.length > 0) lines.push(`It comes from ${from.join(', ')}.`);
  if (values.length > 0) lines.push(listOf(values));
  return { text: lines.join('\n\n'), range };
}
