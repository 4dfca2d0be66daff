import { Badge } from '../../ui/badge.tsx';
import { Failure } from '../../ui/failure-page.tsx';
import { PanelLayout } from '../../ui/panel-layout.tsx';
import { Section, Stack } from '../../ui/section.tsx';
import styles from './composants.module.css';

/** The three columns of a text, and the pages of an error. */
export function LayoutPanel() {
  return (
    <Section title="Mise en page">
      <Stack gap="l">
        <div className={styles.screen}>
          <PanelLayout
            toolbar={<Badge tone="success">Enregistré</Badge>}
            start={{ label: 'Plan', icon: 'outline', content: <p>Article 1. Objectif stratégique 1.</p> }}
            end={{ label: 'Commentaires', icon: 'comment', count: 4, content: <p>Quatre fils ouverts.</p> }}
          >
            <p className={styles.reading}>
              Le texte se tient au milieu, aussi large qu’il est bon de lire, son plan à gauche et ce qu’on en dit à
              droite.
            </p>
          </PanelLayout>
        </div>
        <div className={styles.failures}>
          {(['forbidden', 'missing', 'fault', 'offline'] as const).map((kind) => (
            <div key={kind} className={styles.screen}>
              <Failure kind={kind} level={3} />
            </div>
          ))}
        </div>
      </Stack>
    </Section>
  );
}
