import { isObject, jsonIn, printable, type Finding } from '../diagnostics/index.ts';
import type { Endpoint } from './endpoints.ts';

/** What an answer with an error says, whichever of the contract's four shapes it has. */
export type Problem = {
  readonly status: number;
  /** In the account's words, '' where it says nothing that can be read. */
  readonly message: string;
  /** The field of the request that it is about. */
  readonly target: string | undefined;
  /** What MoEngage's support asks for. */
  readonly requestId: string | undefined;
};

type Json = Readonly<Record<string, unknown>>;

/** So many characters of an account's words are repeated. */
const MOST = 300;

/**
 * Reads the body of an error: `{error: {code, message, target, details, request_id}}` of previews and templates, `{error: {type, message, attribute,
 * request_id}}` of the Data API, with details whose
 * messages may be lists again, `{response_id, type, error}` of the templates' rate limit, `{title, message}` of their server errors,
 * `{title, description, code}` of content blocks. Any other body has no message.
 */
export function readProblem(status: number, body: string): Problem {
  const json = jsonOf(body);
  const error = isObject(json?.['error']) ? json['error'] : undefined;
  const details = error === undefined ? [] : detailsOf(error['details']);
  const said = error
    ? [textOf(error['message']), ...details.map(({ message }) => message)]
    : [textOf(json?.['title']), textOf(json?.['description']), textOf(json?.['message'])];
  const message = [...new Set(said.filter((text) => text !== ''))].join(': ');
  const targets = [
    textOf(error?.['target']),
    textOf(error?.['attribute']),
    ...details.map(({ target }) => target),
  ];
  const id = textOf(error?.['request_id']) || textOf(json?.['response_id']);
  const code = error === undefined ? textOf(json?.['code']) : '';
  return {
    status,
    message: message.slice(0, MOST),
    target: targets.find((target) => target !== ''),
    requestId: id || code || undefined,
  };
}

type Detail = { readonly target: string; readonly message: string };

/** Details, and those inside of them: an answer of 401 has a list where others have a text. */
function detailsOf(value: unknown): readonly Detail[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isObject).flatMap((one): readonly Detail[] => {
    const inner = detailsOf(one['message']);
    const { target } = one;
    const named = Array.isArray(target) ? target.map(textOf).join(', ') : textOf(target);
    return inner.length > 0 ? inner : [{ target: named, message: textOf(one['message']) }];
  });
}

/** The finding of a request that an account did not do. */
export function problemFinding(problem: Problem, { name }: Endpoint): Finding {
  const { status, message, target, requestId } = problem;
  const { code, what, hint } = kindOf(problem);
  const about = target === undefined || message.includes(target) ? '' : ` (${target})`;
  const said = message === '' ? '' : `: ${message}${about}`;
  const id = requestId === undefined ? '' : `, request ${requestId}`;
  return {
    code,
    severity: 'error',
    message: printable(`${name}: ${what} (status ${status}${id})${said}`),
    hint,
  };
}

type Kind = { readonly code: string; readonly what: string; readonly hint: string };

const KINDS: ReadonlyMap<number, Kind> = new Map([
  [
    401,
    {
      code: 'live/unauthorized',
      what: 'the account does not accept the key',
      hint: "give the API key of 'Campaign report/Business events/Custom templates/Catalog API/Inform Report' under Settings > Account > APIs, and check workspace.id and workspace.dataCenter of the configuration",
    },
  ],
  [
    403,
    {
      code: 'live/unauthorized',
      what: 'the account does not allow this request',
      hint: 'check that the workspace may use this API and that no list of allowed addresses excludes this machine',
    },
  ],
  [
    404,
    {
      code: 'live/not-found',
      what: 'there is no such address',
      hint: 'check workspace.dataCenter: it is the number in the address of the dashboard',
    },
  ],
  [
    413,
    {
      code: 'live/too-large',
      what: 'the request is too large',
      hint: 'a message over 90 KB is more than MoEngage recommends: shorten the template',
    },
  ],
  [
    429,
    {
      code: 'live/rate-limited',
      what: 'the account has had too many requests',
      hint: 'wait a minute and run the command again; other programs with the same workspace count too',
    },
  ],
]);

function kindOf({ status, target }: Problem): Kind {
  const kind = KINDS.get(status);
  if (kind !== undefined) return kind;
  if (status >= 500)
    return {
      code: 'live/server-error',
      what: 'the account failed, several times',
      hint: "run the command again later; MoEngage's support asks for the id of the request",
    };
  if (status >= 300 && status < 400)
    return {
      code: 'live/redirected',
      what: 'the answer leads to another address, which is not followed with a key',
      hint: 'check workspace.dataCenter and what is between this machine and MoEngage',
    };
  return {
    code: 'live/bad-request',
    what: 'the account refuses the request',
    hint:
      target === undefined
        ? 'the message says what MoEngage expected'
        : `'${printable(target)}' is the part of the request that MoEngage names`,
  };
}

/** The finding of a request that got no answer: `reason` is the system's code or what happened. */
export function unreachable(host: string, reason: string, hint?: string): Finding {
  return {
    code: 'live/unreachable',
    severity: 'error',
    message: `${host} does not answer: ${printable(reason)}`,
    hint: hint ?? 'check the connection, and the proxy if there is one (see docs/live.md)',
  };
}

/** The finding of an answer that is not what the contract says. */
export function badAnswer({ name }: Endpoint, expected: string): Finding {
  return {
    code: 'live/bad-answer',
    severity: 'error',
    message: `${name}: the answer is not what MoEngage documents: expected ${expected}`,
    hint: 'something between this machine and MoEngage may have answered; otherwise the API has changed: please report it',
  };
}

/** The object that a text of JSON is; undefined for any other text. */
export function jsonOf(text: string): Json | undefined {
  const value = jsonIn(text);
  return isObject(value) ? value : undefined;
}

/** A text or number as text; '' for anything else. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : '';
}
