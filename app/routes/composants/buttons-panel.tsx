import { useState } from 'react';
import { Button, ButtonRow, IconButton, LinkButton } from '../../ui/button.tsx';
import { Keys } from '../../ui/keys.tsx';
import { Section, Stack } from '../../ui/section.tsx';

/** Every button, at rest, small, waiting, disabled, pressed. */
export function ButtonsPanel() {
  const [isBold, setBold] = useState(true);
  return (
    <Section title="Boutons">
      <Stack>
        <ButtonRow>
          <Button variant="primary" icon="edit">
            Reprendre la rédaction
          </Button>
          <Button>Annuler</Button>
          <Button variant="quiet" icon="copy">
            Copier le lien
          </Button>
          <Button variant="danger" icon="delete">
            Supprimer
          </Button>
          <LinkButton to="/composants" iconAfter="arrow-right">
            Lien en bouton
          </LinkButton>
        </ButtonRow>
        <ButtonRow>
          <Button variant="primary" size="s">
            Petit
          </Button>
          <Button size="s" icon="filter">
            Filtrer
          </Button>
          <Button variant="quiet" size="s">
            Discret
          </Button>
          <Button variant="danger" size="s">
            Révoquer
          </Button>
        </ButtonRow>
        <ButtonRow>
          <Button variant="primary" isPending>
            Enregistrement…
          </Button>
          <Button isPending>En cours…</Button>
          <Button variant="primary" isDisabled>
            Indisponible
          </Button>
          <Button isDisabled>Indisponible</Button>
          <Button variant="quiet" isDisabled>
            Indisponible
          </Button>
        </ButtonRow>
        <ButtonRow>
          <IconButton icon="bold" label="Gras" shortcut="Ctrl B" isPressed={isBold} onPress={() => setBold(!isBold)} />
          <IconButton icon="italic" label="Italique" shortcut="Ctrl I" isPressed={false} />
          <IconButton icon="undo" label="Annuler ma dernière modification" shortcut="Ctrl Z" />
          <IconButton icon="redo" label="Rétablir" isDisabled />
          <IconButton icon="comment-add" label="Commenter" variant="secondary" />
          <IconButton icon="add" label="Ajouter" variant="primary" />
          <IconButton icon="close" label="Fermer" size="s" />
          <span>
            Raccourci : <Keys keys="Ctrl Maj M" />
          </span>
        </ButtonRow>
        <Button wide icon="upload">
          Toute la largeur
        </Button>
      </Stack>
    </Section>
  );
}
