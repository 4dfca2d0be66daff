// What realtime is measured against: a bare socket.io relay that passes bytes on to everybody else in a room. Nothing is checked
// or merged. Arguments: whose parser (`ours`, `default`), and for one that keeps what it shows, a database's URL: everything
// that came while the last commit was under way is committed together, then shown in one message. Started by bench/servers.ts.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { Server } from 'socket.io';
import { serverParser } from '#realtime/parser.ts';

interface Edit {
  room: string;
  number: number;
  bytes: Uint8Array;
}

const [parser, databaseUrl] = process.argv.slice(2);
const pool = databaseUrl === undefined ? null : new pg.Pool({ connectionString: databaseUrl, max: 1 });
await pool?.query('create table if not exists bench_row (bytes bytea)');

const server = createServer();
const io = new Server(server, { serveClient: false, ...(parser === 'ours' ? { parser: serverParser } : {}) });

let waiting: Edit[] = [];
let isCommitting = false;

async function commitWaiting(kept: pg.Pool): Promise<void> {
  if (isCommitting) return;
  isCommitting = true;
  while (waiting.length > 0) {
    const edits = waiting;
    waiting = [];
    const values = [edits.map(({ bytes }) => Buffer.from(bytes))];
    await kept.query({ name: 'keep', text: 'insert into bench_row select unnest($1::bytea[])', values });
    const [{ room, number } = { room: '', number: 0 }] = edits;
    // To whoever wrote as well: a copy knows its own bytes again.
    io.to(room).emit(
      'committed',
      room,
      number,
      edits.map(({ bytes }) => bytes),
    );
  }
  isCommitting = false;
}

io.on('connection', (socket) => {
  socket.on('join', (room: string, answer: () => void) => {
    void socket.join(room);
    answer();
  });
  socket.on('edit', (room: string, number: number, bytes: Uint8Array) => {
    if (!pool) {
      socket.to(room).emit('committed', room, number, [bytes]);
      return;
    }
    waiting.push({ room, number, bytes });
    void commitWaiting(pool);
  });
});
process.on('disconnect', () => process.exit(0));
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
