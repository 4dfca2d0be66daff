import { useState } from 'react';
import { ConfirmDialog } from '../../ui/dialog.tsx';
import { Menu, type MenuEntry } from '../../ui/menu.tsx';
import type { ListedPerson } from './queries.ts';

interface PersonActionsProps {
  person: ListedPerson;
  onAct: (intent: string, personId: string) => void;
  onPlace: () => void;
}

type Account = NonNullable<ListedPerson['account']>;

interface Acts {
  act: (intent: string) => () => void;
  place: () => void;
  deactivate: () => void;
}

/** The entries of an account's menu, by its state. */
function entriesFor(account: Account, { act, place, deactivate }: Acts): MenuEntry[] {
  const edit: MenuEntry = { id: 'place', label: 'Fonction et service', icon: 'edit', onAction: place };
  if (account.state === 'DEACTIVATED')
    return [edit, { id: 'reactivate', label: 'Réactiver le compte', icon: 'check', onAction: act('reactivate') }];
  const again: MenuEntry = {
    id: 'again',
    label: 'Renvoyer l’invitation',
    icon: 'mail',
    onAction: act('invite-again'),
  };
  const administration: MenuEntry = account.organisationAdministrator
    ? { id: 'demote', label: 'Retirer l’administration', icon: 'person', onAction: act('demote') }
    : { id: 'promote', label: 'Confier l’administration', icon: 'person', onAction: act('promote') };
  const close: MenuEntry = {
    id: 'deactivate',
    label: 'Désactiver le compte',
    icon: 'close',
    isDangerous: true,
    onAction: deactivate,
  };
  return account.state === 'INVITED' ? [edit, again, administration, close] : [edit, administration, close];
}

/** What an administrator may do for one account; what closes it is asked twice. */
export function PersonActions({ person, onAct, onPlace }: PersonActionsProps) {
  const [isAsking, setAsking] = useState(false);
  const { id, name, account } = person;
  if (!account) return null;
  const act = (intent: string) => () => onAct(intent, id);
  const entries = entriesFor(account, { act, place: onPlace, deactivate: () => setAsking(true) });
  return (
    <>
      <Menu label={`Actions pour ${name}`} entries={entries} />
      <ConfirmDialog
        title={`Désactiver le compte de ${name}\u202f?`}
        confirmLabel="Désactiver le compte"
        isDangerous
        isOpen={isAsking}
        onOpenChange={setAsking}
        onConfirm={() => {
          act('deactivate')();
          setAsking(false);
        }}
      >
        Ses sessions et ses clés d’accès cessent aussitôt de fonctionner. Ce que cette personne a écrit reste, sous son
        nom. Le compte peut être réactivé.
      </ConfirmDialog>
    </>
  );
}
