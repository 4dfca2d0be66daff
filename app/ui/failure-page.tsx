// What a page shows instead of itself: no right, no such page, a request that is none, a fault of ours, no network. Calm,
// with a way out.
import { isRouteErrorResponse, useRevalidator } from '@remix-run/react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { paths } from '../frame/navigation.ts';
import { useAwake } from './awake.ts';
import { Button, ButtonRow, LinkButton } from './button.tsx';
import styles from './failure-page.module.css';

const failures = {
  forbidden: {
    code: '403',
    title: 'Cette page ne vous est pas ouverte',
    words: 'Vos droits ne permettent pas d’y accéder. Le responsable de la convention peut vous y inviter.',
  },
  missing: {
    code: '404',
    title: 'Cette page n’existe pas',
    words: 'L’adresse est peut-être incomplète, ou l’élément a été retiré ou ne vous est pas ouvert.',
  },
  refused: {
    code: null,
    title: 'Cette demande n’a pas été prise',
    words: 'Elle est arrivée incomplète, ou la page a changé depuis. Rechargez la page, puis réessayez.',
  },
  fault: {
    code: '500',
    title: 'La page n’a pas pu s’afficher',
    words: 'L’incident vient de la plate-forme, pas de vous. Ce que vous aviez enregistré est gardé.',
  },
  offline: {
    code: null,
    title: 'Vous êtes hors connexion',
    words: 'La page s’affichera dès que le réseau sera revenu. Ce que vous avez écrit est gardé sur ce poste.',
  },
} as const;

export type FailureKind = keyof typeof failures;

/** Which failure an error of a route is. */
export function failureOf(error: unknown, isOnline: boolean): FailureKind {
  if (isRouteErrorResponse(error)) {
    if (error.status === 401 || error.status === 403) return 'forbidden';
    if (error.status === 404 || error.status === 410) return 'missing';
    if (error.status < 500) return 'refused';
  }
  return isOnline ? 'fault' : 'offline';
}

/** What the tab of the browser says: « Erreur 404, cette page n’existe pas ». */
export function failureTitle(error: unknown): string {
  const { code, title } = failures[failureOf(error, true)];
  return code ? `Erreur ${code}\u00a0: ${title.charAt(0).toLowerCase()}${title.slice(1)}` : title;
}

const subscribe = (changed: () => void) => {
  for (const event of ['online', 'offline']) window.addEventListener(event, changed);
  return () => {
    for (const event of ['online', 'offline']) window.removeEventListener(event, changed);
  };
};

/** Whether the browser believes it has a network; true on the server. */
export const useOnline = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );

/** Where one goes on when what one was on has gone with the page it was on. */
function goOn(): void {
  if (document.activeElement === document.body) document.querySelector('main')?.focus();
}

/** The page of an error thrown by a route. A refusal's own sentence (a Response with words) comes before the general one. */
export function FailurePage({ error }: { error: unknown }) {
  const kind = failureOf(error, useOnline());
  const { revalidate } = useRevalidator();
  // In the place of a page that one was on: what one was on has gone with it.
  const [isInPlaceOfAPage] = useState(useAwake());
  useEffect(() => {
    if (isInPlaceOfAPage) goOn();
    // The frame around a failure is not the one around the page that comes after it.
    return () => void setTimeout(goOn);
  }, [isInPlaceOfAPage]);
  useEffect(() => {
    window.addEventListener('online', revalidate);
    return () => window.removeEventListener('online', revalidate);
  }, [revalidate]);
  return <Failure kind={kind} words={kind === 'fault' || kind === 'offline' ? undefined : sentenceOf(error)} />;
}

/** The words of a Response that one of our routes threw; the router's own (an unknown address) are not for people. */
function sentenceOf(error: unknown): string | undefined {
  const isOurs = isRouteErrorResponse(error) && !('internal' in error && error.internal);
  return isOurs && typeof error.data === 'string' && error.data !== '' ? error.data : undefined;
}

export interface FailureProps {
  kind: FailureKind;
  words?: string | undefined;
  /** Level of its heading: 1 when it is the page. */
  level?: 1 | 2 | 3;
}

/** One failure, in words. */
export function Failure({ kind, words, level = 1 }: FailureProps) {
  const { revalidate } = useRevalidator();
  const failure = failures[kind];
  const Heading = `h${level}` as const;
  const mayPass = kind === 'fault' || kind === 'offline';
  return (
    <section className={styles.failure}>
      <Skyline />
      {failure.code && <p className={styles.code}>Erreur {failure.code}</p>}
      <Heading className={styles.title}>{failure.title}</Heading>
      <p className={styles.words}>{words ?? failure.words}</p>
      <ButtonRow>
        {mayPass && (
          <Button variant="primary" icon="reopen" onPress={revalidate}>
            Réessayer
          </Button>
        )}
        <LinkButton to={paths.home} variant={mayPass ? 'secondary' : 'primary'} icon="home" reloadDocument={mayPass}>
          Revenir à l’accueil
        </LinkButton>
      </ButtonRow>
    </section>
  );
}

/** Two terrils on the horizon, in thin lines. */
function Skyline() {
  return (
    <svg className={styles.skyline} viewBox="0 0 320 96" width="320" height="96" aria-hidden="true">
      <path d="M0 88h320M40 88 112 16l72 72M58 70h108M76 52h72M94 34h36" />
      <path className={styles.far} d="m150 54 38-38 72 72M170 34h36M152 52h72M166 70h76" />
    </svg>
  );
}
