// Cuts the bytes of a connection into PostgreSQL's messages. prisma/embedded/wire.ts feeds it; it knows lengths, not meanings.

/** Collects bytes with `add`, gives whole messages with `next`. */
export class MessageCutter {
  /** PostgreSQL's own limit of a message. */
  static readonly WHOLE_REQUEST = 0x3fffffff;

  /** The longest message accepted; that of PostgreSQL before somebody has signed in, until it is raised. */
  limit = 10_000;
  #pieces: Buffer[] = [];
  #length = 0;

  add(bytes: Buffer) {
    this.#pieces.push(bytes);
    this.#length += bytes.length;
  }

  /** The next whole message, or null until more bytes come. Only the first of a connection has no type byte. */
  next(typed: boolean): Buffer | null {
    const head = typed ? 5 : 4;
    if (this.#length < head) return null;
    if ((this.#pieces[0]?.length ?? 0) < head) this.#join();
    const size = (this.#pieces[0] as Buffer).readUInt32BE(head - 4) + (head - 4);
    if (size < Math.max(head, typed ? 0 : 8) || size > this.limit)
      throw new RangeError('a message of an impossible length');
    if (this.#length < size) return null;
    // Joined once a message, when it is whole: a long one arrives in hundreds of pieces.
    if ((this.#pieces[0]?.length ?? 0) < size) this.#join();
    const piece = this.#pieces[0] as Buffer;
    this.#length -= size;
    if (piece.length === size) this.#pieces.shift();
    else this.#pieces[0] = piece.subarray(size);
    return piece.subarray(0, size);
  }

  #join() {
    this.#pieces = [Buffer.concat(this.#pieces)];
  }
}
