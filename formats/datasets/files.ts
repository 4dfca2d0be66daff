// Bytes of a file on disk, as the readers of binary formats want them. Knows no format.
import { closeSync, openSync, readSync } from 'node:fs';

/** A file read forwards, a piece at a time. */
export class FileReader {
  private readonly descriptor: number;
  private buffer = Buffer.alloc(0);
  /** Where in the file the buffer begins. */
  private from = 0;

  constructor(path: string) {
    this.descriptor = openSync(path, 'r');
  }

  /** `length` bytes from `at`, valid until the next call; fewer where the file ends. */
  read(at: number, length: number): Buffer {
    const end = this.from + this.buffer.length;
    if (at < this.from || at + length > end) {
      const buffer = Buffer.allocUnsafe(Math.max(length, 64 * 1024));
      const count = readSync(this.descriptor, buffer, 0, buffer.length, at);
      this.buffer = buffer.subarray(0, count);
      this.from = at;
    }
    return this.buffer.subarray(at - this.from, at - this.from + length);
  }

  close(): void {
    closeSync(this.descriptor);
  }
}
