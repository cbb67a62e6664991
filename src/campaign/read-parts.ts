import type { Finding, SourceMap, Span } from '../diagnostics/index.ts';
import { CHANNELS, mainPart, partKeys, type Channel, type PartSpec } from '../account/index.ts';
import { scalarMap, unknownKeys, type Tree } from '../documents/index.ts';

/**
 * A part of a message as the campaign file has it: `name` is its path there, such as `subject`, `1` or `buttons.2.link`. It is
 * the text itself, with its places in the campaign file, or the path of a file from the folder of the campaign file.
 */
export type WrittenPart = {
  readonly name: string;
  readonly label: string;
  readonly shape: PartSpec['shape'];
  readonly span: Span;
} & ({ readonly text: SourceMap } | { readonly file: string });

/** The parts in the order in which a reader sees them, with what is wrong. */
type ReadParts = {
  readonly parts: readonly WrittenPart[];
  readonly findings: readonly Finding[];
};

/** A path of one line without braces that ends as templates do: a text that is nothing else names a file. */
const FILE_NAME = /^[^\s{}<>]+\.(?:html?|jinja2?|j2|txt)$/i;

/**
 * Reads `template:` or `message:` of a campaign file whose shape the schema has found right. `source` is the text of the file.
 * A part that is HTML names a file unless it holds tags, Jinja or line breaks; any other is a file where it looks like the
 * path of one, or says { file: … }.
 */
export function readParts(
  root: Tree,
  channel: Channel,
  { text: source, file }: { readonly text: string; readonly file: string },
): ReadParts {
  const [template, message] = ['template', 'message'].map((key) => root.entries.get(key)?.tree);
  const findings: Finding[] = [];
  const refuse = (code: string, span: Span, message: string, hint?: string): void => {
    findings.push({
      code,
      severity: 'error',
      message,
      file,
      span,
      ...(hint !== undefined && { hint }),
    });
  };
  if (template !== undefined && message !== undefined)
    refuse(
      'campaign/bad-value',
      root.entries.get('message')?.keySpan ?? message.span,
      'the campaign file has both template and message, expected one of them',
      `template: FILE is short for message: { ${mainPart(channel).name}: FILE }`,
    );
  if (message === undefined) {
    if (template === undefined) return { parts: [], findings };
    const { name, label, shape } = mainPart(channel);
    return { parts: [{ name, label, shape, span: template.span, file: template.text }], findings };
  }
  const written = (name: string, spec: PartSpec, label: string, tree: Tree): WrittenPart => ({
    name,
    label,
    shape: spec.shape,
    span: tree.span,
    ...contentOf(tree, spec, source),
  });
  const specs = CHANNELS.get(channel)?.parts ?? [];
  const known = new Set<string>();
  const parts = specs.flatMap((spec): readonly WrittenPart[] =>
    keysOf(spec, message).flatMap(([key, tree]): readonly WrittenPart[] => {
      known.add(key);
      if (spec.each === undefined)
        return [written(key, spec, spec.numbered ? `${spec.label} ${key}` : spec.label, tree)];
      return tree.items.flatMap((item, at) =>
        (spec.each ?? []).flatMap((inner) => {
          const value = item.entries.get(inner.name)?.tree;
          const label = `${spec.label} ${at + 1}, ${inner.label}`;
          return value === undefined
            ? []
            : [written(`${key}.${at + 1}.${inner.name}`, inner, label, value)];
        }),
      );
    }),
  );
  const strangers = new Map([...message.entries].filter(([key]) => !known.has(key)));
  findings.push(
    ...unknownKeys(
      {
        tree: {
          ...message,
          kind: 'map',
          text: '',
          items: [],
          span: message.span,
          entries: strangers,
        },
        where: `the message of a campaign by ${channel}`,
        known: partKeys(channel),
      },
      { file, code: 'campaign/unknown-part' },
    ),
  );
  const main = mainPart(channel);
  const isWhole = known.has(main.name) || parts.some(({ name }) => /^\d+$/.test(name));
  if (!isWhole && findings.length === 0)
    refuse(
      'campaign/missing-key',
      root.entries.get('message')?.keySpan ?? message.span,
      `the message of a campaign by ${channel} lacks ${main.name}`,
      `add ${main.name}: and its text or file below message:`,
    );
  return { parts, findings };
}

function keysOf(
  { name, numbered }: PartSpec,
  { entries }: Tree,
): readonly (readonly [key: string, tree: Tree])[] {
  if (numbered !== true) {
    const entry = entries.get(name);
    return entry === undefined ? [] : [[name, entry.tree]];
  }
  return [...entries]
    .filter(([key]) => /^[1-9]\d*$/.test(key))
    .map(([key, { tree }]) => [key, tree] as const)
    .sort(([a], [b]) => Number(a) - Number(b));
}

function contentOf(
  tree: Tree,
  { shape }: PartSpec,
  source: string,
): { readonly text: SourceMap } | { readonly file: string } {
  const named = tree.entries.get('file')?.tree.text;
  if (named !== undefined) return { file: named };
  const { text } = tree;
  const isFile =
    shape === 'html' ? !/[<{\n]/.test(text) : FILE_NAME.test(text) && !text.includes('://');
  return isFile ? { file: text } : { text: scalarMap(source, tree) };
}
