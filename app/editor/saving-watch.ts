// Follows the state of saving as a person should hear it. Each key is sent, kept and confirmed, which changes the state
// three times: what is told changes when the words do.
import type { DocumentConnection } from '#realtime/client/document-connection.ts';
import type { DocumentStatus } from '#realtime/client/status.ts';
import { type SavingState, savingState } from './saving.ts';

/** Unconfirmed for this long, what was typed is late, ms: a healthy server answers within a tenth of it. */
const LATE_MS = 4_000;
/** « Enregistré » is told once it has lasted this long, ms: words that change at every keystroke cannot be read. */
const CALM_MS = 700;

const isCalm = ({ kind, icon }: SavingState, which: 'saved' | 'saving') => kind === 'calm' && icon === which;

const areSame = (one: SavingState, other: SavingState) =>
  one.kind === other.kind && one.words === other.words && one.icon === other.icon && one.tone === other.tone;

/** Calls `show` with the state now and whenever its words change. Gives what stops it. */
export function watchSaving(connection: DocumentConnection, show: (state: SavingState) => void): () => void {
  let shown: SavingState | null = null;
  let unconfirmed = 0;
  let isLate = false;
  let late: ReturnType<typeof setTimeout> | undefined;
  let calm: ReturnType<typeof setTimeout> | undefined;

  // A connection that is dead without having said so takes a while to be noticed: when the browser knows, or nothing was
  // confirmed for too long, it is said before.
  const honest = (): DocumentStatus => {
    const { status } = connection;
    if (status.connection !== 'online') return status;
    if (!navigator.onLine) return { ...status, connection: 'offline' };
    return isLate ? { ...status, delayed: true } : status;
  };
  const tell = (state: SavingState) => {
    clearTimeout(calm);
    calm = undefined;
    if (shown && areSame(shown, state)) return;
    shown = state;
    show(state);
  };
  const look = () => {
    const { unconfirmedBytes } = connection.status;
    if (unconfirmedBytes < unconfirmed || unconfirmedBytes === 0) {
      clearTimeout(late);
      late = undefined;
      isLate = false;
    }
    unconfirmed = unconfirmedBytes;
    if (unconfirmedBytes > 0 && !isLate)
      late ??= setTimeout(() => {
        isLate = true;
        look();
      }, LATE_MS);
    const state = savingState(honest());
    if (shown && isCalm(shown, 'saving') && isCalm(state, 'saved')) calm ??= setTimeout(tell, CALM_MS, state);
    else tell(state);
  };

  look();
  connection.on('status', look);
  window.addEventListener('online', look);
  window.addEventListener('offline', look);
  return () => {
    clearTimeout(late);
    clearTimeout(calm);
    connection.off('status', look);
    window.removeEventListener('online', look);
    window.removeEventListener('offline', look);
  };
}
