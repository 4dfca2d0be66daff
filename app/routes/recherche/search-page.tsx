import { Link, Form as RemixForm, useLoaderData } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { LONGEST_SEARCH } from '#domain/search/bounds.ts';
import { addressOf, followUpAddress, searchAddress, searchPath } from '../../search/addresses.ts';
import { Marked } from '../../search/marked.tsx';
import type { FoundAnswer, FoundHit } from '../../search/queries.ts';
import { countWords, kindLabels, nameOf, placeWords } from '../../search/words.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import control from '../../ui/control.module.css';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { Facets } from './facets.tsx';
import type { loader } from './loader.ts';
import styles from './search-page.module.css';

/** The field, and what answers. */
export function SearchPage() {
  const { words, chosen, answer, isLaterPage, more } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle>Recherche</PageTitle>
      <SearchForm key={words} />
      {answer === null ? <Advice /> : answer.total === 0 ? <Nothing answer={answer} /> : null}
      {answer && answer.total > 0 && (
        <div className={styles.columns}>
          <Facets />
          <section aria-label="Résultats" className={styles.results}>
            <Count answer={answer} />
            {isLaterPage && (
              <p>
                <Link to={searchAddress(words, chosen)}>Revenir aux premiers résultats</Link>
              </p>
            )}
            <ol className={styles.hits}>
              {answer.hits.map((hit) => (
                <Hit key={hit.id} hit={hit} />
              ))}
            </ol>
            {more && (
              <LinkButton to={more} icon="arrow-right">
                Résultats suivants
              </LinkButton>
            )}
          </section>
        </div>
      )}
    </>
  );
}

function SearchForm() {
  const { words } = useLoaderData<typeof loader>();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (words !== '') return;
    // After the frame has moved focus to the content of a new page.
    const timer = setTimeout(() => field.current?.focus());
    return () => clearTimeout(timer);
  }, [words]);
  return (
    <RemixForm action={searchPath} role="search" className={styles.form}>
      <label htmlFor="recherche" className="visually-hidden">
        Rechercher dans toute la plate-forme
      </label>
      <span className={classes(control.inset, control.leading)}>
        <Icon name="search" className={control.leadingIcon} />
        <input
          ref={field}
          id="recherche"
          type="search"
          name="q"
          maxLength={LONGEST_SEARCH}
          defaultValue={words}
          enterKeyHint="search"
          autoComplete="off"
          className={control.control}
        />
      </span>
      <Button type="submit" variant="primary">
        Rechercher
      </Button>
    </RemixForm>
  );
}

function Count({ answer }: { answer: FoundAnswer }) {
  const { words } = useLoaderData<typeof loader>();
  const { correctedWords } = answer;
  return (
    <>
      {correctedWords && (
        <Notice tone="info">
          Rien ne répond à «&nbsp;{words}&nbsp;». Voici ce qui répond à{' '}
          <Link to={searchAddress(correctedWords)}>«&nbsp;{correctedWords}&nbsp;»</Link>.
        </Notice>
      )}
      <p role="status" className={styles.count}>
        {countWords(answer)}
      </p>
    </>
  );
}

function Hit({ hit }: { hit: FoundHit }) {
  const followUp = followUpAddress(hit);
  const isNamed = hit.title.length > 0;
  return (
    <li className={styles.hit}>
      <p className={styles.kind}>{kindLabels[hit.kind]}</p>
      <p className={styles.name}>
        {/* A file is not a page. */}
        <Link to={addressOf(hit)} reloadDocument={hit.kind === 'FILE'}>
          {hit.kind === 'FILE' && <span className="visually-hidden">Télécharger </span>}
          <Marked segments={nameOf(hit)} />
        </Link>
      </p>
      {isNamed && hit.passage.length > 0 && (
        <p className={styles.passage}>
          <Marked segments={hit.passage} />
        </p>
      )}
      <p className={styles.place}>
        {placeWords(hit).join(' · ')}
        {followUp && (
          <>
            {' · '}
            <Link to={followUp}>Suivi</Link>
          </>
        )}
      </p>
    </li>
  );
}

function Advice() {
  return (
    <EmptyState icon="search" title={'Que cherchez-vous\u00a0?'}>
      Le texte des conventions et des comptes rendus, les commentaires, les obligations, les actions, les réunions, les
      décisions, les documents par leur nom, les personnes et les organismes&nbsp;: tout ce que vous pouvez consulter.
      Les accents et les pluriels ne comptent pas. Entre guillemets, des mots se cherchent dans cet ordre&nbsp;; précédé
      d’un trait d’union, un mot est exclu.
    </EmptyState>
  );
}

function Nothing({ answer }: { answer: FoundAnswer }) {
  const { words, chosen } = useLoaderData<typeof loader>();
  const isNarrowed = Boolean(chosen.kind || chosen.year);
  if (answer.isTooCommon)
    return (
      <EmptyState icon="search" title="Ces mots sont trop courants">
        Ajoutez un mot qui dise de quoi il s’agit&nbsp;: «&nbsp;le&nbsp;» ou «&nbsp;et&nbsp;» sont partout.
      </EmptyState>
    );
  return (
    <div aria-live="polite">
      <EmptyState
        icon="search"
        title={`Aucun résultat pour «\u00a0${words}\u00a0»`}
        action={isNarrowed && <LinkButton to={searchAddress(words)}>Chercher partout</LinkButton>}
      >
        Vérifiez l’orthographe, cherchez moins de mots ou un mot plus général. Seul ce que vous pouvez consulter est
        cherché.
      </EmptyState>
    </div>
  );
}
