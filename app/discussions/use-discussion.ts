// The discussion of one convention on an open page: read once, then again whenever somebody changes it. Uses plain
// requests, not Remix's: a failed one (offline, signed out) must leave the page as it is.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { subscribe } from '../frame/nudges.ts';
import { postOnce } from '../frame/steady-fetch.ts';
import { concernsDiscussion } from './concerns.ts';
import type { Talk } from './discussion.ts';
import type { Act, ActOutcome, Discussion } from './panel-types.ts';

const nothing: Omit<Talk, 'convention'> = { threads: [], mayOpen: false, viewerPersonId: null };

const OFFLINE: ActOutcome = {
  ok: false,
  code: 'OFFLINE',
  message: 'La plate-forme ne répond pas. Votre texte est conservé ici\u00a0: réessayez dans un instant.',
  fields: {},
};

/** Many pages hear of one comment at the same moment: each waits a little, not all the same. */
const waitMs = () => 100 + Math.random() * 300;

const discussionPath = (conventionId: string) => `/conventions/${conventionId}/fils`;

async function send(conventionId: string, act: Act): Promise<ActOutcome> {
  try {
    const response = await postOnce(discussionPath(conventionId), new URLSearchParams(Object.entries(act)));
    return (await response.json()) as ActOutcome;
  } catch {
    return OFFLINE;
  }
}

/** Reads a convention's discussion and keeps it true. Until the first answer it is `loading` and empty. */
export function useDiscussion(conventionId: string): Discussion {
  const [talk, setTalk] = useState<Talk>();
  const [hasFailed, setFailed] = useState(false);
  const latest = useRef(nothing);
  const attempt = useRef(0);

  const refresh = useCallback(async () => {
    attempt.current += 1;
    const own = attempt.current;
    try {
      const response = await fetch(discussionPath(conventionId));
      // Access was lost: what was read before is not this person's to see any more.
      if (response.status === 404 && own === attempt.current) setTalk(undefined);
      if (!response.ok) throw new Error(`the discussion was refused: ${response.status}`);
      const read = (await response.json()) as Talk;
      // An answer that was overtaken by a later question says what was.
      if (own !== attempt.current) return;
      latest.current = read;
      setTalk(read);
      setFailed(false);
    } catch {
      if (own === attempt.current) setFailed(true);
    }
  }, [conventionId]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void refresh();
      }, waitMs());
    };
    void refresh();
    const stop = subscribe(`convention:${conventionId}`, (nudges) => {
      // No nudges: the connection is new, what happened before is unknown.
      if (nudges.length === 0 || nudges.some((nudge) => concernsDiscussion(nudge, latest.current.threads))) soon();
    });
    return () => {
      stop();
      clearTimeout(timer);
      // Whatever is still on its way belongs to a page that is gone.
      attempt.current += 1;
    };
  }, [conventionId, refresh]);

  const perform = useCallback(
    async (act: Act) => {
      const outcome = await send(conventionId, act);
      await refresh();
      return outcome;
    },
    [conventionId, refresh],
  );

  return useMemo(() => {
    const status = talk ? 'ready' : hasFailed ? 'failed' : 'loading';
    return { conventionId, status, ...(talk ?? nothing), refresh: () => void refresh(), perform };
  }, [conventionId, talk, hasFailed, refresh, perform]);
}
