import { isMap, isSeq, type Node } from 'yaml';
import { didYouMean, type Finding } from '../diagnostics/index.ts';
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

/** How a recorded call fails: no answer in time, an HTTP error, or an answer that is no JSON. */
export type ContentApiFailure = 'timeout' | 'http-error' | 'not-json';

/** One recorded answer. `params` restricts it to calls with just these parameters; without, it answers every call. */
export type ContentApiRecord = {
  readonly params?: Dict;
  readonly answer?: Value;
  readonly failure?: ContentApiFailure;
};

/** The recorded answers by the API's name, the first that fits counts. */
export type ContentApiRecords = ReadonlyMap<string, readonly ContentApiRecord[]>;

const FAILURES: readonly ContentApiFailure[] = ['timeout', 'http-error', 'not-json'];
const KEYS: readonly string[] = ['params', 'answer', 'failure'];

/**
 * Reads recorded Content API answers: a mapping from the API's name to a list of `{params?, answer}` or `{params?, failure}`
 * (failure: timeout, http-error or not-json), or to the answer itself, which may be anything else.
 */
export function readContentApi(
  text: string,
  file: string,
): { readonly records?: ContentApiRecords; readonly findings: readonly Finding[] } {
  const source = readYaml(text, file, 'core');
  if (source.findings.length > 0) return { findings: source.findings };
  const root = source.document.contents;
  if (!isMap(root)) {
    const message = 'Content API answers must be a mapping by the name of the API';
    return { findings: [findingAt(source, root, { code: 'fixture/wrong-type', message })] };
  }
  const findings: Finding[] = [];
  const records = new Map<string, readonly ContentApiRecord[]>();
  for (const { key, value } of pairsOf(root)) {
    if (records.has(key)) continue;
    records.set(key, readAnswers(source, value, findings));
  }
  return findings.length > 0 ? { findings } : { records, findings };
}

function readAnswers(source: YamlFile, node: Node | null, findings: Finding[]): ContentApiRecord[] {
  const listed =
    isSeq(node) &&
    node.items.length > 0 &&
    node.items.every((item) => isMap(item) && pairsOf(item).some(({ key }) => KEYS.includes(key)));
  if (!listed) {
    const { value = null, findings: wrong } = toValue(source, node);
    findings.push(...wrong);
    return [{ answer: value }];
  }
  return node.items.map((item) => readRecord(source, item as Node, findings));
}

function readRecord(source: YamlFile, item: Node, findings: Finding[]): ContentApiRecord {
  if (isMap(item)) findings.push(...unknownKeys(source, item, KEYS, 'a recorded answer'));
  const read = (key: string): Value | undefined => {
    const node = valueAt(item, key);
    if (node === undefined) return undefined;
    const { value, findings: wrong } = toValue(source, node);
    findings.push(...wrong);
    return value;
  };
  const [params, answer, failure] = [read('params'), read('answer'), read('failure')];
  if (params !== undefined && !(params instanceof Dict)) {
    const message = "'params' must be a mapping";
    findings.push(
      findingAt(source, valueAt(item, 'params'), { code: 'fixture/wrong-type', message }),
    );
  }
  const known = FAILURES.find((name) => name === failure);
  if (failure !== undefined && known === undefined) {
    const message = `'failure' must be ${FAILURES.join(', ')}`;
    const hint = typeof failure === 'string' ? didYouMean(failure, FAILURES) : undefined;
    findings.push(
      findingAt(source, valueAt(item, 'failure'), { code: 'fixture/wrong-type', message, hint }),
    );
  }
  if ((answer === undefined) === (failure === undefined)) {
    const message = "a recorded answer needs either 'answer' or 'failure'";
    findings.push(findingAt(source, item, { code: 'fixture/missing-key', message }));
  }
  return {
    ...(params instanceof Dict && { params }),
    ...(answer !== undefined && { answer }),
    ...(known !== undefined && { failure: known }),
  };
}
