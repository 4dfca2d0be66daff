import { useLoaderData } from '@remix-run/react';
import type { JSONContent } from '@tiptap/core';
import { titleWithYear } from '#domain/conventions/inputs.ts';
import { ConventionFrame } from '../../conventions/convention-frame.tsx';
import { conventionStateLabels } from '../../conventions/words.ts';
import { anchorOf, headingsOf, PrintedText } from '../../texts/printed-text.tsx';
import { Button } from '../../ui/button.tsx';
import type { loader } from './loader.ts';
import styles from './reading-page.module.css';

/** The text as it stands now, to read and to print. */
export function ReadingPage() {
  const { convention, decided } = useLoaderData<typeof loader>();
  const text = convention.text as unknown as JSONContent;
  return (
    <ConventionFrame convention={convention} current="lecture">
      <div className={styles.page}>
        <Outline text={text} />
        <article className={styles.sheet} aria-label={titleWithYear(convention)}>
          <header className={styles.head}>
            <div className={styles.actions}>
              <Button size="s" icon="print" onPress={() => window.print()}>
                Imprimer
              </Button>
            </div>
            {/* On paper, where the head of the page is not printed. */}
            <div className={styles.printedTitle}>
              <p className={styles.kicker}>
                {conventionStateLabels[convention.state]} · {convention.year}
              </p>
              <p className={styles.title}>{convention.title}</p>
            </div>
          </header>
          <PrintedText text={text} staleBefore={convention.viewerMayWrite ? convention.year : null} decided={decided} />
        </article>
      </div>
    </ConventionFrame>
  );
}

function Outline({ text }: { text: JSONContent }) {
  return (
    <nav aria-label="Sommaire" className={styles.outline}>
      <p className={styles.outlineTitle}>Sommaire</p>
      <ol>
        {headingsOf(text)
          .filter(({ kind }) => kind !== 'subheading')
          .map(({ id, kind, label, words }) => (
            <li key={id} className={styles[kind]}>
              <a href={`#${anchorOf(id)}`}>
                {label && <span className={styles.outlineNumber}>{label} </span>}
                {words}
              </a>
            </li>
          ))}
      </ol>
    </nav>
  );
}
