import { didYouMean, type Finding } from '../diagnostics/index.ts';
import { readTree, shown, toValue, type Tree } from '../documents/index.ts';
import { Dict, str, type Value } from '../jinja/values/index.ts';
import { cellValue, inferred, likelySeparator, type ColumnType } from './export-cells.ts';
import { otherThanTable } from './file-kinds.ts';
import { checkAttributeName } from './reserved.ts';
import { BROKEN_CSV, readCsv, type CsvRow } from './read-csv.ts';
import { readUserTree, type Recipient } from './read-recipient.ts';

/**
 * How an export is read. `separator`: the one that the header has most of, unless given. `empty`: what an empty cell is; without
 * it one with nothing in it is missing, and `""` an empty text. `types`: of all columns or by attribute. `columns`: the attributes
 * that columns are, where they have other names. `name`: the column that users are known by, the first unless given.
 */
export type ExportOptions = {
  readonly separator?: string | undefined;
  readonly encoding?: string | undefined;
  readonly empty?: 'missing' | 'text' | undefined;
  readonly types?: ColumnType | Readonly<Record<string, ColumnType>> | undefined;
  readonly columns?: Readonly<Record<string, string>> | undefined;
  readonly name?: string | undefined;
};

/** A user of an export: the name, the line of the file, and what MoEngage would know of them. */
export type ExportedUser = {
  readonly name: string;
  readonly line: number;
  readonly recipient: Recipient;
};

/** The users of an export with warnings, or the errors that there are none for. */
export type ReadExport = {
  readonly users: readonly ExportedUser[];
  readonly findings: readonly Finding[];
};

/** More users than this are no fixture: an account of their own takes a sample. */
const MOST_USERS = 20_000;

const CODES = { syntax: 'fixture/syntax', duplicate: 'fixture/duplicate-key' } as const;

/** Whether a file is an export of many users by its name: a table, or JSON with a user a line; `.gz` may follow. */
export function isExportName(path: string): boolean {
  return /\.(?:csv|tsv|ndjson|jsonl)(?:\.gz)?$|\.json\.gz$/i.test(path);
}

