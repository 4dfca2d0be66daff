import { Button, ButtonRow } from '../../ui/button.tsx';
import { ConfirmDialog, Dialog } from '../../ui/dialog.tsx';
import { Fields } from '../../ui/field.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Popover } from '../../ui/popover.tsx';
import { Section, Stack } from '../../ui/section.tsx';
import { TabLinks } from '../../ui/tab-links.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { showToast } from '../../ui/toast.ts';

const entries = [
  { id: 'rename', label: 'Renommer', icon: 'edit', shortcut: 'F2' },
  { id: 'link', label: 'Copier le lien', icon: 'link', description: 'Mène à ce passage, même s’il bouge.' },
  { id: 'print', label: 'Imprimer', icon: 'print', isDisabled: true },
  { id: 'read', label: 'Page des composants', icon: 'document', href: '/composants' },
  null,
  {
    id: 'archive',
    label: 'Archiver',
    icon: 'archive',
    isDangerous: true,
    onAction: () => showToast({ text: 'Archivée' }),
  },
] as const;

/** What opens over the page, and the tabs that switch views in it. */
export function OverlaysPanel() {
  return (
    <Section title="Fenêtres et menus">
      <Stack gap="l">
        <ButtonRow>
          <Dialog
            title="Inviter un partenaire"
            trigger={<Button icon="people">Ouvrir une fenêtre</Button>}
            actions={(close) => (
              <ButtonRow align="end">
                <Button onPress={close}>Annuler</Button>
                <Button variant="primary" onPress={close}>
                  Envoyer l’invitation
                </Button>
              </ButtonRow>
            )}
          >
            <Fields>
              <TextField label="Adresse électronique" type="email" name="invited" isRequired autoFocus />
            </Fields>
          </Dialog>
          <ConfirmDialog
            title="Révoquer cette clé ?"
            trigger={<Button icon="key">Demander confirmation</Button>}
            confirmLabel="Révoquer la clé"
            isDangerous
            onConfirm={() => showToast({ text: 'Clé révoquée' })}
          >
            Le système qui l’utilise ne pourra plus lire la plate-forme. Cela ne peut pas être annulé.
          </ConfirmDialog>
          <Menu label="Actions sur le passage" entries={entries} />
          <Menu label="Exporter" trigger={<Button iconAfter="chevron-down">Menu nommé</Button>} entries={entries} />
          <Popover label="Filtrer les fils" trigger={<Button icon="filter">Ouvrir un panneau</Button>}>
            <TextField label="Auteur" name="author" />
          </Popover>
          <Button onPress={() => showToast({ text: 'Commentaire publié' })}>Message bref</Button>
          <Button
            onPress={() =>
              showToast({ text: 'Fil résolu', tone: 'info', action: { label: 'Annuler', onPress: () => undefined } })
            }
          >
            Message avec action
          </Button>
          <Button onPress={() => showToast({ text: 'L’envoi n’a pas abouti.', tone: 'error' })}>
            Message d’erreur
          </Button>
        </ButtonRow>
        <Tabs
          label="Discussion"
          views={[
            { id: 'open', label: 'Ouverts', count: 4, content: <p>Quatre fils ouverts.</p> },
            { id: 'resolved', label: 'Résolus', count: 12, content: <p>Douze fils résolus.</p> },
            { id: 'mine', label: 'Qui me concernent', content: <p>Rien qui vous attende.</p> },
          ]}
        />
        <TabLinks
          label="Convention"
          current="/composants"
          links={[
            { to: '/composants', label: 'Texte' },
            { to: '/composants?vue=activite', label: 'Activité', count: 3 },
          ]}
        />
      </Stack>
    </Section>
  );
}
