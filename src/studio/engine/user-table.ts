import { isExportName, isExportText, RECIPIENT_VARIABLES } from '../../account/index.ts';
import type { Campaign } from '../../campaign/index.ts';
import { repr, str, type Value } from '../../jinja/index.ts';
import { Cache } from '../../diagnostics/index.ts';
import type { PreviewAttribute } from '../../preview/index.ts';
import type { StudioColumn, StudioUsers } from '../protocol.ts';
import { UserText } from './user-text.ts';

/** So many users' files are kept as they were read. */
const MOST = 2048;

/** More columns than this are no table: exports have hundreds of attributes. */
const MOST_COLUMNS = 60;

/** The users of a campaign as a table: attributes that the message reads come first, then those that any user has. */
export class UserTable {
  readonly #read: Cache<UserText> = new Cache(MOST);
  #last: { readonly columns: string; readonly users: Campaign['users'] } | undefined;

  /** The table of a campaign; undefined where it is the one of the last time. */
  changed(
    campaign: Campaign,
    texts: ReadonlyMap<string, string>,
    reads: readonly PreviewAttribute[],
  ): StudioUsers | undefined {
    const users = campaign.users;
    const columns = this.#columns(campaign, reads);
    const key = JSON.stringify(columns);
    if (this.#last?.columns === key && isSame(this.#last.users, users)) return undefined;
    this.#last = { columns: key, users };
    return {
      columns,
      users: users.map(({ name, file, recipient }) => {
        const text = texts.get(file) ?? '';
        const isEditable = !isExportName(file) && !isExportText(file, text);
        const own = isEditable ? this.text(file, text) : undefined;
        const cells = columns.map(({ section, name: column }) =>
          own === undefined ? valueText(recipient, section, column) : own.cell(section, column),
        );
        return { name, file, isEditable, cells };
      }),
    };
  }

  /** A user's file as it was read. */
  text(file: string, text: string): UserText {
    return this.#read.recall(`${file}\n${text}`, () => new UserText(text, file));
  }

  #columns({ users }: Campaign, reads: readonly PreviewAttribute[]): readonly StudioColumn[] {
    const found = new Map<string, StudioColumn>();
    const add = (section: string, name: string): void => {
      if (found.size < MOST_COLUMNS) found.set(`${section} ${name}`, { section, name });
    };
    for (const { kind, name } of reads) {
      const variable = RECIPIENT_VARIABLES.find(({ noun }) => noun === kind);
      if (variable !== undefined) add(variable.section, name);
    }
    for (const { part, section } of RECIPIENT_VARIABLES)
      for (const { recipient } of users)
        for (const key of recipient[part]?.keys() ?? []) add(section, str(key));
    return [...found.values()];
  }
}

/** Whether they are the same users: a file whose text is the same gives the same object. */
function isSame(before: Campaign['users'], now: Campaign['users']): boolean {
  return before.length === now.length && before.every((user, at) => user === now[at]);
}

function valueText(
  recipient: Campaign['users'][number]['recipient'],
  section: string,
  name: string,
): string | null {
  const part = RECIPIENT_VARIABLES.find((one) => one.section === section)?.part;
  const value: Value | undefined = part && recipient[part]?.get(name);
  if (value === undefined) return null;
  if (value === null) return 'null';
  return typeof value === 'string' ? value : repr(value);
}
