import { didYouMean, FindingsError, type Finding, type Span } from '../diagnostics/index.ts';
import { str, type Dict, type Value } from '../jinja/index.ts';
import {
  PROFILE_FIELDS,
  RECIPIENT_VARIABLES,
  type ProfileField,
  type Recipient,
} from '../account/index.ts';
import { placeOf, toValue, treeAt, type DataPath, type Tree } from '../documents/index.ts';
import {
  list,
  readText,
  type RawText,
  type RawTextExpectation,
  type TextExpectation,
} from './text-expectation.ts';

/** Attributes that a test takes from a user or event or gives to it; `all` takes the whole event away. */
export type Changes = {
  readonly without: readonly string[];
  readonly with?: Dict | undefined;
  readonly withoutEvent: readonly string[] | 'all';
  readonly withEvent?: Dict | undefined;
};

/**
 * Whom a test is about: one fixture user by name, several by names or patterns (`all` is `*`), or a recipient that is
 * written into the test. No user at all is left to the matrix, which then takes one itself.
 */
export type Subject =
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'each'; readonly patterns: readonly string[] }
  | { readonly kind: 'inline'; readonly recipient: Recipient }
  | { readonly kind: 'any' };

/** What a test expects of every SmartPass link; `maxLength` in characters. */
export type LinkExpectation = {
  readonly signature?: 'valid' | 'invalid' | 'missing';
  readonly family?: 'hashed' | 'encrypted' | 'unknown';
  readonly project?: string;
  readonly base64?: 'url' | 'standard';
  readonly maxLength?: number;
  readonly payload?: readonly (readonly [name: string, value: Value])[];
  readonly exactly: boolean;
  readonly clean: boolean;
};

/** Why a user is expected to be dropped; what is absent does not matter. */
export type DropExpectation = {
  readonly reason?: string;
  readonly category?: string;
  readonly attribute?: string;
};

/** What a test expects; what is absent does not matter. `worlds` lists the profile's fields that results depend on. */
export type Expectation = {
  readonly sent?: boolean;
  readonly dropped?: DropExpectation;
  readonly text?: TextExpectation;
  readonly link?: LinkExpectation;
  readonly snapshot: boolean;
  readonly worlds?: readonly ProfileField[];
};

/** One test of a campaign file. `spanOf` gives the place of a part of it, such as `expect`, `link`, `payload`. */
export type CampaignTest = {
  readonly name: string;
  readonly subject: Subject;
  readonly changes: Changes;
  readonly matrix: boolean;
  readonly expect: Expectation;
  /** Its place in the campaign file. */
  readonly span: Span;
  readonly spanOf: (...path: (string | number)[]) => Span;
};

type RawLink = Omit<LinkExpectation, 'maxLength' | 'payload' | 'exactly' | 'clean'> & {
  readonly 'max-length'?: number;
  readonly payload?: object;
  readonly exactly?: boolean;
  readonly clean?: true;
};
type RawExpectation = {
  readonly sent?: boolean;
  readonly dropped?: string | true | DropExpectation;
  readonly text?: RawTextExpectation;
  readonly link?: RawLink;
  readonly snapshot?: true;
  readonly worlds?: 'agree' | readonly (string | null)[];
};

/** A test as the schema lets it through. */
export type RawTest = {
  readonly name: string;
  readonly user?: string | object;
  readonly each?: RawText;
  readonly without?: RawText;
  readonly with?: object;
  readonly 'without-event'?: RawText | true;
  readonly 'with-event'?: object;
  readonly matrix?: 'missing';
  readonly expect?: RawExpectation;
};

/** The tests of a campaign file, with warnings. */
type ReadTests = {
  readonly tests: readonly CampaignTest[];
  readonly findings: readonly Finding[];
};

/** The campaign file that tests are in: its tree, its path, the names of the parts of its message. */
type TestedCampaign = {
  readonly root: Tree;
  readonly file: string;
  readonly parts: readonly string[];
};

/** Reads the tests of a campaign file whose shape the schema has found right. Throws a FindingsError for the rest. */
export function readTests(raw: readonly RawTest[], campaign: TestedCampaign): ReadTests {
  const reader = new TestReader(campaign);
  const tests = raw.map((test, index) => reader.read(test, index));
  const { findings } = reader;
  if (findings.some(({ severity }) => severity === 'error')) throw new FindingsError(findings);
  return { tests, findings };
}

class TestReader {
  readonly findings: Finding[] = [];
  readonly #root: Tree;
  readonly #file: string;
  readonly #parts: readonly string[];
  readonly #names: Set<string> = new Set();

  constructor({ root, file, parts }: TestedCampaign) {
    this.#root = root;
    this.#file = file;
    this.#parts = parts;
  }

  read(raw: RawTest, index: number): CampaignTest {
    const at: DataPath = ['tests', index];
    if (this.#names.has(raw.name))
      this.#add(
        [...at, 'name'],
        `two tests are named ${JSON.stringify(raw.name)}; names are unique`,
        'give one of them another name',
      );
    this.#names.add(raw.name);
    const expectation = this.#expectation(raw.expect ?? {}, [...at, 'expect']);
    this.#checkSense(raw, expectation, at);
    const event = raw['without-event'];
    return {
      name: raw.name,
      subject: this.#subject(raw, at),
      changes: {
        without: list(raw.without),
        with: this.#dict([...at, 'with']),
        withoutEvent: event === true ? 'all' : list(event),
        withEvent: this.#dict([...at, 'with-event']),
      },
      matrix: raw.matrix !== undefined,
      expect: expectation,
      span: this.#spanOf(at),
      spanOf: (...path) => this.#spanOf([...at, ...path]),
    };
  }

