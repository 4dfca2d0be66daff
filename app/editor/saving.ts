// The state of saving in words. What it says is true at the moment it says it; when in doubt it says less.
import type { DocumentStatus } from '#realtime/client/status.ts';
import type { RefusalCode } from '#realtime/protocol.ts';
import { sentences } from '../french.ts';
import type { IconName } from '../ui/icon-shapes.ts';

/** `kind` tells apart what deserves to be announced: saved and saving are the same calm. */
export interface SavingState {
  kind: 'calm' | 'kept-nowhere' | 'connecting' | 'offline' | 'delayed' | 'read-only' | 'signed-out' | 'refused';
  words: string;
  icon: IconName;
  tone: 'quiet' | 'attention' | 'alarm';
}

const refusals: Partial<Record<RefusalCode, string>> = {
  'not-found': 'Ce texte ne vous est plus accessible',
  outdated: 'La plate-forme a été mise à jour : rechargez la page',
  'only-suggests':
    'Votre rôle permet de proposer, pas de rédiger\u00a0: gardez une copie de vos derniers mots et rechargez la page',
};

const REFUSED = 'Une modification n’a pas été acceptée : rechargez la page';

const KEEPS_NOTHING = 'Ce poste ne garde rien';

/** All is well, but for this computer, which will not help when the server is out of reach. */
const calm = ({ keepsNothing }: DocumentStatus, words: string, icon: IconName): SavingState =>
  keepsNothing
    ? {
        kind: 'kept-nowhere',
        words: `${words}. ${KEEPS_NOTHING}`.replace('….', '…'),
        icon: 'warning',
        tone: 'attention',
      }
    : { kind: 'calm', words, icon, tone: 'quiet' };

const kept = (status: DocumentStatus) =>
  status.keptLocally ? 'vos modifications sont gardées sur ce poste' : 'ne fermez pas cet onglet';

function readOnly({ frozen, mode, unconfirmedBytes }: DocumentStatus): SavingState | null {
  if (!frozen && mode !== 'read' && mode !== 'comment') return null;
  const reason = frozen
    ? 'Texte signé : lecture seule'
    : mode === 'comment'
      ? 'Lecture et commentaires'
      : 'Lecture seule';
  if (unconfirmedBytes === 0)
    return { kind: 'read-only', words: reason, icon: frozen ? 'lock' : 'show', tone: 'quiet' };
  const words = `${reason}. Vos dernières modifications n’ont pas été enregistrées`;
  return { kind: 'read-only', words, icon: 'warning', tone: 'alarm' };
}

function disconnected(status: DocumentStatus): SavingState {
  if (status.connection === 'connecting' && status.unconfirmedBytes === 0)
    return { kind: 'connecting', words: 'Connexion…', icon: 'saving', tone: 'quiet' };
  const isKept = status.unconfirmedBytes === 0 || status.keptLocally;
  const words = isKept && !status.keepsNothing ? sentences.offline : 'Hors connexion : ne fermez pas cet onglet';
  return { kind: 'offline', words, icon: 'offline', tone: 'attention' };
}

/** What to say of a document's state. */
export function savingState(status: DocumentStatus): SavingState {
  if (status.connection === 'signed-out')
    return {
      kind: 'signed-out',
      words: `Votre session a expiré : reconnectez-vous, ${status.unconfirmedBytes === 0 || status.keptLocally ? 'rien n’est perdu' : 'sans fermer cet onglet'}`,
      icon: 'key',
      tone: 'alarm',
    };
  if (status.connection === 'refused')
    return {
      kind: 'refused',
      words: (status.refusal && refusals[status.refusal]) ?? REFUSED,
      icon: 'error',
      tone: 'alarm',
    };
  const closed = readOnly(status);
  if (closed) return closed;
  if (status.connection !== 'online') return disconnected(status);
  if (status.refusal === 'block-too-long')
    return {
      kind: 'refused',
      words:
        'Ce paragraphe est trop long (50\u202f000 caractères au plus)\u00a0: raccourcissez-le ou coupez-le en plusieurs',
      icon: 'error',
      tone: 'alarm',
    };
  if (status.refusal === 'too-large')
    return {
      kind: 'refused',
      words: 'Modification trop volumineuse pour être enregistrée : annulez-la',
      icon: 'error',
      tone: 'alarm',
    };
  if (status.unconfirmedBytes > 0 && status.delayed)
    return { kind: 'delayed', words: `Enregistrement retardé… ${kept(status)}`, icon: 'clock', tone: 'attention' };
  if (status.unconfirmedBytes > 0) return calm(status, sentences.saving, 'saving');
  if (!status.synced) return { kind: 'connecting', words: 'Connexion…', icon: 'saving', tone: 'quiet' };
  return calm(status, sentences.saved, 'saved');
}

/** What a screen reader is told when one state follows another; null: nothing (each keystroke is saved, and not news). */
export function announcement(before: SavingState['kind'], now: SavingState): string | null {
  if (before === now.kind || now.kind === 'connecting') return null;
  if (now.kind !== 'calm') return now.words;
  return before === 'connecting' || before === 'kept-nowhere' ? null : `De nouveau en ligne. ${now.words}`;
}
