// Parts of a page: Section (a heading and what is under it), Card (a box), Stack (even space), DescriptionList (facts).
import { type ReactNode, useId } from 'react';
import { classes } from './classes.ts';
import styles from './section.module.css';

export interface SectionProps {
  title: string;
  /** Level of its heading: 2 unless it stands inside another section. */
  level?: 2 | 3;
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A part of the page with its heading, which names it for screen readers. */
export function Section({ title, level = 2, lead, actions, children }: SectionProps) {
  const id = useId();
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section className={styles.section} aria-labelledby={id}>
      <header className={styles.header}>
        <Heading id={id}>{title}</Heading>
        {lead && <p className={styles.lead}>{lead}</p>}
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </section>
  );
}

export interface CardProps {
  children: ReactNode;
  /** `li` in a list of cards, `article` for a thing of its own. */
  as?: 'div' | 'li' | 'article';
  /** Its main link covers it: give that link `data-cover`. */
  isPressable?: boolean;
}

/** A box on the page. */
export function Card({ children, as: Element = 'div', isPressable }: CardProps) {
  return <Element className={classes(styles.card, isPressable && styles.isPressable)}>{children}</Element>;
}

/** Cards side by side, as many as fit. */
export function CardGrid({ children }: { children: ReactNode }) {
  return <ul className={styles.grid}>{children}</ul>;
}

/** Things one under the other with even space. */
export function Stack({ children, gap = 'm' }: { children: ReactNode; gap?: 's' | 'm' | 'l' }) {
  return <div className={classes(styles.stack, styles[gap])}>{children}</div>;
}

/** A page of forms or reading, as wide as is comfortable. */
export function Narrow({ children }: { children: ReactNode }) {
  return <div className={styles.narrow}>{children}</div>;
}

/** Facts and their names. */
export function DescriptionList({ facts }: { facts: readonly { term: string; value: ReactNode }[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(({ term, value }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
