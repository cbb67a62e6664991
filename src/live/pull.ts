import { FindingsError, isObject } from '../diagnostics/index.ts';
import type { AccountClient } from './client.ts';
import { ENDPOINTS, type EndpointName } from './endpoints.ts';
import { badAnswer, problemFinding, readProblem, textOf, type Problem } from './problems.ts';

/** An email template of an account. `details` are what else is known of it, in the account's words, by our names. */
export type AccountTemplate = {
  readonly id: string;
  readonly name: string;
  readonly content: string;
  readonly details: Readonly<Record<string, string>>;
};

/** A content block of an account; `content` as it was written there. */
type AccountBlock = AccountTemplate & { readonly kind: 'html' | 'text' };

/** Everything of an account that becomes files. */
export type PulledAccount = {
  readonly templates: readonly AccountTemplate[];
  readonly blocks: readonly AccountBlock[];
};

type Json = Readonly<Record<string, unknown>>;

/** So many templates are on a page: the most that the contract allows. */
const PAGE = 15;
/** More pages than this are no list that ends. */
const MOST_PAGES = 2000;
/** So many content blocks are asked for at a time; the contract has no bound. */
const BLOCKS = 50;

/** Fetches all email templates and content blocks of an account. Throws a FindingsError where it cannot be asked. */
export async function pullAccount(client: AccountClient): Promise<PulledAccount> {
  return { templates: await pullTemplates(client), blocks: await pullBlocks(client) };
}

/**
 * Whether the first page is 0 or 1 is not documented: 0 is asked for too, and may be refused. A template that is on both is the
 * same.
 */
async function pullTemplates(client: AccountClient): Promise<readonly AccountTemplate[]> {
  const found = new Map<string, AccountTemplate>();
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const body = JSON.stringify({ page, entries: PAGE });
    // oxlint-disable-next-line no-await-in-loop -- a page after the other
    const answer = await client.ask('templates', body, (problem) =>
      page === 0 ? noPage(problem) : undefined,
    );
    if (answer === NO_PAGE) continue;
    const data = listOf(answer, 'templates');
    const before = found.size;
    for (const one of data.map(templateOf)) found.set(one.id, one);
    const isNew = found.size > before;
    if (page > 0 && (data.length < PAGE || !isNew)) break;
  }
  return [...found.values()];
}

/** In place of the answer for a page that the account does not have. */
const NO_PAGE = 'no page';

function noPage({ status }: Problem): typeof NO_PAGE | undefined {
  return status === 400 ? NO_PAGE : undefined;
}

async function pullBlocks(client: AccountClient): Promise<readonly AccountBlock[]> {
  const listed = listOf(await client.ask('blocks', JSON.stringify({ filters: {} })), 'blocks');
  const ids = listed.map((block) => required(block, 'id', 'blocks'));
  const blocks: AccountBlock[] = [];
  for (let from = 0; from < ids.length; from += BLOCKS) {
    const some = ids.slice(from, from + BLOCKS);
    const body = JSON.stringify({ ids: some, is_raw_content_required: true });
    // oxlint-disable-next-line no-await-in-loop -- a batch after the other
    blocks.push(...listOf(await client.ask('blocksById', body), 'blocksById').map(blockOf));
  }
  return blocks;
}

function listOf(answer: Json, name: EndpointName): readonly Json[] {
  const { data } = answer;
  if (Array.isArray(data) && data.every(isObject)) return data;
  // The contract allows an error in an answer of status 200 too.
  if (isObject(answer['error'])) {
    const problem = readProblem(200, JSON.stringify(answer));
    throw new FindingsError([problemFinding(problem, ENDPOINTS[name])]);
  }
  throw new FindingsError([badAnswer(ENDPOINTS[name], 'a list under data')]);
}

function required(json: Json, key: string, name: EndpointName): string {
  const value = json[key];
  if (typeof value === 'string') return value;
  throw new FindingsError([badAnswer(ENDPOINTS[name], `a text under ${key}`)]);
}

function templateOf(json: Json): AccountTemplate {
  const [basic, meta] = ['basic_details', 'meta_info'].map((key) => {
    const value = json[key];
    return isObject(value) ? value : {};
  }) as [Json, Json];
  return {
    id: required(json, 'external_template_id', 'templates'),
    name: textOf(meta['template_name']) || textOf(meta['template_id']),
    content: required(basic, 'email_content', 'templates'),
    details: known({
      subject: basic['subject'],
      preheader: basic['preview_text'],
      sender: basic['sender_name'],
      version: json['version'],
      templateId: meta['template_id'],
      locale: meta['locale'],
      variation: meta['variation'],
      group: meta['group_id'],
      updatedAt: json['updated_at'],
      updatedBy: json['updated_by'],
    }),
  };
}

function blockOf(json: Json): AccountBlock {
  const raw = json['raw_content'];
  return {
    id: required(json, 'id', 'blocksById'),
    name: required(json, 'name', 'blocksById'),
    kind: textOf(json['content_type']).toUpperCase() === 'HTML' ? 'html' : 'text',
    content: typeof raw === 'string' ? raw : required(json, 'content', 'blocksById'),
    details: known({
      description: json['description'],
      status: json['status'],
      updatedAt: json['updated_at'],
      updatedBy: json['updated_by'],
    }),
  };
}

/** Those of the values that are texts or numbers and not empty. */
function known(values: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const texts = Object.entries(values).map(([key, value]) => [key, textOf(value)] as const);
  return Object.fromEntries(texts.filter(([, text]) => text !== ''));
}
