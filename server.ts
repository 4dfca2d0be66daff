// Wires everything; the only file that sees all. One HTTP port for pages, GraphQL and sockets.
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { createRequestHandler } from '@remix-run/express';
import type { AppLoadContext, ServerBuild } from '@remix-run/node';
import express, { type Express, type Request, type Response } from 'express';
import { checkFeedEpoch } from '#domain/changes.ts';
import { convertFormerTexts } from '#domain/former-texts.ts';
import { projectOutcomes } from '#domain/outcomes.ts';
import { type Announced, handIn } from '#domain/outside.ts';
import { projectProgramme } from '#domain/projection.ts';
import { mayFollowConvention, textMode } from '#domain/text-access.ts';
import { repairThreadMarks } from '#domain/thread-places.ts';
import { createEndpoint } from '#graphql/endpoint.ts';
import { createApi } from '#graphql/execute.ts';
import { startJobs } from '#jobs/boss.ts';
import { everyJob } from '#jobs/jobs.ts';
import { queuedMail } from '#jobs/mail.ts';
import { openFiles } from '#outside/files.ts';
import { openMailer } from '#outside/mail.ts';
import { openMailbox } from '#outside/mailbox.ts';
import { connectDatabase, disconnectDatabase, prisma } from '#prisma/client.ts';
import { EMBEDDED_WARNING, startEmbedded } from '#prisma/embedded.ts';
import { migrate } from '#prisma/migrate.ts';
import { type Demonstration, seedDemonstration } from '#prisma/seed.ts';
import type { Nudge, Topic } from '#realtime/protocol.ts';
import { openSockets } from '#realtime/sockets.ts';
import { env } from './env.ts';
import { allowedOrigins, createApplication, originOf, personOf, viewerOf } from './http.ts';
import { log } from './log.ts';
import { clearedSessionCookie, sessionCookie } from './session-cookie.ts';

const dev = process.argv.includes('--dev');
const buildFolder = join(import.meta.dirname, 'build');
const YEAR = '365d';

/** What is said to the person who starts the server; the log is for whoever runs it. */
const say = (line: string) => process.stdout.write(`${line}\n`);

/** The database: the one at DATABASE_URL, else PGlite in a child process on the data folder. */
async function openDatabase() {
  const embedded = env.DATABASE_URL ? null : await startEmbedded(env.DATA_DIR);
  const url = env.DATABASE_URL ?? embedded?.url ?? '';
  await migrate(url);
  await connectDatabase(url);
  await convertFormerTexts();
  await checkFeedEpoch();
  return {
    isEmbedded: embedded !== null,
    async close() {
      await disconnectDatabase();
      await embedded?.stop();
    },
  };
}

const databaseAnswers = () =>
  prisma.$queryRaw`select 1`.then(
    () => true,
    () => false,
  );

/** The topics whose followers hear of a change. */
const topicsOf = ({ conventionId, personId }: Announced): Topic[] =>
  conventionId ? [`convention:${conventionId}`] : personId ? [`person:${personId}`] : [];

const nudgeOf = ({ kind, subject, subjectId, version, conventionId }: Announced): Nudge => ({
  kind,
  subject,
  subjectId,
  version,
  conventionId,
});

function openRealtime(server: Server) {
  return openSockets(server, {
    async visitorOf({ headers, bearer }) {
      const viewer = await viewerOf({ authorization: bearer ? `Bearer ${bearer}` : undefined, cookie: headers.cookie });
      if (!viewer) return null;
      const { personId, organisationId, name, organisationName: organisation } = viewer;
      const session = viewer.kind === 'person' ? viewer : null;
      return {
        viewer,
        personId,
        organisationId,
        name,
        organisation,
        sessionId: session?.sessionId ?? null,
        expiresAt: session?.sessionExpiresAt ?? null,
      };
    },
    modeOf: textMode,
    async mayFollow(viewer, topic) {
      const [kind, id = ''] = topic.split(':');
      return kind === 'person' ? id === viewer.personId : mayFollowConvention(viewer, id);
    },
    allowedOrigins,
    async onSettled(documentId) {
      await projectProgramme(documentId);
      await projectOutcomes(documentId);
      await repairThreadMarks(documentId);
    },
  });
}

