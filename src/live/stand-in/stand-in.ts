import { Dict, parseJson, type Value } from '../../jinja/index.ts';
import { ENDPOINTS, type EndpointName } from '../endpoints.ts';
import {
  badRequest,
  fine,
  tooMany,
  unauthorized,
  type ErrorShape,
  type StandInAnswer,
} from './answers.ts';
import { readCredentials } from './credentials.ts';
import { answerPreview, type PreviewSettings } from './preview.ts';
import {
  answerBlocks,
  answerBlocksById,
  answerTemplates,
  type StoredBlock,
  type StoredTemplate,
} from './stored.ts';

/** A request to a stand-in account; names of headers are in lower case. */
export type StandInRequest = {
  readonly method: string;
  readonly path: string;
  readonly headers: { get(name: string): string | undefined };
  readonly body: string;
};

/** What a stand-in account is. Without a `key` any key of its workspace is taken. */
export type StandInOptions = PreviewSettings & {
  readonly workspaceId: string;
  readonly key?: string | undefined;
  readonly templates?: readonly StoredTemplate[];
  readonly blocks?: readonly StoredBlock[];
  /** The number of the first page of templates, which is not documented. */
  readonly firstPage?: 0 | 1;
  /** The present instant in epoch milliseconds. */
  readonly now: () => number;
};

const SHAPES: Readonly<Record<EndpointName, ErrorShape>> = {
  preview: 'preview',
  templates: 'templates',
  blocks: 'blocks',
  blocksById: 'blocks',
};

const MINUTE = 60_000;

/** An account that answers as the contract says, in place of the real one. It holds no data but what it is given. */
export class StandIn {
  private readonly options: StandInOptions;
  /** When the last requests came, by call. */
  private readonly came: Map<EndpointName, number[]> = new Map();

  constructor(options: StandInOptions) {
    this.options = options;
  }

  /** The answer to a request; never throws for what a request holds. */
  async answer(request: StandInRequest): Promise<StandInAnswer> {
    const name = [...endpoints()].find(([, { path }]) => path === request.path)?.[0];
    if (name === undefined) return { status: 404, body: { message: 'no such address' } };
    if (request.method !== 'POST') return { status: 405, body: { message: 'POST is expected' } };
    const shape = SHAPES[name];
    if (!this.isKnown(request)) return unauthorized(shape);
    const seconds = this.secondsToWait(name);
    if (seconds > 0) return tooMany(shape, seconds);
    const body = readBody(request.body);
    if (body === undefined) return badRequest(shape, 'body', 'the body is not a JSON object');
    switch (name) {
      case 'preview':
        return answerPreview(body, this.options);
      case 'templates':
        return answerTemplates(body, this.options.templates ?? [], this.options.firstPage ?? 1);
      case 'blocks':
        return answerBlocks(this.options.blocks ?? []);
      case 'blocksById':
        return answerBlocksById(body, this.options.blocks ?? []);
      default:
        return fine({});
    }
  }

  private isKnown({ headers }: StandInRequest): boolean {
    const { workspaceId, key } = this.options;
    if (headers.get('moe-appkey') !== workspaceId) return false;
    const given = readCredentials(headers.get('authorization') ?? '');
    if (given === undefined || given.user !== workspaceId || given.password === '') return false;
    return key === undefined || given.password === key;
  }

  private secondsToWait(name: EndpointName): number {
    const now = this.options.now();
    const came = (this.came.get(name) ?? []).filter((at) => at > now - MINUTE);
    this.came.set(name, came);
    const [first = now] = came;
    if (came.length >= ENDPOINTS[name].perMinute) return Math.ceil((first + MINUTE - now) / 1000);
    came.push(now);
    return 0;
  }
}

function endpoints(): [EndpointName, { readonly path: string }][] {
  return Object.entries(ENDPOINTS) as [EndpointName, { readonly path: string }][];
}

function readBody(text: string): Dict | undefined {
  try {
    const value: Value = parseJson(text);
    return value instanceof Dict ? value : undefined;
  } catch {
    return undefined;
  }
}
