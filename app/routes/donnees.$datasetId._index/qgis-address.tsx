// The address at which a map is opened from QGIS, and how; the door itself is at /ogc.
import { useEffect, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Section } from '../../ui/section.tsx';
import { showToast } from '../../ui/toast.tsx';
import type { ShownDataset, ShownVersion } from './queries.ts';

const PATH = '/ogc';

/** The address with its button; nothing for what is no map. */
export function QgisAddress({ dataset, version }: { dataset: ShownDataset; version: ShownVersion | null }) {
  // The page is where its reader sees it: that address is known in the browser alone.
  const [address, setAddress] = useState(PATH);
  useEffect(() => setAddress(`${window.location.origin}${PATH}`), []);
  if (!version?.content?.geometry || version.state !== 'READY') return null;
  const copy = () =>
    navigator.clipboard.writeText(address).then(
      () => showToast({ text: 'L’adresse est copiée.' }),
      () => showToast({ text: 'La copie n’est pas permise ici\u00a0: sélectionnez l’adresse.', tone: 'error' }),
    );
  return (
    <Section
      title="Adresse pour QGIS"
      actions={
        <Button size="s" icon="copy" onPress={copy}>
          Copier l’adresse
        </Button>
      }
    >
      <p>
        <code>{address}</code>
      </p>
      <p>
        Dans QGIS, « Couche », « Ajouter une couche », « Couche WFS / OGC API – Features » : collez cette adresse, puis
        choisissez « {dataset.title} » dans la liste.{' '}
        {dataset.access === 'EVERYONE'
          ? 'Aucune clé n’est nécessaire.'
          : 'Ces données sont réservées : ajoutez une authentification de base, avec pour mot de passe une clé de lecture de votre organisme.'}
      </p>
    </Section>
  );
}
