// A secret that is shown once: a key, the secret of a webhook. Used by the pages that make one; knows neither.
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { showToast } from '../ui/toast.ts';
import styles from './shown-secret.module.css';

/** The secret with a button that copies it; `done` is said once that is done. */
export function ShownSecret({ title, secret, done }: { title: string; secret: string; done: string }) {
  const copy = () =>
    navigator.clipboard.writeText(secret).then(
      () => showToast({ text: done }),
      () => showToast({ text: 'La copie n’est pas permise ici\u00a0: sélectionnez le texte.', tone: 'error' }),
    );
  return (
    <Notice tone="success" title={title} isLive>
      Copiez-la maintenant : elle ne sera plus affichée.
      <div className={styles.secret}>
        <code>{secret}</code>
        <Button size="s" icon="copy" onPress={copy}>
          Copier
        </Button>
      </div>
    </Notice>
  );
}
