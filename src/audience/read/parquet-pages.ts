import type { PageHeader } from 'hyparquet';
import { parquetHeader, readPage } from 'hyparquet/src/column.js';
import { convert } from 'hyparquet/src/convert.js';
import { decompressPage, readDataPage, readDataPageV2 } from 'hyparquet/src/datapage.js';
import { readRleBitPackedHybrid } from 'hyparquet/src/encoding.js';
import type { ColumnDecoder } from 'hyparquet/src/types.js';
import type { Value } from '../../jinja/index.ts';
import { rowsOf, TextColumn, WordColumn, type ColumnValues, type Words } from './columns.ts';
import type { OpenParquet } from './open-parquet.ts';
import { valueOf, type NumberType } from './parquet-values.ts';

/** Bytes in which the header of a page is looked for first. */
const HEADER_BYTES = 4096;

/** A column of a row group: how its pages are decoded, and the bytes of the file that they are. */
export type ColumnChunk = {
  readonly decoder: ColumnDecoder;
  readonly numbers: NumberType;
  readonly start: number;
  readonly end: number;
};

/** Reads a column of a row group that is not nested, one page at a time; the pages of rows that are skipped are neither read nor unpacked. */
export class PageReader {
  private readonly file: OpenParquet['file'];
  private readonly chunk: ColumnChunk;
  private at: number;
  private words: Words = [];
  private page: ColumnValues = [];
  private size = 0;
  private taken = 0;
  private toSkip: number;

  constructor(file: OpenParquet['file'], chunk: ColumnChunk, skippedRows: number) {
    this.file = file;
    this.chunk = chunk;
    this.at = chunk.start;
    this.toSkip = skippedRows;
  }

  /** How many rows can be taken at once: those that are left of the page. Reads the next page where none are. */
  left(): number {
    while (this.taken >= this.size) this.readNext();
    return this.size - this.taken;
  }

  /** The values of the next rows, at most `left`. */
  take(count: number): ColumnValues {
    const from = this.taken;
    this.taken += count;
    return rowsOf(this.page, from, this.taken);
  }

  private readNext(): void {
    const header = this.header();
    const start = this.at;
    this.at += header.compressed_page_size;
    const rows = header.data_page_header?.num_values ?? header.data_page_header_v2?.num_rows;
    if (rows !== undefined && rows <= this.toSkip) {
      this.toSkip -= rows;
      return;
    }
    const body = new Uint8Array(this.file.slice(start, this.at));
    if (header.type === 'DICTIONARY_PAGE') this.words = this.wordsOf(header, body);
    else {
      this.page = this.valuesOf(header, body);
      this.size = rows ?? 0;
      this.taken = this.toSkip;
      this.toSkip = 0;
    }
  }

  private header(): PageHeader {
    const { end } = this.chunk;
    for (let size = HEADER_BYTES; ; size *= 4) {
      const stop = Math.min(end, this.at + size);
      if (stop <= this.at) throw new Error('a column has fewer values than its rows');
      const reader = { view: new DataView(this.file.slice(this.at, stop)), offset: 0 };
      try {
        const header = parquetHeader(reader);
        this.at += reader.offset;
        return header;
      } catch (error) {
        // The header may be longer than what was read of it.
        if (stop === end) throw error;
      }
    }
  }

  private wordsOf(header: PageHeader, body: Uint8Array): Words {
    const { decoder, numbers } = this.chunk;
    const reader = { view: new DataView(body.buffer), offset: 0 };
    const { data } = readPage(reader, header, decoder, undefined, undefined, 0);
    return Array.from(convert(data ?? [], decoder) as ArrayLike<unknown>, (word) =>
      valueOf(word, numbers),
    );
  }

