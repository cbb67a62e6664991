import type { Dict } from '../../jinja/index.ts';
import { badRequest, fine, type StandInAnswer } from './answers.ts';

/** An email template of a stand-in account. */
export type StoredTemplate = {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly content: string;
  readonly subject: string;
  readonly previewText?: string;
  readonly senderName?: string;
  readonly locale?: string;
  readonly updatedAt?: string;
};

/** A content block of a stand-in account. */
export type StoredBlock = {
  readonly id: string;
  readonly name: string;
  readonly kind: 'HTML' | 'TEXT';
  readonly content: string;
  readonly status?: 'ACTIVE' | 'ARCHIVED';
  readonly updatedAt?: string;
};

const MOST_ENTRIES = 15;
const SOMEBODY = 'somebody@example.com';
const LONG_AGO = '2026-01-01T00:00:00';

/** One page of email templates. */
export function answerTemplates(
  body: Dict,
  templates: readonly StoredTemplate[],
  firstPage: 0 | 1,
): StandInAnswer {
  const [page, entries] = ['page', 'entries'].map((key) => body.getString(key));
  if (typeof page !== 'number' || page < firstPage)
    return badRequest('templates', 'page', `page is a number from ${firstPage} on`);
  if (typeof entries !== 'number' || entries < 1 || entries > MOST_ENTRIES)
    return badRequest('templates', 'entries', `entries is a number from 1 to ${MOST_ENTRIES}`);
  const from = (page - firstPage) * entries;
  return fine({ data: templates.slice(from, from + entries).map(templateJson) });
}

function templateJson(template: StoredTemplate): unknown {
  const { id, name, version, content, subject, previewText, senderName, locale } = template;
  return {
    external_template_id: id,
    version,
    basic_details: {
      email_content: content,
      subject,
      attachments: [],
      thumbnail_url: '',
      sender_name: senderName ?? '',
      ...(previewText !== undefined && { preview_text: previewText }),
    },
    meta_info: {
      template_id: name,
      template_name: name,
      template_version: String(version),
      created_by: SOMEBODY,
      ...(locale !== undefined && { locale }),
    },
    created_by: SOMEBODY,
    created_at: LONG_AGO,
    updated_by: SOMEBODY,
    updated_at: template.updatedAt ?? LONG_AGO,
  };
}

/** All content blocks, without what they hold. */
export function answerBlocks(blocks: readonly StoredBlock[]): StandInAnswer {
  return fine({ data: blocks.map(blockJson) });
}

/** The content blocks of these ids. */
export function answerBlocksById(body: Dict, blocks: readonly StoredBlock[]): StandInAnswer {
  const ids = body.getString('ids');
  if (!Array.isArray(ids)) return badRequest('blocks', 'ids', 'ids is a list of texts');
  const isRaw = body.getString('is_raw_content_required') === true;
  const found = blocks.filter(({ id }) => ids.includes(id));
  return fine({
    data: found.map((block) => ({
      ...blockJson(block),
      content: block.content,
      ...(isRaw && { raw_content: block.content }),
      images_used: [],
    })),
  });
}

function blockJson({ id, name, kind, status, updatedAt }: StoredBlock): Record<string, unknown> {
  return {
    id,
    name,
    label: name,
    description: '',
    content_type: kind,
    status: status ?? 'ACTIVE',
    created_by: SOMEBODY,
    created_at: LONG_AGO,
    updated_by: SOMEBODY,
    updated_at: updatedAt ?? LONG_AGO,
    tag_ids: [],
    team_ids: ['0'],
  };
}
