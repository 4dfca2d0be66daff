// The pages of a PDF, one at a time, as the platform draws them. Their words stand below, for whoever does not see them.
import { useState } from 'react';
import { Button, ButtonRow } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import styles from './content.module.css';

interface PdfPagesProps {
  base: string;
  title: string;
  pages: number;
}

/** A page, and the ways to the others. */
export function PdfPages({ base, title, pages }: PdfPagesProps) {
  const [page, setPage] = useState(1);
  const [refused, setRefused] = useState<number | null>(null);
  const words = `Page ${page} sur ${pages}`;
  return (
    <div>
      <ButtonRow>
        <Button size="s" isDisabled={page === 1} onPress={() => setPage(page - 1)}>
          Page précédente
        </Button>
        <Button size="s" isDisabled={page === pages} onPress={() => setPage(page + 1)}>
          Page suivante
        </Button>
        <span role="status">{words}</span>
      </ButtonRow>
      {refused === page ? (
        <Notice tone="warning">Cette page ne peut pas être dessinée : téléchargez le document.</Notice>
      ) : (
        <img
          key={page}
          className={styles.page}
          src={`${base}/pages/${page}`}
          alt={`${words} de «\u00a0${title}\u00a0»`}
          onError={() => setRefused(page)}
        />
      )}
    </div>
  );
}
