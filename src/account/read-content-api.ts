import { didYouMean, type Finding } from '../diagnostics/index.ts';
import { list, toValue, treeAt, unknownKeys, type Tree } from '../documents/index.ts';
import { Dict, type Value } from '../jinja/values/index.ts';
import { readKind } from './file-kinds.ts';
import { wrongType } from './read-dict.ts';

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

/** How a recorded call may fail. */
export const CONTENT_API_FAILURES: readonly ContentApiFailure[] = [
  'timeout',
  'http-error',
  'not-json',
];
const KEYS: readonly string[] = ['params', 'answer', 'failure'];

/**
 * Reads recorded Content API answers: a mapping from the API's name to a list of `{params?, answer}` or `{params?, failure}`
 * (failure: timeout, http-error or not-json), or to the answer itself, which may be anything else. Warnings may come with
 * the records.
 */
export function readContentApi(
  text: string,
  file: string,
): { readonly records?: ContentApiRecords; readonly findings: readonly Finding[] } {
  const { tree, findings: broken } = readKind(text, file, 'answers');
  if (broken.length > 0) return { findings: broken };
  if (tree?.kind !== 'map') {
    const message = 'Content API answers must be a mapping by the name of the API';
    const hint =
      'write the name before what it answers, such as Weather: [{ answer: { city: London } }]';
    return { findings: [wrongType(tree, file, message, hint)] };
  }
  const reader = new AnswerReader(file);
  const records = new Map(
    Array.from(tree.entries, ([name, entry]) => [name, reader.answers(entry.tree)] as const),
  );
  const { findings } = reader;
  return findings.some(({ severity }) => severity === 'error')
    ? { findings }
    : { records, findings };
}

class AnswerReader {
  readonly findings: Finding[] = [];
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /** What is recorded under a name: records, or one answer to every call. */
  answers(tree: Tree): readonly ContentApiRecord[] {
    const areRecords =
      tree.items.length > 0 &&
      tree.items.every(({ entries }) => KEYS.some((key) => entries.has(key)));
    return areRecords
      ? tree.items.map((item) => this.#record(item))
      : [{ answer: this.#value(tree) ?? null }];
  }

  #record(item: Tree): ContentApiRecord {
    const file = this.#file;
    const about = { tree: item, where: 'a recorded answer', known: KEYS };
    this.findings.push(...unknownKeys(about, { file, code: 'fixture/unknown-key' }));
    const params = this.#value(treeAt(item, 'params'));
    const answer = this.#value(treeAt(item, 'answer'));
    const failure = this.#value(treeAt(item, 'failure'));
    if (params !== undefined && !(params instanceof Dict))
      this.findings.push(
        wrongType(
          treeAt(item, 'params'),
          file,
          "'params' must be a mapping",
          "write lines 'Name: value' below params:",
        ),
      );
    const known = CONTENT_API_FAILURES.find((name) => name === failure);
    if (failure !== undefined && known === undefined) {
      const message = `'failure' must be ${list(CONTENT_API_FAILURES)}`;
      const hint =
        typeof failure === 'string' ? didYouMean(failure, CONTENT_API_FAILURES) : undefined;
      const example = `write failure: ${CONTENT_API_FAILURES[0]}, for example`;
      this.findings.push(wrongType(treeAt(item, 'failure'), file, message, hint ?? example));
    }
    if ((answer === undefined) === (failure === undefined)) {
      const message = "a recorded answer needs either 'answer' or 'failure'";
      const hint =
        answer === undefined ? 'add answer: and what the API answers' : 'remove one of them';
      this.findings.push({ ...wrongType(item, file, message, hint), code: 'fixture/missing-key' });
    }
    return {
      ...(params instanceof Dict && { params }),
      ...(answer !== undefined && { answer }),
      ...(known !== undefined && { failure: known }),
    };
  }

  #value(tree: Tree | undefined): Value | undefined {
    if (tree === undefined) return undefined;
    const { value, findings } = toValue(tree, this.#file);
    this.findings.push(...findings);
    return value;
  }
}
