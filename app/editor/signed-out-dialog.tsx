// The session ended while somebody writes: signing in again, here or in another tab, and what was kept is sent.
import { type FormEvent, useCallback, useEffect, useState } from 'react';
import type { DocumentConnection } from '#realtime/client/document-connection.ts';
import { paths } from '../frame/navigation.ts';
import { Button, ButtonRow } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { PasswordField, TextField } from '../ui/text-field.tsx';
import styles from './dialogs.module.css';
import { useStatus } from './use-document.ts';

/** The dialog. Closed without signing in, it comes back from the line that says the state of saving. */
export function SignedOutDialog({ connection }: { connection: DocumentConnection }) {
  const isSignedOut = useStatus(connection, (status) => status.connection === 'signed-out') ?? false;
  const onResume = useCallback(() => connection.resume(), [connection]);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => setOpen(isSignedOut), [isSignedOut]);
  useEffect(() => {
    if (!isSignedOut) return;
    // Back from the tab where one has signed in.
    const look = () => document.visibilityState === 'visible' && onResume();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [isSignedOut, onResume]);
  return (
    <>
      {isSignedOut && !isOpen && (
        <Button size="s" variant="primary" onPress={() => setOpen(true)}>
          Se reconnecter
        </Button>
      )}
      <Dialog title="Votre session a expiré" size="s" isOpen={isOpen} onOpenChange={setOpen}>
        <SignInForm connection={connection} onSignedIn={onResume} />
      </Dialog>
    </>
  );
}

/** Posts to the sign-in page and looks only at whether it let us in: a redirection is a yes. */
async function signIn(form: FormData): Promise<boolean> {
  const response = await fetch(paths.signIn, {
    method: 'POST',
    body: new URLSearchParams([...form] as [string, string][]),
    redirect: 'manual',
  });
  return response.type === 'opaqueredirect';
}

function SignInForm({ connection, onSignedIn }: { connection: DocumentConnection; onSignedIn(): void }) {
  // What was typed and not sent is safe if this tab closes.
  const isKept = useStatus(connection, (status) => status.unconfirmedBytes === 0 || status.keptLocally) ?? true;
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setPending(true);
    try {
      if (await signIn(new FormData(event.currentTarget))) return onSignedIn();
      setRefusal('L’adresse ou le mot de passe n’est pas reconnu.');
    } catch {
      setRefusal('La plate-forme ne répond pas. Réessayez dans un instant.');
    } finally {
      setPending(false);
    }
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <p>
        {isKept
          ? 'Rien n’est perdu\u00a0: vos modifications sont gardées sur ce poste et seront envoyées dès que vous serez reconnecté.'
          : 'Ne fermez pas cet onglet\u00a0: vos modifications seront envoyées dès que vous serez reconnecté.'}
      </p>
      {refusal && (
        <Notice tone="error" isLive>
          {refusal}
        </Notice>
      )}
      <TextField name="email" label="Adresse électronique" type="email" autoComplete="username" isRequired autoFocus />
      <PasswordField name="password" label="Mot de passe" autoComplete="current-password" isRequired />
      <ButtonRow>
        <Button type="submit" variant="primary" isPending={isPending}>
          Se reconnecter
        </Button>
        <a href={paths.signIn} target="_blank" rel="noreferrer">
          Se reconnecter dans un nouvel onglet
        </a>
      </ButtonRow>
    </form>
  );
}
