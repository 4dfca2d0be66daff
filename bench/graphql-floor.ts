// The least that an answer costs: node:http before one prepared statement, written by hand. A process of its own, started by
// graphql.ts with the database's address and what it was filled with.
import { createServer } from 'node:http';
import pg from 'pg';
import { cases } from './graphql-cases.ts';
import type { Filled } from './graphql-data.ts';

const [url = '', words = '{}'] = process.argv.slice(2);
const filled = JSON.parse(words) as Filled;
const pool = new pg.Pool({ connectionString: url, max: 10 });
let turn = 0;

const server = createServer((request, response) => {
  request.resume().on('end', async () => {
    const one = cases[Number(request.url?.slice(1))];
    if (!one) return void response.writeHead(404).end();
    turn += 1;
    const { rows } = await pool.query({ name: one.name, text: one.sql, values: one.values(filled, turn) });
    response.setHeader('Content-Type', 'application/json');
    const body = Buffer.from(JSON.stringify({ data: one.shape(rows) }));
    response.setHeader('Content-Length', body.length);
    response.end(body);
  });
});
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as { port: number }).port }));
