import { useLoaderData } from '@remix-run/react';
import type { JSONContent } from '@tiptap/core';
import { useId, useRef, useState } from 'react';
import { titleWithYear } from '#domain/convention-title.ts';
import { ConventionFrame } from '../../conventions/convention-frame.tsx';
import { conventionStateLabels } from '../../conventions/words.ts';
import { SaveAsTemplate } from '../../templates/save-as-template.tsx';
import { DownloadMenu, textFileAddress } from '../../texts/download-menu.tsx';
import { FindBar } from '../../texts/find-bar.tsx';
import '../../texts/find-in-page.css';
import { anchorOf, headingsOf, PrintedText } from '../../texts/printed-text.tsx';
import { useFindInPage } from '../../texts/use-find-in-page.ts';
import { wordReturnsAddress } from '../../texts/version-addresses.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import type { loader } from './loader.ts';
import styles from './reading-page.module.css';

/** The text as it stands now, to read and to print. */
export function ReadingPage() {
  const { convention, decided } = useLoaderData<typeof loader>();
  const text = convention.text as unknown as JSONContent;
  const words = useRef<HTMLDivElement>(null);
  const { finder, open } = useFindInPage(words);
  return (
    <ConventionFrame convention={convention} current="lecture">
      <div className={styles.page}>
        <Outline text={text} />
        <article className={styles.sheet} aria-label={titleWithYear(convention)}>
          <header className={styles.head}>
            <div className={styles.actions}>
              <Button size="s" icon="search" onPress={open}>
                Rechercher dans le texte
              </Button>
              <Button size="s" icon="print" onPress={() => window.print()}>
                Imprimer
              </Button>
              <DownloadMenu
                address={textFileAddress(convention.documentId)}
                size="s"
                hasComments
                hasSuggestions={convention.state !== 'SIGNED' && convention.state !== 'CLOSED'}
              />
              {convention.viewerMaySuggest && (
                <LinkButton to={wordReturnsAddress(convention.documentId)} size="s" icon="import">
                  Reprendre un fichier Word
                </LinkButton>
              )}
              <SaveAsTemplate documentId={convention.documentId} size="s" />
            </div>
            {/* On paper, where the head of the page is not printed. */}
            <div className={styles.printedTitle}>
              <p className={styles.kicker}>
                {conventionStateLabels[convention.state]} · {convention.year}
              </p>
              <p className={styles.title}>{convention.title}</p>
            </div>
          </header>
          {finder && (
            <div className={styles.find}>
              <FindBar finder={finder} />
            </div>
          )}
          <div ref={words}>
            <PrintedText
              text={text}
              staleBefore={convention.viewerMayWrite ? convention.year : null}
              decided={decided}
            />
          </div>
        </article>
      </div>
    </ConventionFrame>
  );
}

function Outline({ text }: { text: JSONContent }) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  return (
    <nav aria-label="Sommaire" className={styles.outline}>
      <p className={styles.outlineTitle}>Sommaire</p>
      {/* Where the page is too narrow for both, the text comes first. */}
      <div className={styles.outlineButton}>
        <Button size="s" icon="outline" aria-expanded={isOpen} aria-controls={id} onPress={() => setOpen(!isOpen)}>
          Sommaire
        </Button>
      </div>
      <ol id={id} data-open={isOpen || undefined}>
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
