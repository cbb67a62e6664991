import {
  LineCounter,
  isMap,
  isScalar,
  parseDocument,
  type Document,
  type Node,
  type Pair,
  type YAMLMap,
} from 'yaml';
import type { Finding, Span } from '../diagnostics/index.ts';

/** A YAML or JSON text, read, with its places. `findings` holds errors of syntax and keys that stand twice. */
export type YamlFile = {
  readonly document: Document.Parsed;
  readonly file: string;
  readonly findings: readonly Finding[];
  readonly spanOf: (node: Node | null | undefined) => Span | undefined;
};

const DUPLICATE = 'DUPLICATE_KEY';

/** Reads one document. `failsafe` gives every scalar as text; `core` is for scalars that are read by their source. */
export function readYaml(text: string, file: string, schema: 'core' | 'failsafe'): YamlFile {
  const lineCounter = new LineCounter();
  const document = parseDocument(text.replace(/^\uFEFF/, ''), {
    schema,
    version: '1.2',
    lineCounter,
    prettyErrors: false,
    uniqueKeys: true,
    stringKeys: false,
    merge: false,
  });
  const position = (offset: number): Span['start'] => {
    const { line, col } = lineCounter.linePos(offset);
    return { line, column: Math.max(1, col) };
  };
  const span = (start: number, end: number): Span => ({
    start: position(start),
    end: position(Math.max(start, end)),
  });
  const tooDeep = document.errors.find(({ message }) => /call stack/i.test(message));
  const errors = tooDeep === undefined ? document.errors : [tooDeep];
  const findings = errors.map(({ code, message, pos }): Finding => {
    const twice = code === DUPLICATE;
    return {
      code: twice ? 'fixture/duplicate-key' : 'fixture/syntax',
      severity: 'error',
      message: twice
        ? `the key ${keyText(text, pos[0])} stands twice in this mapping`
        : oneSentence(message),
      ...(twice && { hint: 'keep one of the two' }),
      file,
      span: span(pos[0], pos[1]),
    };
  });
  const spanOf = (node: Node | null | undefined): Span | undefined =>
    node?.range ? span(node.range[0], node.range[1]) : undefined;
  return { document, file, findings, spanOf };
}

/** A finding about a node of the file. */
export function findingAt(
  source: YamlFile,
  node: Node | null | undefined,
  finding: Pick<Finding, 'code' | 'message'> & { readonly hint?: string | undefined },
): Finding {
  const span = source.spanOf(node);
  const { code, message, hint } = finding;
  return {
    code,
    severity: 'error',
    message,
    ...(hint !== undefined && { hint }),
    file: source.file,
    ...(span !== undefined && { span }),
  };
}

/** A key as it is written, or undefined for one that is no scalar. */
export function keyOf(pair: Pair): string | undefined {
  const { key } = pair;
  if (!isScalar(key)) return undefined;
  return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
}

/** The pairs of a mapping with their keys as written; keys that are no scalars are left out. */
export function pairsOf(map: YAMLMap): { key: string; keyNode: Node; value: Node | null }[] {
  return map.items.flatMap((pair) => {
    const key = keyOf(pair);
    return key === undefined
      ? []
      : [{ key, keyNode: pair.key as Node, value: pair.value as Node | null }];
  });
}

/** The value under a key of a mapping, by the key as written. */
export function valueAt(node: Node | null | undefined, key: string): Node | null | undefined {
  if (!isMap(node)) return undefined;
  return pairsOf(node).find((pair) => pair.key === key)?.value;
}

function keyText(text: string, offset: number): string {
  return /^(?:"[^"\n]*"|'[^'\n]*'|[^:\n]*)/.exec(text.slice(offset))?.[0].trim() ?? '';
}

function oneSentence(message: string): string {
  if (message.includes('multiple documents'))
    return 'a second document begins here, one is expected';
  if (/call stack/i.test(message)) return 'lists and mappings stand in one another too deeply';
  const line = message.split('\n', 1)[0] ?? message;
  return line.charAt(0).toLowerCase() + line.slice(1).replace(/[.:]$/, '');
}
