import { jsonIn } from '../../diagnostics/index.ts';
import { compileSchema, type Validate } from '../../documents/index.ts';
import { readCredentials, type StandInAnswer, type StandInRequest } from '../../live/index.ts';
import { checkRequest } from './check-request.ts';
import {
  AUTHENTICATION_PATH,
  CREATE_EVENT_REQUEST,
  DATA_API_LIMITS,
  eventPath,
  type CreateEventRequest,
} from './contract.ts';
import { notFound, refused, REFUSALS, type Refusal, type RefusalName } from './refusals.ts';

/** What a stand-in for the Data API is. Without a `key` any key of its workspace is taken. */
export type DataApiOptions = {
  readonly workspaceId: string;
  readonly key?: string | undefined;
  /** The present instant in epoch milliseconds. */
  readonly now: () => number;
  /** Events a minute: MoEngage's 30,000 unless given. */
  readonly perMinute?: number;
  /** Whether users may be named by `user_identifiers` alone; they may not unless given. */
  readonly identityResolution?: boolean;
  /** Asked for each request that would be accepted: the refusal that it gets all the same. */
  readonly fault?: () => RefusalName | undefined;
  /** Told of each request that is accepted. */
  readonly onAccepted?: (request: CreateEventRequest) => void;
};

/** Answers a request as MoEngage's contract says. Never throws for what a request holds. */
export type DataApi = (request: StandInRequest) => StandInAnswer;

const MINUTE = 60_000;

/**
 * A stand-in for the Data API: `/event` and the test of credentials, with the documented answers, errors and headers of the
 * rate limit. In which order the checks come is not documented. Source: MoEngage's OpenAPI file and its page Data Overview.
 */
export function dataApiStandIn(options: DataApiOptions): DataApi {
  const rate = new RateWindow(options.perMinute ?? DATA_API_LIMITS.eventsPerMinute, options.now);
  const fits: Validate = compileSchema(CREATE_EVENT_REQUEST);
  let count = 0;
  return (request) => {
    count += 1;
    const requestId = `standin${count}`;
    const isEvent = request.path.startsWith('/v1/event/');
    if (!isEvent && request.path !== AUTHENTICATION_PATH)
      return { status: 404, body: { message: 'no such address' } };
    if (request.method !== 'POST') return { status: 405, body: { message: 'POST is expected' } };
    if (!isEvent) return answerAuthentication(request, options, requestId);
    const result = judge(request, options, fits, rate);
    if ('status' in result) return { ...refused(result, requestId), headers: rate.headers() };
    options.onAccepted?.(result);
    const message = 'Your request has been accepted and will be processed soon.';
    return {
      status: 200,
      headers: rate.headers(),
      body: { status: 'success', message, request_id: requestId },
    };
  };
}

/** The request in a body, or why it is refused. */
function judge(
  request: StandInRequest,
  options: DataApiOptions,
  fits: Validate,
  rate: RateWindow,
): CreateEventRequest | Refusal {
  const { body } = request;
  const early = wrongType(request) ?? wrongCredentials(request, options) ?? wrongSize(body);
  if (early !== undefined) return early;
  const value = jsonIn(body);
  if (value === undefined) return REFUSALS['incorrect-json'];
  const { identityResolution = false } = options;
  const checked = checkRequest(value, { fits, identityResolution, now: options.now() });
  if ('refusal' in checked) return checked.refusal;
  const fault = options.fault?.();
  if (fault !== undefined) return REFUSALS[fault];
  return rate.takes(checked.request.actions.length) ? checked.request : REFUSALS['rate-limit'];
}

function wrongType({ headers }: StandInRequest): Refusal | undefined {
  const type = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === '') return REFUSALS['missing-content-type'];
  return type === 'application/json' ? undefined : REFUSALS['unsupported-media-type'];
}

function wrongCredentials(
  { headers, path }: StandInRequest,
  { workspaceId, key }: DataApiOptions,
): Refusal | undefined {
  const header = headers.get('authorization') ?? '';
  if (header === '') return REFUSALS['missing-header'];
  const given = readCredentials(header);
  if (given === undefined) return REFUSALS['unreadable-header'];
  if (path !== eventPath(given.user)) return REFUSALS['workspace-mismatch'];
  if (given.user !== workspaceId) return REFUSALS['wrong-workspace'];
  const isKey = given.password !== '' && (key === undefined || given.password === key);
  return isKey ? undefined : REFUSALS['auth-error'];
}

function wrongSize(body: string): Refusal | undefined {
  if (body.trim() === '') return REFUSALS['empty-body'];
  const bytes = new TextEncoder().encode(body).length;
  return bytes > DATA_API_LIMITS.bytes ? REFUSALS['payload-exceeded'] : undefined;
}

function answerAuthentication(
  { body, headers }: StandInRequest,
  { workspaceId, key }: DataApiOptions,
  requestId: string,
): StandInAnswer {
  const value = jsonIn(body);
  if (typeof value !== 'object' || value === null)
    return refused(REFUSALS['incorrect-json'], requestId);
  const given = new Map<string, unknown>(Object.entries(value));
  const missing = ['app_id', 'app_secret', 'source', 'region'].find((name) => !given.has(name));
  if (missing !== undefined) return refused(notFound(missing), requestId);
  const secret = given.get('app_secret');
  const isOurs = given.get('app_id') === workspaceId && headers.get('moe-appkey') === workspaceId;
  if (!isOurs || secret === '' || (key !== undefined && secret !== key))
    return refused(REFUSALS['auth-error'], requestId);
  return { status: 200, body: { status: 'success', app_name: workspaceId } };
}

/** Counts events in windows of a minute. Source: MoEngage's page Data Overview, Monitor Your Usage. */
class RateWindow {
  private readonly limit: number;
  private readonly now: () => number;
  private start: number;
  private used = 0;

  constructor(limit: number, now: () => number) {
    this.limit = limit;
    this.now = now;
    this.start = now();
  }

  /** Whether so many events still fit into the window; they are counted if so. */
  takes(events: number): boolean {
    this.roll();
    if (this.used + events > this.limit) return false;
    this.used += events;
    return true;
  }

  /** The headers of every answer; the reset is in seconds, less than 60. */
  headers(): Readonly<Record<string, string>> {
    this.roll();
    const seconds = Math.ceil((this.start + MINUTE - this.now()) / 1000);
    return {
      'x-ratelimit-limit': String(this.limit),
      'x-ratelimit-remaining': String(this.limit - this.used),
      'x-ratelimit-reset': String(Math.min(59, seconds)),
    };
  }

  private roll(): void {
    const passed = this.now() - this.start;
    if (passed < MINUTE) return;
    this.start += passed - (passed % MINUTE);
    this.used = 0;
  }
}
