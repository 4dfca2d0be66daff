// Wires everything; the only file that sees all. One HTTP port for pages, GraphQL and sockets.
import type { Server } from 'node:http';
import { createServer as createProbe, type Server as Listener } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ServerBuild } from '@remix-run/node';
import type { RequestHandler } from 'express';
import { type Demonstration, seedDemonstration } from '#demonstration/seed.ts';
import { projectProgramme } from '#domain/conventions/projection.ts';
import { repairThreadMarks } from '#domain/discussions/thread-places.ts';
import { checkFeedEpoch } from '#domain/history/feed.ts';
import { projectOutcomes } from '#domain/outcomes/outcomes.ts';
import { type Announced, type Announcements, handIn } from '#domain/outside.ts';
import { refusedWrite } from '#domain/refused-writes.ts';
import { mayFollowConvention, textMode } from '#domain/texts/access.ts';
import { convertFormerTexts } from '#domain/texts/former-texts.ts';
import { env } from '#env.ts';
import { startJobs } from '#jobs/boss.ts';
import { everyJob } from '#jobs/jobs.ts';
import { queuedMail } from '#jobs/mail.ts';
import { openPromptWebhooks } from '#jobs/webhooks.ts';
import { openMailer } from '#outside/mail.ts';
import { openMailbox } from '#outside/mailbox.ts';
import type { Bus } from '#outside/redis.ts';
import { openPosts } from '#outside/webhooks.ts';
import { whyNotReady } from '#prisma/client.ts';
import { EMBEDDED_WARNING } from '#prisma/embedded/embedded.ts';
import { lockServer } from '#prisma/serving-lock.ts';
import type { Nudge, Topic } from '#realtime/protocol.ts';
import { openSockets, type Sockets } from '#realtime/server/sockets.ts';
import { openDatabase } from '#with-database.ts';
import { keepAddress } from './data-folder.ts';
import { allowedOrigins, viewerOf } from './http.ts';
import { log } from './log.ts';
import { codeOf, endRefused, StartRefused } from './refusals.ts';
import { agreementOfNodes, openNodes } from './several-nodes.ts';
import { createPatientServer } from './slow-sockets.ts';
import { openStorage } from './storage.ts';
import { builtPages, createWeb, warmPages } from './web.ts';

const dev = process.argv.includes('--dev');

/** What is said to the person who starts the server; the log is for whoever runs it. */
const say = (line: string) => process.stdout.write(`${line}\n`);

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

