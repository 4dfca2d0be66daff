// The same text open at several nodes: what a room tells the others by the bus, what it does when it hears of them, and what is
// asked of PostgreSQL every two seconds, because the bus may lose a message and Redis may be away. Ids go over the bus, and who
// is where; never a text. Called by sockets.ts; without a bus there is one node.
import { type DocumentHead, readHeads } from '#domain/texts/documents.ts';
import { log } from '#log.ts';
import type { Bus } from '#outside/redis.ts';
import type { PresenceEntry } from '../protocol.ts';
import type { RoomNodes } from './room.ts';
import type { Rooms } from './rooms.ts';

/** How long an edit of another node may go unseen when its message was lost. */
const LOOK_MS = 2_000;

/** How often a node says who is in its texts, so that a cursor whose departure was lost does not stay. */
const PRESENT_MS = 5_000;

/** Sessions of one node, by text. */
type Present = Record<string, number[]>;

/** What rooms tell the others. */
export function roomNodes(bus: Bus): RoomNodes {
  return {
    opened: (documentId) => bus.publish('opened', documentId),
    committed: (documentId, last) => bus.publish('committed', [documentId, last]),
    presence: (documentId, entries) => bus.publish('presence', [documentId, entries]),
  };
}

/** Has the rooms follow the other nodes until `stop`. */
export function followNodes(rooms: Rooms, bus: Bus): { stop(): void } {
  let isOver = false;

  const take = ({ id, sequence, frozen }: DocumentHead) => rooms.find(id)?.follow(sequence, frozen);

  let looking = false;
  const look = async () => {
    const open = [...rooms.all()].map(({ documentId }) => documentId);
    if (looking || open.length === 0) return;
    looking = true;
    try {
      for (const head of await readHeads(open)) if (!isOver) take(head);
    } catch (err) {
      log.warn({ err }, 'how far the open texts are could not be asked');
    } finally {
      looking = false;
    }
  };

  const tellPresent = () => {
    const present: Present = {};
    for (const room of rooms.all()) {
      const sessions = room.ownPresence().map(([session]) => session);
      if (sessions.length > 0) present[room.documentId] = sessions;
    }
    bus.publish('present', present);
  };

  bus.listen<[string, number]>('committed', ([documentId, last]) => {
    if (!isOver) rooms.find(documentId)?.follow(last);
  });
  bus.listen<[string, PresenceEntry[]]>('presence', ([documentId, entries], node) =>
    rooms.find(documentId)?.elsewhere.hear(node, entries),
  );
  bus.listen<string>('opened', (documentId) => {
    const entries = rooms.find(documentId)?.ownPresence() ?? [];
    if (entries.length > 0) bus.publish('presence', [documentId, entries]);
  });
  bus.listen<Present>('present', (present, node) => {
    for (const room of rooms.all())
      if (!room.elsewhere.expect(node, present[room.documentId] ?? [])) bus.publish('opened', room.documentId);
  });
  bus.onGone((node) => {
    for (const room of rooms.all()) room.elsewhere.forget(node);
  });
  bus.onMissed(() => {
    void look();
    tellPresent();
    for (const { documentId } of rooms.all()) bus.publish('opened', documentId);
  });

  const timers = [setInterval(() => void look(), LOOK_MS), setInterval(tellPresent, PRESENT_MS)];
  for (const timer of timers) timer.unref();
  return {
    stop() {
      isOver = true;
      for (const timer of timers) clearInterval(timer);
    },
  };
}
