/** What a stand-in account answers. */
export type StandInAnswer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
};

/** An answer that holds what was asked for. */
export function fine(body: unknown): StandInAnswer {
  return { status: 200, body };
}

/** The shape of the errors of a call: previews and templates share one, content blocks have their own. */
export type ErrorShape = 'preview' | 'templates' | 'blocks';

/** A refusal of the credentials; content blocks document none, so theirs has the shape of their other errors. */
export function unauthorized(shape: ErrorShape): StandInAnswer {
  const message = 'Authentication required';
  const said = 'Invalid credentials are provided.';
  const [code, detail] =
    shape === 'preview'
      ? [
          '401 Authentication error',
          {
            code: 'InvalidValue',
            target: 'APP_SECRET_KEY',
            message: [{ code: 'InvalidValue', target: 'APP_SECRET_KEY', message: said }],
          },
        ]
      : ['401 Unauthorized', { code: 'InvalidValue', target: 'APP_ID', message: said }];
  if (shape === 'blocks') return blockError(401, message, said);
  return { status: 401, body: { error: { code, message, details: [detail], request_id: '' } } };
}

/** A refusal of a request for one of its fields. */
export function badRequest(
  shape: ErrorShape,
  target: string,
  message: string,
  requestId: string = '',
): StandInAnswer {
  if (shape === 'blocks') return blockError(400, 'Invalid Field Value', `${target} - ${message}`);
  const detail =
    shape === 'preview' ? { target, message } : { code: 'InvalidValue', target: [target], message };
  const error = {
    code: '400 Bad Request',
    message: shape === 'preview' ? message : 'Invalid Field Value',
    ...(shape === 'preview' && { target }),
    details: [detail],
    request_id: requestId,
  };
  return { status: 400, body: { error } };
}

/** A refusal because of too many requests; `seconds` until the next may come. */
export function tooMany(shape: ErrorShape, seconds: number): StandInAnswer {
  const headers = { 'retry-after': String(seconds), 'x-ratelimit-reset': String(seconds) };
  const text = 'Rate limit breached';
  if (shape === 'blocks') return { ...blockError(429, 'Too Many Requests', text), headers };
  const body =
    shape === 'preview'
      ? {
          error: {
            code: '429 conflict',
            message: 'rate_limit',
            target: '',
            details: [{ target: 'rate_limit', message: text }],
            request_id: 'stand-in',
          },
        }
      : {
          response_id: 'stand-in',
          type: 'custom_template',
          error: { code: 'Too Many Requests', message: text },
        };
  return { status: 429, headers, body };
}

function blockError(status: number, title: string, description: string): StandInAnswer {
  return { status, body: { title, description, code: 'STANDIN1' } };
}
