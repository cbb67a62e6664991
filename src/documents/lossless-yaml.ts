import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Alias,
  type Node,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import { didYouMean, type Finding } from '../diagnostics/index.ts';
import { Dict, PyFloat, int, type Value } from '../jinja/values/index.ts';
import { findingAt, pairsOf, readYaml, type YamlFile } from './yaml-file.ts';

/** Nodes that aliases may expand to, and how deep values may nest. */
const MOST_NODES = 200_000;
const MOST_DEEP = 200;

/** A node of a file as a Python value, with what is wrong in it. */
export type ReadValue = { readonly value?: Value; readonly findings: readonly Finding[] };

/**
 * A YAML or JSON text as a Python value, without loss: plain scalars are read by their source (YAML 1.2 core schema), so that
 * `10.0` and `1e3` stay floats, a 20-digit id stays exact and a timestamp stays the text that it is. Keys are always text.
 */
export function readValue(text: string, file: string): ReadValue {
  const source = readYaml(text, file, 'core');
  if (source.findings.length > 0) return { findings: source.findings };
  return toValue(source, source.document.contents);
}

/** The value of one node of a file that has been read already. */
export function toValue(source: YamlFile, node: Node | null): ReadValue {
  const converter = new Converter(source);
  try {
    const value = converter.convert(node, 0);
    if (converter.findings.length === 0) return { value, findings: [] };
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error;
    const message = `this value has more than ${error.bound}`;
    const finding = findingAt(source, error.node, { code: 'fixture/syntax', message });
    return { findings: [...converter.findings, finding] };
  }
  return { findings: converter.findings };
}

/**
 * A plain scalar's source text as a value, by the YAML 1.2 core schema: null, bool, int of any size, float, else the text.
 */
export function plainValue(source: string): Value {
  if (/^(?:~|null|Null|NULL)?$/.test(source)) return null;
  if (/^(?:true|True|TRUE)$/.test(source)) return true;
  if (/^(?:false|False|FALSE)$/.test(source)) return false;
  if (/^[-+]?[0-9]+$/.test(source)) return int(BigInt(source.replace(/^\+/, '')));
  if (/^0o[0-7]+$|^0x[0-9a-fA-F]+$/.test(source)) return int(BigInt(source));
  if (/^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/.test(source))
    return new PyFloat(Number(source));
  const infinity = /^([-+]?)\.(?:inf|Inf|INF)$/.exec(source);
  if (infinity !== null) return new PyFloat(infinity[1] === '-' ? -Infinity : Infinity);
  return /^\.(?:nan|NaN|NAN)$/.test(source) ? new PyFloat(Number.NaN) : source;
}

/** Thrown inside a conversion where a bound is passed. */
class TooMuch extends Error {
  readonly bound: string;
  readonly node: Node | null;

  constructor(bound: string, node: Node | null) {
    super(bound);
    this.bound = bound;
    this.node = node;
  }
}

const TEXT_TAG = 'tag:yaml.org,2002:str';

class Converter {
  readonly findings: Finding[] = [];
  private readonly source: YamlFile;
  private readonly anchors: Map<Alias, Node> = new Map();
  private count = 0;

  constructor(source: YamlFile) {
    this.source = source;
  }

  convert(node: Node | null, depth: number): Value {
    this.count += 1;
    if (this.count > MOST_NODES) throw new TooMuch(`${MOST_NODES} parts`, node);
    if (depth > MOST_DEEP) throw new TooMuch(`${MOST_DEEP} levels`, node);
    if (isAlias(node)) return this.convert(this.resolve(node), depth + 1);
    if (isScalar(node)) return scalarValue(node);
    if (isMap(node)) return this.dict(node, depth);
    if (!isSeq(node)) return null;
    return node.items.map((item) => this.convert(item as Node | null, depth + 1));
  }

  /** The node an alias stands for; looking one up walks the document, so each is kept. */
  private resolve(alias: Alias): Node | null {
    const known = this.anchors.get(alias);
    if (known !== undefined) return known;
    const node = alias.resolve(this.source.document);
    if (node === undefined) {
      const message = `the alias *${alias.source} names no anchor that stands above it`;
      this.findings.push(findingAt(this.source, alias, { code: 'fixture/syntax', message }));
      return null;
    }
    this.anchors.set(alias, node);
    return node;
  }

  private dict(map: YAMLMap, depth: number): Dict {
    const dict = new Dict();
    for (const { key, keyNode, value } of pairsOf(map)) {
      if (dict.has(key)) {
        this.findings.push(
          findingAt(this.source, keyNode, {
            code: 'fixture/duplicate-key',
            message: `the key ${key} stands twice in this mapping`,
            hint: 'keep one of the two',
          }),
        );
      }
      dict.set(key, this.convert(value, depth + 1));
    }
    return dict;
  }
}

function scalarValue(node: Scalar): Value {
  const plain = node.type === 'PLAIN' && node.tag !== TEXT_TAG;
  if (plain) return plainValue(node.source ?? '');
  if (node.tag !== undefined && node.tag !== TEXT_TAG) return plainValue(node.source ?? '');
  return typeof node.value === 'string' ? node.value : (node.source ?? '');
}

/** The findings for keys of a mapping that are not among those known. */
export function unknownKeys(
  source: YamlFile,
  map: YAMLMap,
  known: readonly string[],
  what: string,
): Finding[] {
  return pairsOf(map)
    .filter(({ key }) => !known.includes(key))
    .map(({ key, keyNode }) =>
      findingAt(source, keyNode, {
        code: 'fixture/unknown-key',
        message: `'${key}' means nothing in ${what}`,
        hint: didYouMean(key, known) ?? `the keys are: ${known.join(', ')}`,
      }),
    );
}
