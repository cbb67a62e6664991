import {
  type Kwargs,
  Dict,
  PyObject,
  raise,
  repr,
  str,
  type CallState,
  type Value,
} from '../jinja/index.ts';
import {
  contentApiNotFound,
  type ContentApiFailure,
  type ContentApiRecords,
} from '../account/index.ts';
import { AccountError } from './account-error.ts';
import { copyValue } from '../analysis/index.ts';

/**
 * One call of a Content API: its name and the parameters that the template hands over; `body` where the editor wrote one
 * that is not empty.
 */
export type ContentApiCall = { readonly name: string; readonly params: Dict; readonly body?: Dict };

/** The parts of the argument as MoEngage's editor writes it; the first three hold parameters. */
const EDITOR_PARTS: readonly string[] = [
  'params',
  'static_params',
  'dynamic_params',
  'request_body',
];

/**
 * What a call gives: the parsed JSON, how it failed (`detail` says more, such as the HTTP status), `unknown` where the account
 * has no such API, or `unrecorded` where it has, but no answer fits the
 * parameters, or `not-asked` for a call that cannot be made.
 */
export type ContentApiAnswer =
  | { readonly answer: Value }
  | {
      readonly failure: ContentApiFailure | 'unrecorded' | 'not-asked';
      readonly detail?: string;
    }
  | 'unknown';

/** Answers calls at once: a render does not wait. Live answers are fetched before it; see `docs/emulator.md`. */
export type ContentApiResolver = (call: ContentApiCall) => ContentApiAnswer;

const REASONS: ReadonlyMap<string, string> = new Map([
  ['timeout', 'did not answer within 5 seconds, in 3 tries'],
  ['http-error', 'answered with an HTTP error'],
  ['not-json', 'answered with something that is not JSON'],
  ['not-asked', 'was not asked'],
  ['unrecorded', 'has no recorded answer for these parameters'],
]);

/** Answers out of a fixture: the first record of the name whose parameters are the call's, or that has none. */
export function recordedAnswers(records: ContentApiRecords): ContentApiResolver {
  return ({ name, params }) => {
    const known = records.get(name);
    if (known === undefined) return 'unknown';
    const record = known.find((one) => one.params === undefined || one.params.equals(params));
    if (record === undefined) return { failure: 'unrecorded', detail: repr(params) };
    if (record.failure !== undefined) return { failure: record.failure };
    return { answer: record.answer ?? null };
  };
}

/** The variable `ContentApi`: each member of it is a function that makes a call. */
export class ContentApi extends PyObject {
  readonly typeName: string = 'ContentApi';
  protected readonly resolve: ContentApiResolver;

  constructor(resolve: ContentApiResolver) {
    super();
    this.resolve = resolve;
  }

  override repr(): string {
    return `<${this.typeName}>`;
  }

  override attribute(name: string): Value {
    return new ContentApiFunction(name, this.resolve);
  }

  override item(key: Value): Value {
    if (typeof key !== 'string') throw raise('KeyError', repr(key));
    return this.attribute(key);
  }
}

class ContentApiFunction extends PyObject {
  readonly typeName = 'ContentApiFunction';
  private readonly name: string;
  private readonly resolve: ContentApiResolver;

  constructor(name: string, resolve: ContentApiResolver) {
    super();
    this.name = name;
    this.resolve = resolve;
  }

  override repr(): string {
    return `<ContentApi ${this.name}>`;
  }

  override call(state: CallState, args: readonly Value[], kwargs: Kwargs): Value {
    state.meter.step(100);
    const { name } = this;
    return answerOf({ name, ...splitParts(this.parameters(args, kwargs)) }, this.resolve);
  }

  private parameters(args: readonly Value[], kwargs: Kwargs): Dict {
    const [first = new Dict(), ...rest] = args;
    if (!(first instanceof Dict) || rest.length > 0)
      throw raise('TypeError', `ContentApi.${this.name}() takes one dict of parameters`);
    return kwargs.size === 0 ? first : Dict.of([...first.entries(), ...kwargs]);
  }
}

/** The parameters and the body of a call; an argument in the editor's parts holds the parameters inside them. */
function splitParts(argument: Dict): Omit<ContentApiCall, 'name'> {
  const names = [...argument.keys()];
  const isEditors = names.length > 0 && names.every((name) => EDITOR_PARTS.includes(str(name)));
  if (!isEditors) return { params: argument };
  const [body, ...parts] = EDITOR_PARTS.toReversed().map((name) => argument.getString(name));
  const entries = parts
    .toReversed()
    .flatMap((part) => (part instanceof Dict ? [...part.entries()] : []));
  const hasBody = body instanceof Dict && body.size > 0;
  return { params: Dict.of(entries), ...(hasBody && { body }) };
}

/** What a call answers, as a value that the render may change; throws an AccountError where it fails. */
function answerOf(call: ContentApiCall, resolve: ContentApiResolver): Value {
  const { name } = call;
  const answer = resolve(call);
  if (answer === 'unknown') throw new AccountError('Content API', name, contentApiNotFound(name));
  if ('answer' in answer) return copyValue(answer.answer);
  const why = REASONS.get(answer.failure) ?? answer.failure;
  const detail = answer.detail === undefined ? '' : `: ${answer.detail}`;
  throw new AccountError('Content API', name, `Content API '${name}' ${why}${detail}`);
}

/** The variable `Content`, as some templates write it: `Content['x']` is the answer of `ContentApi.x()`. */
export class Content extends ContentApi {
  override readonly typeName: string = 'Content';

  override attribute(name: string): Value {
    return answerOf({ name, params: new Dict() }, this.resolve);
  }
}
