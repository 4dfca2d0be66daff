// Files handed in for a convention as such, several at once: each is sent by itself, one after the other, and says what came of
// it, so that one that is refused keeps none of the others back. The list below is read again when all are through.
import { useRevalidator } from '@remix-run/react';
import { useRef, useState } from 'react';
import { STORED_FILE_LIMIT, STORED_FILE_LIMIT_WORDS } from '#domain/files/bounds.ts';
import { postOnce } from '../frame/steady-fetch.ts';
import { count, formatBytes } from '../french-format.ts';
import { Button } from '../ui/button.tsx';
import { FileField } from '../ui/file-field.tsx';
import { Notice } from '../ui/notice.tsx';
import { Stack } from '../ui/section.tsx';
import styles from './deposit.module.css';

/** A file on its way: waiting, sent now, kept, or refused with the sentence that says why. */
interface Sent {
  key: number;
  file: File;
  state: 'WAITING' | 'SENDING' | 'KEPT' | 'REFUSED';
  why?: string;
}

const UNSENT = 'L’envoi n’a pas abouti. Vérifiez votre connexion, puis réessayez.';
const TOO_LARGE = `Ce fichier dépasse la taille autorisée (${STORED_FILE_LIMIT_WORDS}).`;

/** Hands one file in; the sentence of a refusal, null once it is kept. */
async function send(conventionId: string, file: File): Promise<string | null> {
  // Larger ones are refused all the same: they need not be sent for it.
  if (file.size > STORED_FILE_LIMIT) return TOO_LARGE;
  const body = new FormData();
  body.set('file', file);
  try {
    const answer = await postOnce(`/conventions/${conventionId}/fichiers`, body);
    const { message } = (await answer.json()) as { message?: string };
    return answer.ok ? null : (message ?? UNSENT);
  } catch {
    return UNSENT;
  }
}

/** What is being sent and what came of it, with the way to hand in more. */
function useDeposit(conventionId: string) {
  const [sent, setSent] = useState<readonly Sent[]>([]);
  const nextKey = useRef(0);
  const running = useRef<Promise<void>>(Promise.resolve());
  const { revalidate } = useRevalidator();
  const note = (key: number, change: Partial<Sent>) =>
    setSent((before) => before.map((one) => (one.key === key ? { ...one, ...change } : one)));
  const deposit = (files: readonly File[]) => {
    const added = files.map((file): Sent => ({ key: nextKey.current++, file, state: 'WAITING' }));
    // What was kept is in the list of the page already; what was refused stays until it is tried again.
    setSent((before) => [...before.filter(({ state }) => state !== 'KEPT'), ...added]);
    running.current = running.current.then(async () => {
      for (const { key, file } of added) {
        note(key, { state: 'SENDING' });
        const why = await send(conventionId, file);
        note(key, why === null ? { state: 'KEPT' } : { state: 'REFUSED', why });
      }
      revalidate();
    });
  };
  const retry = ({ key, file }: Sent) => {
    setSent((before) => before.filter((one) => one.key !== key));
    deposit([file]);
  };
  return { sent, deposit, retry };
}

/** The field to choose or drop files in, and what became of each. */
export function Deposit({ conventionId }: { conventionId: string }) {
  const { sent, deposit, retry } = useDeposit(conventionId);
  const waiting = sent.filter(({ state }) => state === 'WAITING' || state === 'SENDING');
  const kept = sent.filter(({ state }) => state === 'KEPT');
  const refused = sent.filter(({ state }) => state === 'REFUSED');
  return (
    <Stack gap="m">
      <FileField
        label="Déposer des documents"
        isMultiple
        isHandedOn
        limits={`${STORED_FILE_LIMIT_WORDS} au plus par fichier`}
        onSelect={deposit}
      />
      <p role="status" className={styles.status}>
        {waiting.length > 0 ? `Envoi en cours, encore ${count(waiting.length, 'fichier')}…` : keptWords(kept)}
      </p>
      {refused.map((one) => (
        <Notice
          key={one.key}
          tone="error"
          isLive
          title={`${one.file.name} (${formatBytes(one.file.size)})`}
          actions={one.why === UNSENT && <Button onPress={() => retry(one)}>Réessayer</Button>}
        >
          {one.why}
        </Notice>
      ))}
    </Stack>
  );
}

function keptWords(kept: readonly Sent[]): string {
  const [first] = kept;
  if (!first) return '';
  if (kept.length === 1) return `«\u00a0${first.file.name}\u00a0» est déposé.`;
  return `${count(kept.length, 'document déposé', 'documents déposés')}.`;
}
