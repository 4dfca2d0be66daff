// The way of a program with a key to the API, before Express: what http.ts asks of every request is known of such a one by its head
// alone. Whatever is unusual is handed on to the application as it came. Called by web.ts.
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Endpoint } from '#graphql/endpoint.ts';
import { type Answer, bodyOf, isUsual } from '#graphql/usual-request.ts';
import { compressedAnyway } from './compressed.ts';
import { programHeaders } from './headers.ts';
import { answerFailure, bearerOf, logAnswer, originOf } from './http.ts';
import { type Admission, admit, handOn, refusalWords } from './key-door.ts';

/** Neither a page of ours nor of anybody else sends such a request: there is no session in it, and no Origin to judge. */
const isOfProgram = ({ url, headers: { authorization, cookie, origin } }: IncomingMessage) =>
  url === '/graphql' && cookie === undefined && origin === undefined && bearerOf(authorization) !== null;

/** Up to so many characters, head and body leave in one piece; beyond, words cost more to send than bytes. */
const IN_ONE_PIECE = 16_384;

/** Smaller ones cost more to compress than to send. */
const WORTH_COMPRESSING = 1024;

interface Said extends Answer {
  headers: Admission['headers'];
}

/** Names and values in turn, as Node writes them soonest. */
const unchanging = [...programHeaders(), ['Content-Type', 'application/json; charset=utf-8']].flat();

function send(request: IncomingMessage, response: ServerResponse, { status, headers, body, isMutation }: Said): void {
  logAnswer(request, response);
  const said = [...unchanging, 'Content-Length', String(Buffer.byteLength(body))];
  for (const [name, value] of headers) said.push(name, value);
  const isCompressed =
    request.headers['accept-encoding'] !== undefined && !isMutation && body.length >= WORTH_COMPRESSING;
  if (!isCompressed)
    return void response.writeHead(status, said).end(body.length > IN_ONE_PIECE ? Buffer.from(body) : body);
  compressedAnyway(request, response, () => {
    for (let at = 0; at < said.length; at += 2) response.setHeader(said[at] as string, said[at + 1] as string);
    response.writeHead(status).end(body);
  });
}

/** Answers such requests, and hands all others on to the application. */
export function withFastPath(application: RequestListener, { answerUsual }: Endpoint): RequestListener {
  const answer = async (request: IncomingMessage & { body?: unknown }, response: ServerResponse) => {
    const [admission, body] = await Promise.all([admit(request), bodyOf(request)]);
    const { viewer, refusal, headers } = admission;
    if (refusal) {
      const words = JSON.stringify(refusalWords(refusal));
      return send(request, response, { status: refusal.status, headers, body: words, isMutation: false });
    }
    const answered = await answerUsual(body, { viewer, from: originOf(request) });
    if (answered) return send(request, response, { ...answered, headers });
    // Yoga takes a body that was read already from where body parsers leave it.
    request.body = body;
    handOn(application, request, response, admission);
  };
  return (request, response) => {
    if (!isOfProgram(request) || !isUsual(request)) return void application(request, response);
    answer(request, response).catch((error: unknown) => {
      if (!response.headersSent) for (const [name, value] of programHeaders()) response.setHeader(name, value);
      answerFailure(error, request, response);
    });
  };
}