/** Whether a text is an export of many users: a JSON file with a list. */
export function isExportText(path: string, text: string): boolean {
  return /\.json(?:\.gz)?$/i.test(path) && /^\s*\[/.test(text);
}

/**
 * Reads an export of users: CSV with a header of attribute names, a JSON list, or JSON with one user a line. A user in JSON is
 * flat, or has the sections of a fixture user. Nothing is lost: digits with leading zeros stay text, 20 digits stay exact.
 */
export function readExport(text: string, file: string, options: ExportOptions = {}): ReadExport {
  const reader = new ExportReader(file, options);
  if (/\.(?:csv|tsv)(?:\.gz)?$/i.test(file)) reader.readTable(text);
  else reader.readJson(text);
  return reader.result();
}

class ExportReader {
  readonly #file: string;
  readonly #options: ExportOptions;
  readonly #findings: Finding[] = [];
  readonly #users: ExportedUser[] = [];
  readonly #names: Set<string> = new Set();

  constructor(file: string, options: ExportOptions) {
    this.#file = file;
    this.#options = options;
  }

  result(): ReadExport {
    const isBroken = this.#findings.some(({ severity }) => severity === 'error');
    return { users: isBroken ? [] : this.#users, findings: this.#findings };
  }

  readTable(text: string): void {
    const other = otherThanTable(text, this.#file);
    if (other !== undefined) {
      this.#findings.push(other);
      return undefined;
    }
    const separator = this.#options.separator ?? likelySeparator(text);
    const { rows, problem } = readCsv(text, {
      separator: separator === '\\t' ? '\t' : separator,
      hasLooseQuotes: true,
      // The header, and one user more than may be.
      most: MOST_USERS + 2,
    });
    const [header, ...body] = rows;
    if (problem !== undefined)
      return this.#report('fixture/bad-table', problem.message, problem.line, BROKEN_CSV);
    if (header === undefined)
      return this.#report(
        'fixture/bad-table',
        'the file has no header row',
        1,
        'write the names of the attributes into the first line',
      );
    if (body.length > MOST_USERS) return this.#tooMany();
    if (body.length === 0) {
      const hint = 'add a line for each user below the header';
      const message = 'the file has a header and no users';
      return this.#report('fixture/no-users', message, header.line, hint);
    }
    const names = header.cells.map((cell) => (cell ?? '').trim());
    const twice = names.find((name, at) => name !== '' && names.indexOf(name) !== at);
    if (twice !== undefined) {
      const message = `the column '${twice}' is twice in the header`;
      return this.#report('fixture/bad-table', message, 1, 'rename or remove one of them');
    }
    if (!this.#checkColumns(names)) return undefined;
    const uneven = body.find(({ cells }) => cells.length !== names.length);
    if (uneven !== undefined) {
      const message = `this row has ${uneven.cells.length} cells, the header has ${names.length}`;
      const hint = `the cells are separated by ${JSON.stringify(separator)}; for another separator give separator:`;
      return this.#report('fixture/uneven-row', message, uneven.line, hint);
    }
    const columns = names.map((name, at) => this.#column(name, at, body));
    for (const [at, row] of body.entries()) {
      const cells = columns.flatMap((column): [Value, Value][] => {
        const value = column?.(row);
        return column === undefined || value === undefined ? [] : [[column.attribute, value]];
      });
      const key = row.cells[this.#keyColumn(names)] ?? '';
      this.#add(key, at + 1, row.line, { user: Dict.of(cells) });
    }
    return undefined;
  }

  readJson(text: string): void {
    const items = /^\s*\[/.test(text) ? this.#items(text) : this.#lines(text);
    if (items === undefined) return undefined;
    if (items.length === 0) {
      const hint = 'add users, or name another file';
      return this.#report('fixture/no-users', 'the file has no users', 1, hint);
    }
    if (items.length > MOST_USERS) return this.#tooMany();
    const names = new Set(items.flatMap(({ tree }) => [...tree.entries.keys()]));
    const isFlat = items.every(({ tree }) => tree.entries.get('user')?.tree.kind !== 'map');
    if (isFlat && !this.#checkColumns([...names])) return undefined;
    for (const [at, { tree, line }] of items.entries()) {
      const recipient = isFlat ? this.#flat(tree) : this.#sections(tree);
      if (recipient === undefined) continue;
      const [first] = recipient.user.keys();
      const { name } = this.#options;
      const key = recipient.user.get(name === undefined ? (first ?? '') : this.#attributeOf(name));
      const isName = typeof key === 'string' || typeof key === 'number' || typeof key === 'bigint';
      this.#add(isName ? String(key) : '', at + 1, line, recipient);
    }
    return undefined;
  }

  #items(text: string): readonly Item[] | undefined {
    const { tree, findings } = readTree(text, this.#file, CODES);
    this.#findings.push(...findings);
    const items = tree?.items.map((item) => ({ tree: item, line: item.span.start.line }));
    return items && this.#mappings(items);
  }

  #lines(text: string): readonly Item[] | undefined {
    const items: Item[] = [];
    let number = 0;
    for (const [line] of text.matchAll(/[^\n]+|\n/g)) {
      if (line === '\n') number += 1;
      if (line.trim() === '') continue;
      const { tree, findings } = readTree(line.replace(/\r$/, ''), this.#file, CODES);
      const span = lineSpan(number + 1);
      this.#findings.push(...findings.map((finding) => ({ ...finding, span })));
      if (tree !== undefined) items.push({ tree, line: number + 1 });
      if (this.#findings.length > 0) return undefined;
      if (items.length > MOST_USERS) break;
    }
    return this.#mappings(items);
  }

  #mappings(items: readonly Item[]): readonly Item[] | undefined {
    const wrong = items.find(({ tree }) => tree.kind !== 'map');
    if (wrong === undefined) return items;
    const message = `user ${items.indexOf(wrong) + 1} of the export is ${shown(wrong.tree)}, expected a mapping of attributes`;
    this.#report(
      'fixture/wrong-type',
      message,
      wrong.line,
      'write each user as { "First Name": "Anna" }',
    );
    return undefined;
  }

  #flat(tree: Tree): Recipient {
    const { value } = toValue(tree, this.#file);
    const entries = value instanceof Dict ? [...value.entries()] : [];
    return { user: Dict.of(entries.map(([key, one]) => [this.#attributeOf(str(key)), one])) };
  }

  #sections(tree: Tree): Recipient | undefined {
    const { recipient, findings } = readUserTree(tree, this.#file);
    this.#findings.push(...findings);
    return recipient;
  }

  /** Whether the columns that options name are there. Names that MoEngage reserves are warnings. */
  #checkColumns(names: readonly string[]): boolean {
    const { columns = {}, name, types } = this.#options;
    const attributes = names.map((one) => this.#attributeOf(one));
    const typed = typeof types === 'object' ? Object.keys(types) : [];
    const unknown = [
      ...[...Object.keys(columns), ...(name === undefined ? [] : [name])].filter(
        (one) => !names.includes(one),
      ),
      ...typed.filter((one) => !attributes.includes(one) && !names.includes(one)),
    ];
    for (const one of unknown)
      this.#report(
        'fixture/unknown-column',
        `the file has no column '${one}'; it has ${names.slice(0, 12).join(', ')}${names.length > 12 ? ', …' : ''}`,
        1,
        didYouMean(one, names) ?? 'write the name of a column of the header',
      );
    for (const attribute of new Set(attributes))
      this.#findings.push(
        ...checkAttributeName('user', attribute).map((finding) => ({
          ...finding,
          file: this.#file,
          span: lineSpan(1),
        })),
      );
    return unknown.length === 0;
  }

  #attributeOf(column: string): string {
    const { columns = {} } = this.#options;
    return Object.hasOwn(columns, column) ? (columns[column] ?? column) : column;
  }

  #keyColumn(names: readonly string[]): number {
    const { name } = this.#options;
    return name === undefined ? 0 : names.indexOf(name);
  }

  /** How the cells of a column are read; undefined for one without a name. */
  #column(
    name: string,
    at: number,
    rows: readonly CsvRow[],
  ): (((row: CsvRow) => Value | undefined) & { readonly attribute: string }) | undefined {
    if (name === '') return undefined;
    const attribute = this.#attributeOf(name);
    const { types = 'inferred', empty } = this.#options;
    const asked = typeof types === 'string' ? types : (types[attribute] ?? types[name]);
    const cells = rows.map((row) => row.cells[at] ?? '');
    const type = asked === undefined || asked === 'inferred' ? inferred(cells) : asked;
    const read = ({ cells: row, line }: CsvRow): Value | undefined => {
      const cell = row[at] ?? null;
      if (cell === null) return empty === 'text' ? '' : undefined;
      if (cell === '') return empty === 'missing' ? undefined : '';
      const value = cellValue(cell, type);
      if (value === undefined)
        this.#report(
          'fixture/bad-cell',
          `the ${name} '${cell}' is not of the type ${type}`,
          line,
          `change the cell, or the type: types: { "${attribute}": text }`,
        );
      return value;
    };
    return Object.assign(read, { attribute });
  }

  /** Adds a user, known by the key where it is there and new, else with the number in the file. */
  #add(key: string, number: number, line: number, recipient: Recipient): void {
    const wanted = key.trim() === '' ? String(number) : key.trim();
    const name = this.#names.has(wanted) ? `${wanted} (${number})` : wanted;
    this.#names.add(name);
    this.#users.push({ name, line, recipient });
  }

  #tooMany(): void {
    const message = `the file holds more than ${MOST_USERS} users`;
    const hint = `take a part of it, or ask audience, which reads any number: smartpass audience campaign.yaml --users ${this.#file}`;
    this.#report('fixture/too-many-users', message, 1, hint);
  }

  #report(code: string, message: string, line: number, hint: string): void {
    const span = lineSpan(line);
    const file = this.#file;
    this.#findings.push({ code, severity: 'error', message, hint, file, span });
  }
}

type Item = { readonly tree: Tree; readonly line: number };

function lineSpan(line: number): Finding['span'] & object {
  const start = { line, column: 1 };
  return { start, end: start };
}
