import { identityColours } from '#domain/identity.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Icon } from '../../ui/icon.tsx';
import { type IconName, iconShapes } from '../../ui/icon-shapes.ts';
import { ProductMark } from '../../ui/product-mark.tsx';
import { Section, Stack } from '../../ui/section.tsx';
import styles from './composants.module.css';

const colours = [
  'paper',
  'surface',
  'raised',
  'sunken',
  'hover',
  'line',
  'line-strong',
  'ink',
  'ink-soft',
  'ink-faint',
  'accent',
  'accent-soft',
  'accent-ink',
  'ochre',
  'ochre-soft',
  'ochre-ink',
  'danger',
  'danger-soft',
  'danger-ink',
  'success',
  'success-soft',
  'success-ink',
  'info',
  'info-soft',
  'info-ink',
  'focus',
] as const;

/** Mark, colours, type, icons. */
export function TokensPanel() {
  return (
    <Section title="Fondations">
      <Stack gap="l">
        <Section level={3} title="Marque">
          <div className={styles.mark}>
            <ProductMark />
            <p>Les terrils jumeaux : l’un de charbon, l’autre fait de lignes de texte.</p>
          </div>
        </Section>
        <Section level={3} title="Couleurs">
          <ul className={styles.swatches}>
            {colours.map((name) => (
              <li key={name}>
                <span className={styles.swatch} data-colour={name} />
                <code>{name}</code>
              </li>
            ))}
          </ul>
          <ul className={styles.people}>
            {identityColours.map((colour, rank) => (
              <li key={colour}>
                <Avatar id={`personne ${rank}`} name={`Personne ${rank}`} isAlone />
              </li>
            ))}
          </ul>
        </Section>
        <Section level={3} title="Typographie">
          <div className={styles.type}>
            <p className={styles.largest}>Convention 2026 avec la Mission Bassin Minier</p>
            <p className={styles.larger}>Objectif stratégique 1 — Gestion de l’inscription</p>
            <p className={styles.large}>1.2 — Veille patrimoniale</p>
            <p className={styles.reading}>
              Le texte des conventions se lit en Source Serif : « l’œuvre commune », 180 000 €, le 22 avril 2025 à 14 h
              30.
              <em> L’italique</em> et le <strong>gras</strong> viennent de la même famille.
            </p>
            <p>L’interface est en Source Sans, à 17 px, avec des chiffres alignés : 1 234,50 — 6 789,00.</p>
            <p className={styles.small}>Les précisions sont en 15 px.</p>
          </div>
        </Section>
        <Section level={3} title="Icônes">
          <ul className={styles.icons}>
            {(Object.keys(iconShapes) as IconName[]).map((name) => (
              <li key={name}>
                <Icon name={name} />
                <code>{name}</code>
              </li>
            ))}
          </ul>
        </Section>
      </Stack>
    </Section>
  );
}
