import { otherThanTemplate } from '../account/index.ts';
import { FindingsError } from '../diagnostics/index.ts';

/** Throws a FindingsError for a YAML or JSON file that is not a template but a field map, a campaign or such, by its keys. */
export function refuseDocument(text: string, file: string): void {
  const other = otherThanTemplate(text, file);
  if (other !== undefined) throw new FindingsError([other]);
}
