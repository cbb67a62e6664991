import { isYamlFile } from '../account/index.ts';
import { FindingsError } from '../diagnostics/index.ts';
import type { Files } from './files.ts';

/** Endings of tables, pictures, archives and databases: no template has them. */
const NO_TEMPLATE =
  /\.(?:csv|tsv|parquet|ndjson|jsonl|xlsx?|docx?|pdf|png|jpe?g|gif|webp|ico|zip|gz|tgz|db|sqlite|key|pem)$/i;

/** Throws a FindingsError for a file whose name says that it is not a template. */
export function refuseOtherFile(path: string): void {
  const ending = NO_TEMPLATE.exec(path)?.[0];
  if (ending === undefined) return;
  throw new FindingsError([
    {
      code: 'cli/not-a-template',
      severity: 'error',
      message: `a template is expected, and ${ending.toLowerCase()} is no ending of one`,
      hint: 'name a template, such as mail.html or mail.html.jinja, or a campaign file',
      file: path,
    },
  ]);
}

/** Reads a template. Throws a FindingsError for a file that is something else by its name or its keys. */
export async function readTemplate(path: string, files: Pick<Files, 'read'>): Promise<string> {
  refuseOtherFile(path);
  const text = await files.read(path);
  if (isYamlFile(path)) (await import('./refuse-document.ts')).refuseDocument(text, path);
  return text;
}
