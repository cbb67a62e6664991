import type { SchemaIssue, Validate } from '../../documents/index.ts';
import type { CreateEventRequest } from './contract.ts';
import { notExpected, notFound, REFUSALS, type Refusal } from './refusals.ts';

/** How a request is checked: by the compiled contract, at an instant; users may be named by `user_identifiers` alone where identities are resolved. */
type CheckOptions = {
  readonly fits: Validate;
  /** The present instant in epoch milliseconds. */
  readonly now: number;
  readonly identityResolution: boolean;
};

/** A request, or why it is refused. */
type CheckedRequest = { readonly request: CreateEventRequest } | { readonly refusal: Refusal };

/** The largest difference of a local time from UTC in milliseconds, as `user_timezone_offset` allows. */
const LARGEST_OFFSET = 54_000_000;

/** Epoch times from here on are milliseconds: the contract's examples have them where its text says seconds. */
const EPOCH_MILLISECONDS = 1e11;

/** Checks the value of a request's body by the contract, then that no event is in the future. */
export function checkRequest(value: unknown, options: CheckOptions): CheckedRequest {
  if (!options.fits(value)) {
    const issues = (options.fits.errors ?? []) as readonly SchemaIssue[];
    const issue = issues.find((one) => !isResolved(one, value, options));
    if (issue !== undefined) return { refusal: refusalOf(issue) };
  }
  const request = value as CreateEventRequest;
  for (const { current_time: utc, user_time: local } of request.actions) {
    if (isAfter(utc, options.now)) return { refusal: notExpected('current_time', 'in the past') };
    if (isAfter(local, options.now + LARGEST_OFFSET))
      return { refusal: notExpected('user_time', 'in the past') };
  }
  return { request };
}

function isResolved(
  { params }: SchemaIssue,
  value: unknown,
  { identityResolution }: CheckOptions,
): boolean {
  if (!identityResolution || params['missingProperty'] !== 'customer_id') return false;
  const { user_identifiers: others } = value as Partial<CreateEventRequest>;
  return Object.keys(others ?? {}).length > 0;
}

function refusalOf({ keyword, params, instancePath, parentSchema }: SchemaIssue): Refusal {
  const path = instancePath.split('/').slice(1);
  const attribute = path.findLast((step) => !/^\d+$/.test(step)) ?? '';
  const isWholeAction = path[0] === 'actions' && path.length === 2;
  if (keyword === 'required') return notFound(String(params['missingProperty']));
  if (path.length === 0 || (isWholeAction && keyword === 'type')) return REFUSALS['incorrect-json'];
  if (attribute === 'action')
    return REFUSALS[keyword === 'type' ? 'incorrect-action' : 'missing-action-key'];
  if (keyword === 'minItems') return REFUSALS['missing-actions'];
  return notExpected(attribute, expectedOf(keyword, params, parentSchema));
}

function expectedOf(
  keyword: string,
  params: SchemaIssue['params'],
  { description }: SchemaIssue['parentSchema'],
): string {
  if (keyword === 'const') return String(params['allowedValue']);
  if (keyword === 'enum') return (params['allowedValues'] as readonly string[]).join(', ');
  if (keyword === 'type') return [params['type']].flat().join(' or ');
  if (typeof params['limit'] === 'number')
    return `${String(params['comparison'])} ${params['limit']}`;
  return typeof description === 'string' ? description : 'another value';
}

function isAfter(time: number | string | undefined, limit: number): boolean {
  if (time === undefined) return false;
  const number = Number(time);
  if (Number.isNaN(number)) return Date.parse(String(time)) > limit;
  return (number < EPOCH_MILLISECONDS ? number * 1000 : number) > limit;
}
