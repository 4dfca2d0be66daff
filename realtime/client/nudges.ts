// The page's ear for changes: which things changed, never how. Re-exported by document-connection.ts, the window of this folder to
// pages; the server's side is `nudge` in sockets.ts.

import type { Answer, Nudge, RefusalCode, Topic } from '../protocol.ts';
import { type SocketPlace, takeSocket } from './page-socket.ts';

const RETRY_MS = 2_000;

/**
 * Hears of a topic's changes. After every (re)connection `listener` is called with no nudges: what happened meanwhile is
 * unknown, read again. A topic the viewer may not follow is silent. Gives a function that ends it.
 */
export function subscribe(topic: Topic, listener: (nudges: Nudge[]) => void, place: SocketPlace = {}): () => void {
  const { page, release } = takeSocket(place);
  const { socket } = page;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let following = false;
  const follow = () => {
    socket.emit('follow', topic, (answer: Answer<null>) => {
      following = answer.ok;
      if (answer.ok) listener([]);
      else if (answer.code !== 'not-found') timer = setTimeout(followIfOnline, RETRY_MS);
    });
  };
  const followIfOnline = () => {
    if (page.state === 'online') follow();
  };
  const hear = (about: Topic, nudges: Nudge[]) => {
    if (about === topic && following) listener(nudges);
  };
  const lose = (about: Topic, code: RefusalCode) => {
    if (about === topic && code === 'rights-changed') followIfOnline();
  };
  page.on('state', followIfOnline);
  socket.on('nudge', hear);
  socket.on('unfollowed', lose);
  followIfOnline();
  return () => {
    if (timer) clearTimeout(timer);
    page.off('state', followIfOnline);
    socket.off('nudge', hear);
    socket.off('unfollowed', lose);
    if (page.state === 'online') socket.emit('unfollow', topic);
    release();
  };
}
