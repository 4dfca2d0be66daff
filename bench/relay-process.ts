// The floor that realtime is measured against: socket.io as it comes, passing bytes on to everybody else in a room.
// Nothing is checked or kept. Started by bench/realtime.ts.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import * as msgpack from 'socket.io-msgpack-parser';

const server = createServer();
const io = new Server(server, { parser: msgpack, serveClient: false });
io.on('connection', (socket) => {
  socket.on('join', (room: string, answer: () => void) => {
    void socket.join(room);
    answer();
  });
  socket.on('relay', (room: string, number: number, bytes: Buffer) => {
    socket.to(room).emit('relay', number, bytes);
  });
});
process.on('message', (order) => {
  const { user, system } = process.cpuUsage();
  process.send?.({ done: order, report: { cpuSeconds: (user + system) / 1e6 } });
});
process.on('disconnect', () => process.exit(0));
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port, databaseUrl: '' }));