  private valuesOf(header: PageHeader, body: Uint8Array): ColumnValues {
    const { decoder, numbers } = this.chunk;
    const { data_page_header: first, data_page_header_v2: second } = header;
    const { encoding, num_values: size } = first ?? second ?? { encoding: 'PLAIN', num_values: 0 };
    if (encoding === 'PLAIN' && isText(decoder, numbers)) return this.textsOf(header, body);
    const { definitionLevels, dataPage } =
      first === undefined
        ? readDataPageV2(body, header, decoder)
        : readDataPage(this.unpacked(body, header.uncompressed_page_size), first, decoder);
    const levels = definitionLevels?.length ? definitionLevels : undefined;
    if (encoding.endsWith('_DICTIONARY'))
      return new WordColumn(this.words, wordNumbers(dataPage, levels, size, this.words.length));
    const found = convert(dataPage, decoder) as ArrayLike<unknown>;
    const values: (Value | undefined)[] = [];
    let next = 0;
    for (let row = 0; row < size; row += 1) {
      const isThere = levels === undefined || levels[row] === 1;
      values.push(isThere ? valueOf(found[next], numbers) : undefined);
      if (isThere) next += 1;
    }
    return values;
  }

  /** A page of texts one after the other, each with its length before it: they stay where they are. */
  private textsOf(header: PageHeader, body: Uint8Array): TextColumn {
    const { data_page_header: first, data_page_header_v2: second } = header;
    const size = first?.num_values ?? second?.num_values ?? 0;
    const isOptional = this.chunk.decoder.element.repetition_type !== 'REQUIRED';
    const levels = isOptional ? new Uint8Array(size) : undefined;
    const reader = { view: new DataView(body.buffer), offset: 0 };
    let page = body;
    if (second !== undefined) {
      const { definition_levels_byte_length: own, repetition_levels_byte_length: other } = second;
      reader.offset = other;
      if (levels !== undefined) readRleBitPackedHybrid(reader, 1, levels, own);
      const bytes = header.uncompressed_page_size - own - other;
      page = body.subarray(own + other);
      if (second.is_compressed !== false && bytes > 0) page = this.unpacked(page, bytes);
      return textColumn(page, 0, levels, size);
    }
    page = this.unpacked(body, header.uncompressed_page_size);
    reader.view = new DataView(page.buffer, page.byteOffset, page.length);
    if (levels !== undefined) readRleBitPackedHybrid(reader, 1, levels);
    return textColumn(page, reader.offset, levels, size);
  }

  private unpacked(body: Uint8Array, size: number): Uint8Array {
    const { codec, compressors } = this.chunk.decoder;
    return decompressPage(body, size, codec, compressors);
  }
}

/** Whether the bytes of a column are texts. */
function isText({ element }: ColumnDecoder, { scale }: NumberType): boolean {
  const { type, converted_type: converted, logical_type: logical } = element;
  if (type !== 'BYTE_ARRAY' || scale !== undefined) return false;
  return converted === 'UTF8' || logical?.type === 'STRING' || (!converted && !logical);
}

/** The texts of a page from a place on. */
function textColumn(
  page: Uint8Array,
  from: number,
  levels: Uint8Array | undefined,
  size: number,
): TextColumn {
  const bytes = Buffer.from(page.buffer, page.byteOffset, page.length);
  const view = new DataView(page.buffer, page.byteOffset, page.length);
  const starts = new Int32Array(size);
  const ends = new Int32Array(size);
  let at = from;
  for (let row = 0; row < size; row += 1) {
    if (levels !== undefined && levels[row] === 0) {
      starts[row] = -1;
      continue;
    }
    starts[row] = at + 4;
    at += 4 + view.getUint32(at, true);
    ends[row] = at;
  }
  if (at > bytes.length) throw new Error('a text goes beyond its page');
  return new TextColumn(bytes, starts, ends);
}

function wordNumbers(
  found: ArrayLike<unknown>,
  levels: readonly number[] | undefined,
  size: number,
  words: number,
): Int32Array {
  const numbers = new Int32Array(size);
  let next = 0;
  for (let row = 0; row < size; row += 1) {
    if (levels !== undefined && levels[row] === 0) {
      numbers[row] = -1;
      continue;
    }
    const number = Number(found[next]);
    if (number >= words) throw new Error('a page has a value that the dictionary lacks');
    numbers[row] = number;
    next += 1;
  }
  return numbers;
}
