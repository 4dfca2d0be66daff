import { Link, useLoaderData } from '@remix-run/react';
import { useAct } from '../../forms/act-form.tsx';
import { count, formatDateTime, formatList } from '../../french-format.ts';
import { itemKindLabels } from '../../texts/words.ts';
import { Badge, type BadgeTone } from '../../ui/badge.tsx';
import { ButtonRow } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Form, SubmitButton } from '../../ui/form.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section, Stack } from '../../ui/section.tsx';
import { ComparedWords } from '../../versions/compared-words.tsx';
import { writingAddress } from '../../versions/of-its-text.ts';
import type { FramedText } from '../../versions/queries.ts';
import { TextFrame } from '../../versions/text-frame.tsx';
import { returnsTo } from '../../versions/words.ts';
import type { loader } from './loader.ts';
import type { Returned } from './queries.ts';
import styles from './word-return-page.module.css';

type Change = Returned['changes'][number];

/** Passages that are shown; more are taken over all the same. */
const MOST = 500;

/** What a Word file changes, and making it so. */
export function WordReturnPage() {
  const { text, wordReturn } = useLoaderData<typeof loader>();
  return (
    <TextFrame text={text} of="text">
      {wordReturn.takenAt ? (
        <Taken text={text} wordReturn={wordReturn} />
      ) : (
        <Waiting text={text} wordReturn={wordReturn} />
      )}
      {wordReturn.lost.length > 0 && (
        <Section title="Ce qui ne peut pas être repris" lead="Reportez-le vous-même là où il doit être.">
          <ul className={styles.lost}>
            {wordReturn.lost.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Section>
      )}
      {wordReturn.changes.length > 0 && <Changes changes={wordReturn.changes} />}
      {wordReturn.comments.length > 0 && <Comments text={text} comments={wordReturn.comments} />}
    </TextFrame>
  );
}

/** A text that nobody discusses has no comments to tell of. */
const summaryOf = ({ suggestionCount, commentCount }: Returned, { kind }: FramedText): string =>
  formatList([
    count(suggestionCount, 'proposition'),
    ...(kind === 'CONVENTION' ? [count(commentCount, 'commentaire')] : []),
  ]);

function Taken({ text, wordReturn }: { text: FramedText; wordReturn: Returned }) {
  return (
    <Section
      title={`«\u00a0${wordReturn.fileName}\u00a0» est repris`}
      lead={`Il a donné ${summaryOf(wordReturn, text)}.`}
    >
      <p>
        <Link to={writingAddress(text)}>Ouvrir le texte</Link> pour accepter ou refuser les propositions.
      </p>
    </Section>
  );
}

function Waiting({ text, wordReturn }: { text: FramedText; wordReturn: Returned }) {
  const { fileName, sentAt, isOlder, suggestionCount, commentCount, comments } = wordReturn;
  const { fetcher, notice } = useAct('word-return');
  const isNothing = suggestionCount + commentCount === 0;
  return (
    <Section
      title={`Ce que change «\u00a0${fileName}\u00a0»`}
      lead={`Le texte était parti pour Word le ${formatDateTime(sentAt)}.`}
    >
      <Stack>
        {isOlder && (
          <Notice>
            Le texte a changé depuis. Ce que d’autres y ont écrit reste : le fichier est comparé au texte tel qu’il
            était parti.
          </Notice>
        )}
        {notice}
        {isNothing ? (
          <EmptyState icon="check" title="Ce fichier ne change rien">
            {comments.length > 0
              ? 'Ni mot, ni mise en forme. Ses commentaires nouveaux sont plus bas.'
              : 'Ni mot, ni mise en forme, ni commentaire nouveau.'}
          </EmptyState>
        ) : (
          <p>
            Il donnerait {summaryOf(wordReturn, text)}, en votre nom. Rien ne change dans le texte avant d’être accepté.
          </p>
        )}
        <Form fetcher={fetcher}>
          <ButtonRow>
            {!isNothing && (
              <SubmitButton intent="confirm" icon="check" fetcher={fetcher}>
                Reprendre dans le texte
              </SubmitButton>
            )}
            <SubmitButton intent="discard" icon="delete" variant="quiet" fetcher={fetcher}>
              Supprimer ce fichier
            </SubmitButton>
          </ButtonRow>
        </Form>
      </Stack>
    </Section>
  );
}

const states: Record<Change['state'], { words: string; tone: BadgeTone }> = {
  CHANGED: { words: 'Modifié', tone: 'info' },
  ADDED: { words: 'Ajouté', tone: 'success' },
  REMOVED: { words: 'Retiré', tone: 'danger' },
  MOVED: { words: 'Déplacé', tone: 'neutral' },
};

/** Words that stay are not all said again: those around what changes are enough. */
const AROUND = 160;

function shortened(pieces: Change['pieces']): Change['pieces'] {
  return pieces.map((piece, index) => {
    const { change, text } = piece;
    if (change !== 'KEPT' || text.length <= 2 * AROUND) return piece;
    const head = index === 0 ? '' : text.slice(0, AROUND);
    const tail = index === pieces.length - 1 ? '' : text.slice(-AROUND);
    return { ...piece, text: `${head}\u00a0[…]\u00a0${tail}` };
  });
}

function remarksOf({ pieces, becomes, isReshaped, isRestyled }: Change): string[] {
  const authors = [...new Set(pieces.flatMap(({ author }) => author ?? []))];
  return [
    ...(becomes
      ? [`Devient ${itemKindLabels[becomes].toLowerCase()}`]
      : isReshaped
        ? ['Change de place dans les listes']
        : []),
    ...(isRestyled ? ['Change d’aspect'] : []),
    ...(authors.length > 0 ? [`D’après ${formatList(authors)}, dans Word`] : []),
  ];
}

function Changes({ changes }: { changes: readonly Change[] }) {
  const hidden = changes.length - MOST;
  return (
    <Section title="Passage par passage">
      <ol className={styles.changes}>
        {changes.slice(0, MOST).map((change, index) => {
          const key = `${index} ${change.blockId ?? ''}`;
          return (
            <li key={key} className={styles.change}>
              <div className={styles.remarks}>
                <Badge tone={states[change.state].tone}>{states[change.state].words}</Badge>
                <span>{[itemKindLabels[change.kind], ...remarksOf(change)].join(' · ')}</span>
              </div>
              <p className={styles.words}>
                <ComparedWords words={shortened(change.pieces)} />
              </p>
            </li>
          );
        })}
      </ol>
      {hidden > 0 && <p>{`Et ${count(hidden, 'autre passage', 'autres passages')}.`}</p>}
    </Section>
  );
}

function Comments({ text, comments }: { text: FramedText; comments: Returned['comments'] }) {
  return (
    <Section title="Commentaires nouveaux" lead={returnsTo[text.kind].comments}>
      <ul className={styles.comments}>
        {comments.map(({ author, text, quotation, isAnswer }, index) => {
          const key = `${index} ${author}`;
          return (
            <li key={key} className={styles.comment}>
              <p className={styles.remarks}>
                {isAnswer ? `Réponse, d’après ${author}` : `D’après ${author}`}
                {quotation.trim() && `, sur «\u00a0${quotation.trim().slice(0, AROUND)}\u00a0»`}
              </p>
              <p className={styles.body}>{text}</p>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
