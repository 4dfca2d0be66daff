// The programme to choose a point from without knowing its words: folded, one list a convention.
import { classes } from '../../ui/classes.ts';
import { Disclosure } from '../../ui/disclosure.tsx';
import { AddButton } from './add-button.tsx';
import styles from './agenda-page.module.css';
import type { ShownHeadings } from './queries.ts';

// A button stays once it was pressed: the focus stays with it, and one objective may make two points.
/** The headings of each convention, to add as points. */
export function Headings({ offered }: { offered: readonly ShownHeadings[] }) {
  return (
    <div>
      {offered.map(({ convention, headings }) => (
        <Disclosure key={convention.id} title={`Choisir dans le programme ${convention.year}`}>
          <ul className={styles.headings}>
            {headings.map(({ blockId, isAxis, title, isTaken }) => (
              <li key={blockId} className={classes(styles.suggestion, !isAxis && styles.objective)}>
                <div className={styles.words}>
                  <p className={isAxis ? styles.title : undefined}>{title}</p>
                  {isTaken && <p className={styles.about}>À l’ordre du jour</p>}
                </div>
                <AddButton title={title} fields={{ blockId }} />
              </li>
            ))}
          </ul>
        </Disclosure>
      ))}
    </div>
  );
}
