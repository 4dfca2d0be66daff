// The table of a Shapefile: dBase III, a record at a time. Knows no geometry.

import { FileReader } from './files.ts';
import { datasetLimits } from './limits.ts';
import { DatasetRefusal } from './refusals.ts';
import type { CellValue } from './source.ts';

interface Field {
  name: string;
  type: string;
  at: number;
  length: number;
}

const DELETED = 0x2a;

export class DbfReader {
  readonly fields: Field[] = [];
  readonly rowCount: number;
  private readonly file: FileReader;
  private readonly headLength: number;
  private readonly rowLength: number;
  private readonly decoder: TextDecoder;

  /** Reads the head; `encoding` is what TextDecoder calls it. */
  constructor(path: string, encoding: string) {
    this.file = new FileReader(path);
    this.decoder = new TextDecoder(encoding);
    const head = this.file.read(0, 32);
    if (head.length < 32) throw new DatasetRefusal('DAMAGED');
    this.rowCount = head.readUInt32LE(4);
    this.headLength = head.readUInt16LE(8);
    this.rowLength = head.readUInt16LE(10);
    this.readFields();
  }

  private readFields(): void {
    let at = 1;
    const head = Buffer.from(this.file.read(0, this.headLength));
    if (head.length < this.headLength) throw new DatasetRefusal('DAMAGED');
    for (let offset = 32; offset + 32 <= head.length && head[offset] !== 0x0d; offset += 32) {
      const raw = head.subarray(offset, offset + 11);
      const end = raw.indexOf(0);
      const name = this.decoder.decode(end === -1 ? raw : raw.subarray(0, end)).trim();
      const length = head[offset + 16] ?? 0;
      this.fields.push({ name, type: String.fromCharCode(head[offset + 11] ?? 0), at, length });
      at += length;
    }
    if (this.fields.length > datasetLimits.columns)
      throw new DatasetRefusal('TOO_MANY_COLUMNS', String(datasetLimits.columns));
    if (at > this.rowLength) throw new DatasetRefusal('DAMAGED');
  }

  /** The cells of a record, from 0. Throws where the file ends before it. */
  row(index: number): { values: CellValue[]; isDeleted: boolean } {
    const bytes = this.file.read(this.headLength + index * this.rowLength, this.rowLength);
    // The last byte of the last record is left out by some programs.
    if (bytes.length < this.rowLength - 1) throw new DatasetRefusal('DAMAGED');
    return { values: this.fields.map((field) => this.cell(bytes, field)), isDeleted: bytes[0] === DELETED };
  }

  private cell(bytes: Buffer, { type, at, length }: Field): CellValue {
    const words = this.decoder.decode(bytes.subarray(at, at + length)).replace(/[\0 ]+$/, '');
    const plain = words.trim();
    if (plain === '') return null;
    if (type === 'N' || type === 'F') {
      const number = Number(plain.replace(',', '.'));
      // Stars stand for a number that did not fit.
      return Number.isFinite(number) ? number : null;
    }
    if (type === 'L') return /^[ty]$/i.test(plain) ? true : /^[fn]$/i.test(plain) ? false : null;
    if (type === 'D') {
      const parts = /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
      return parts && plain !== '00000000' ? { date: `${parts[1]}-${parts[2]}-${parts[3]}` } : null;
    }
    return words;
  }

  close(): void {
    this.file.close();
  }
}