  #subject(raw: RawTest, at: DataPath): Subject {
    if (raw.each !== undefined)
      return {
        kind: 'each',
        patterns: list(raw.each).map((name) => (name === 'all' ? '*' : name)),
      };
    if (typeof raw.user === 'string') return { kind: 'named', name: raw.user };
    if (raw.user === undefined) return { kind: 'any' };
    const sections = RECIPIENT_VARIABLES.flatMap(({ section, part }) => {
      const dict = this.#dict([...at, 'user', section]);
      return dict === undefined ? [] : [[part, dict] as const];
    });
    const recipient = Object.fromEntries(sections) as Recipient;
    return { kind: 'inline', recipient };
  }

  #expectation(raw: RawExpectation, at: DataPath): Expectation {
    const { sent, dropped, text, link, snapshot, worlds } = raw;
    return {
      ...(sent !== undefined && { sent }),
      ...(dropped !== undefined && { dropped: dropExpectation(dropped) }),
      ...(text !== undefined && { text: this.#text(text, [...at, 'text']) }),
      ...(link !== undefined && { link: this.#link(link, [...at, 'link']) }),
      snapshot: snapshot === true,
      ...(worlds !== undefined && { worlds: this.#worlds(worlds, [...at, 'worlds']) }),
    };
  }

  #text(raw: RawTextExpectation, at: DataPath): TextExpectation {
    return readText(raw, at, this.#parts, (path, message, hint) => this.#add(path, message, hint));
  }

  #link(raw: RawLink, at: DataPath): LinkExpectation {
    const { 'max-length': maxLength, payload: wanted, exactly, clean, ...rest } = raw;
    const payload = wanted && this.#dict([...at, 'payload']);
    if (exactly === true && wanted === undefined)
      this.#add(
        [...at, 'exactly'],
        "'exactly' needs the payload that it is about",
        'add payload: with the fields and their values, or remove exactly:',
      );
    return {
      ...rest,
      ...(maxLength !== undefined && { maxLength }),
      ...(payload && {
        payload: [...payload.entries()].map(([name, value]) => [str(name), value] as const),
      }),
      exactly: exactly === true,
      clean: clean === true,
    };
  }

  #worlds(raw: 'agree' | readonly (string | null)[], at: DataPath): readonly ProfileField[] {
    if (raw === 'agree') return [];
    const fields = raw.map((field) => field ?? 'null');
    const strangers = fields.filter((field) => !PROFILE_FIELDS.has(field as ProfileField));
    if (strangers.length > 0)
      this.#add(
        at,
        `the profile has no field '${strangers[0] ?? ''}'; its fields are ${[...PROFILE_FIELDS.keys()].join(', ')}`,
        didYouMean(strangers[0] ?? '', PROFILE_FIELDS.keys()) ??
          'write worlds: agree, or a list of these fields',
      );
    return fields as ProfileField[];
  }

  #checkSense(raw: RawTest, { sent, dropped, text, link }: Expectation, at: DataPath): void {
    if (raw.user !== undefined && raw.each !== undefined)
      this.#add([...at, 'each'], "a test has 'user' or 'each', not both", 'remove one of them');
    if (raw.user === undefined && raw.each === undefined && raw.matrix === undefined)
      this.#add(
        at,
        "the key 'user' is missing in the test (or 'each', or 'matrix')",
        'add user: and the name of a fixture user, or each: all',
      );
    if (raw.expect === undefined && raw.matrix === undefined)
      this.#add(
        at,
        "the key 'expect' is missing in the test",
        'add expect: { sent: true }, for example',
      );
    const wantsSent = sent === true || text !== undefined || link !== undefined;
    if (dropped !== undefined && wantsSent)
      this.#add(
        [...at, 'expect'],
        'a user who is dropped gets neither text nor link',
        "remove 'dropped', or what is expected of the message",
      );
    if (sent === false && (text !== undefined || link !== undefined))
      this.#add(
        [...at, 'expect'],
        'a user to whom nothing is sent gets neither text nor link',
        "remove 'sent: false', or what is expected of the message",
      );
  }

  #dict(path: DataPath): Dict | undefined {
    const tree = treeAt(this.#root, ...path);
    if (tree === undefined) return undefined;
    const { value, findings } = toValue(tree, this.#file);
    this.findings.push(...findings);
    return value === null ? undefined : (value as Dict);
  }

  #spanOf(path: DataPath): Span {
    return placeOf(this.#root, path).tree.span;
  }

  #add(path: DataPath, message: string, hint: string): void {
    const span = this.#spanOf(path);
    const file = this.#file;
    this.findings.push({ code: 'campaign/bad-test', severity: 'error', message, hint, file, span });
  }
}

function dropExpectation(raw: string | true | DropExpectation): DropExpectation {
  if (raw === true) return {};
  return typeof raw === 'string' ? { reason: raw } : raw;
}