function openRealtime(server: Server, bus: Bus | null) {
  return openSockets(server, {
    bus,
    async visitorOf({ headers, bearer }, isUse) {
      const authorization = bearer ? `Bearer ${bearer}` : undefined;
      const viewer = await viewerOf({ authorization, cookie: headers.cookie }, undefined, isUse);
      if (!viewer) return null;
      const { personId, organisationId, name, affiliation: organisation } = viewer;
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

/** Who is connected to this node hears of what happened at any. */
const tellSockets = (sockets: Sockets): Announcements => ({
  changed(changes) {
    for (const change of changes) sockets.nudge(topicsOf(change), [nudgeOf(change)]);
  },
  rightsChanged: (whose) => sockets.rightsChanged(whose),
  sessionsEnded(sessionIds) {
    for (const sessionId of sessionIds) sockets.sessionEnded(sessionId);
  },
});

/** The pages: Vite's own in development, else what `npm run build` made. */
async function openPages() {
  if (!dev) return { vite: null, ...(await builtPages()) };
  const vite = await (await import('vite')).createServer({ server: { middlewareMode: true } });
  // Vite ends the process itself at this signal; here it is closed with the rest, once everything is saved.
  process.removeAllListeners('SIGTERM');
  const build = () => vite.ssrLoadModule('virtual:remix/server-build') as Promise<ServerBuild>;
  return { vite, build, assets: [vite.middlewares as RequestHandler] };
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

/** Resolves once `server` listens where the environment says; StartRefused when it cannot. */
const listening = (server: Listener) =>
  new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(env.PORT, env.HOST, resolve);
  }).catch((error: unknown) => {
    const reasons: Record<string, string> = {
      EADDRINUSE: 'est déjà pris par un autre programme : arrêtez-le, ou indiquez un autre port dans PORT.',
      EACCES: 'est réservé au système : indiquez un autre port dans PORT (3000, par exemple).',
      EADDRNOTAVAIL: `ne peut pas être ouvert : « ${env.HOST} » (HOST) n’est pas une adresse de cette machine.`,
      ENOTFOUND: `ne peut pas être ouvert : « ${env.HOST} » (HOST) n’est pas une adresse connue.`,
    };
    const reason = reasons[codeOf(error)];
    throw reason ? new StartRefused(`Le port ${env.PORT} ${reason}`) : error;
  });

/** Says at once that the port is taken, and not after a database was made and filled. */
async function tryPort(): Promise<void> {
  const probe = createProbe();
  await listening(probe);
  await new Promise((resolve) => probe.close(resolve));
}

/** What was asked before the stop is answered within that time, or asked again elsewhere. */
const LAST_ANSWERS_MS = 2_000;

async function start() {
  await tryPort();
  const database = await openDatabase((url) => lockServer(url, { onReplaced: fail, agreement: agreementOfNodes() }));
  const nodes = await openNodes(database);
  const files = await openStorage();
  await convertFormerTexts();
  await checkFeedEpoch();
  let demonstration: Demonstration | null = null;
  let isStopping = false;
  const { vite, build, assets } = await openPages();
  const web = createWeb({
    build,
    assets,
    dev,
    whyNotReady: async () => (isStopping ? 'stopping' : whyNotReady()),
    whyDegraded: nodes.whyDegraded,
    demonstration: () => demonstration,
    files,
  });
  const server = createPatientServer(web);
  const sockets = openRealtime(server, nodes.bus);
  const webhooks = openPromptWebhooks();
  const announcements = nodes.everywhere(tellSockets(sockets));
  handIn({
    live: {
      edit: (documentId, author, change) => sockets.live.edit(documentId, author?.personId ?? null, change),
      writeAs: (documentId, personId, change) => sockets.live.writeAs(documentId, personId, change),
      read: (documentId) => sockets.live.read(documentId),
    },
    announcements: {
      ...announcements,
      changed(changes) {
        announcements.changed(changes);
        webhooks.wake();
      },
    },
    mail: queuedMail,
    files,
    posts: openPosts({ ownNetworks: env.WEBHOOK_NETWORKS }),
  });
  const jobs = await startJobs(everyJob({ sender: openMailer(env), inbox: openMailbox(env) }), {
    alone: (await database.beside()).nodes === 0,
  });
  // A server at DATABASE_URL is somebody's own: nothing is put in it unasked.
  demonstration = database.isEmbedded ? await seedDemonstration() : null;
  // A page that cannot be made now is told by whoever asks for it.
  if (typeof build !== 'function') await warmPages(build).catch((err: unknown) => log.warn({ err }, 'pages stay cold'));
  await listening(server);
  keepAddress(env.DATA_DIR, env.PUBLIC_URL);
  greet(database.isEmbedded, demonstration);

  const stop = async () => {
    isStopping = true;
    await sockets.drain();
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeIdleConnections();
    await Promise.race([closed, pause(LAST_ANSWERS_MS)]);
    server.closeAllConnections();
    await closed;
    await Promise.all([jobs.stop(), webhooks.stop()]);
    await vite?.close();
    await nodes.close();
    await database.close();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => void stop().then(() => process.exit(0), fail));
}

const fail = (error: unknown): never => endRefused(error, (err) => log.fatal({ err }, 'the server stops'));

// Node would write these on the console as they are.
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);

start().catch((error: unknown) => {
  const refusal = refusedWrite(error);
  fail(refusal ? new StartRefused(refusal.message) : error);
});
