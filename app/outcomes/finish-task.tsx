// « Fait »: says that a task is done, from wherever it is listed; posts to the list of decisions, with or without script.
import { useFetcher } from '@remix-run/react';
import { useDoneToast } from '../forms/done-toast.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import type { ListedOutcome } from './outcome-queries.ts';
import styles from './outcome-words.module.css';

/** The button of an open task that the viewer may finish, or « Rouvrir » of one that is done; nothing else. */
export function FinishTask({ outcome }: { outcome: ListedOutcome }) {
  const fetcher = useFetcher<{ done?: string; message?: string }>();
  useDoneToast(fetcher.data);
  const { meeting, blockId, text, doneOn, viewerMayFinish } = outcome;
  if (!viewerMayFinish) return null;
  return (
    <fetcher.Form method="post" action="/reunions/decisions" className={styles.finish}>
      <input type="hidden" name="meetingId" value={meeting.id} />
      <input type="hidden" name="blockId" value={blockId} />
      {fetcher.state === 'idle' && fetcher.data?.message && (
        <Notice tone="error" isLive>
          {fetcher.data.message}
        </Notice>
      )}
      <Button
        type="submit"
        name="intent"
        value={doneOn ? 'reopen' : 'finish'}
        size="s"
        icon={doneOn ? 'reopen' : 'check'}
        isPending={fetcher.state !== 'idle'}
        aria-label={`${doneOn ? 'Rouvrir' : 'Fait'}\u00a0: ${text}`}
      >
        {doneOn ? 'Rouvrir' : 'Fait'}
      </Button>
    </fetcher.Form>
  );
}