/** The pages: Vite's own in development, else what `npm run build` made. */
async function servePages(application: Express, demonstration: () => AppLoadContext['demonstration']) {
  const vite = dev ? await (await import('vite')).createServer({ server: { middlewareMode: true } }) : null;
  if (vite) application.use(vite.middlewares);
  else {
    application.use('/assets', express.static(join(buildFolder, 'client/assets'), { immutable: true, maxAge: YEAR }));
    application.use(express.static(join(buildFolder, 'client'), { maxAge: '1h' }));
  }
  const build = vite
    ? () => vite.ssrLoadModule('virtual:remix/server-build') as Promise<ServerBuild>
    : ((await import(join(buildFolder, 'server/index.js'))) as ServerBuild);
  const getLoadContext = async (request: Request, response: Response): Promise<AppLoadContext> => {
    const viewer = await personOf(request.headers.cookie);
    const signInPath = `/connexion?suite=${encodeURIComponent(request.method === 'GET' ? request.originalUrl : '/')}`;
    return {
      viewer,
      api: createApi({ viewer, from: originOf(request) }, signInPath),
      nonce: response.locals.nonce,
      sessionCookie,
      clearedSessionCookie,
      demonstration: demonstration(),
    };
  };
  application.all('*', createRequestHandler({ build, getLoadContext, mode: dev ? 'development' : 'production' }));
  return vite;
}

/** GraphQL for programs; a browser that asks for a page gets GraphiQL, which is one of the pages. */
function serveGraphql(application: Express) {
  const endpoint = createEndpoint();
  application.use('/graphql', (request, response, next) => {
    if (request.method === 'GET' && request.accepts(['json', 'html']) === 'html') return next();
    viewerOf(request.headers)
      .then((viewer) => endpoint(request, response, { viewer, from: originOf(request) }))
      .catch(next);
  });
}

/** What whoever starts the server must know. */
function greet(isEmbedded: boolean, demonstration: Demonstration | null): void {
  say(`\nIngénierie 62 répond à l’adresse ${env.PUBLIC_URL}\n`);
  if (isEmbedded) say(`${EMBEDDED_WARNING}\nDonnées : ${env.DATA_DIR}\n`);
  if (!env.SMTP_URL)
    say(`Sans SMTP_URL, les courriels sont déposés dans ${join(env.DATA_DIR, 'mail')} (fichiers .eml).\n`);
  if (!demonstration) return;
  say(`Comptes de démonstration (mot de passe : ${demonstration.password})`);
  for (const { email, name, role } of demonstration.accounts) say(`  ${email.padEnd(26)} ${name}, ${role}`);
}

async function start() {
  const database = await openDatabase();
  const application = createApplication({ dev, isReady: databaseAnswers });
  serveGraphql(application);
  let demonstration: Demonstration | null = null;
  const vite = await servePages(application, () => demonstration);
  const server = createServer(application);
  const sockets = openRealtime(server);
  handIn({
    live: {
      edit: (documentId, author, change) => sockets.live.edit(documentId, author?.personId ?? null, change),
      read: (documentId) => sockets.live.read(documentId),
    },
    announcements: {
      changed(changes) {
        for (const change of changes) sockets.nudge(topicsOf(change), [nudgeOf(change)]);
      },
      rightsChanged: (whose) => sockets.rightsChanged(whose),
      sessionsEnded(sessionIds) {
        for (const sessionId of sessionIds) sockets.sessionEnded(sessionId);
      },
    },
    mail: queuedMail,
    files: openFiles(join(env.DATA_DIR, 'files')),
  });
  const jobs = await startJobs(everyJob({ sender: openMailer(env), inbox: openMailbox(env) }));
  // A server at DATABASE_URL is somebody's own: nothing is put in it unasked.
  demonstration = database.isEmbedded ? await seedDemonstration() : null;
  await new Promise<void>((resolve) => server.listen(env.PORT, env.HOST, resolve));
  greet(database.isEmbedded, demonstration);

  const stop = async () => {
    await sockets.drain();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await jobs.stop();
    await vite?.close();
    await database.close();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => void stop().then(() => process.exit(0), fail));
}

function fail(error: unknown): never {
  log.fatal({ err: error }, 'the server stops');
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

start().catch(fail);
