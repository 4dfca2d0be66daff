// The floor that realtime is measured against: socket.io with our parser, passing bytes on to everybody else in a room.
// Nothing is checked, merged or kept. Started by bench/servers.ts.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { serverParser } from '#realtime/parser.ts';

const server = createServer();
const io = new Server(server, { parser: serverParser, serveClient: false });
io.on('connection', (socket) => {
  socket.on('join', (room: string, answer: () => void) => {
    void socket.join(room);
    answer();
  });
  socket.on('edit', (room: string, number: number, bytes: Uint8Array) => {
    socket.to(room).emit('committed', room, number, [bytes]);
  });
});
process.on('disconnect', () => process.exit(0));
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
