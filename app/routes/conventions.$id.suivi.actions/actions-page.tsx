import { Link, useLoaderData } from '@remix-run/react';
import { useFreshConvention } from '../../conventions/use-fresh-convention.ts';
import { SheetLinks } from '../../exports/sheet-links.tsx';
import { FollowUpFrame } from '../../follow-up/follow-up-frame.tsx';
import { count } from '../../french-format.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { More } from '../../ui/more.tsx';
import { Section } from '../../ui/section.tsx';
import { ActionFilters } from './action-filters.tsx';
import { ActionRow } from './action-row.tsx';
import styles from './actions-page.module.css';
import { type ActionGroup, groupActions } from './groups.ts';
import type { loader } from './loader.ts';
import { SeveralForm } from './several-form.tsx';

/** The actions of a convention, under the headings of its text. */
export function ActionsPage() {
  const { convention, leaders, actions, filter, objectives, more } = useLoaderData<typeof loader>();
  useFreshConvention(convention.id);
  const isFiltered = Object.values(filter).some(Boolean);
  const followed = new Set(actions.map(({ id }) => id));
  const others = objectives.filter(({ id }) => !followed.has(id));
  return (
    <FollowUpFrame convention={convention} current="/actions">
      <ActionFilters filter={filter} parts={convention.actionProgress} />
      <p role="status" className={styles.found}>
        {count(actions.length, 'action')}
        {more && ' affichées, d’autres suivent'}
      </p>
      {convention.viewerMayFollow && actions.length > 0 && <SeveralForm leaders={leaders} />}
      {actions.length === 0 && <Nothing isFiltered={isFiltered} />}
      {groupActions(actions).map(({ key, title, groups }) => (
        <Section key={key} title={title}>
          {groups.map((group) => (
            <Group key={group.key} group={group} convention={convention} />
          ))}
        </Section>
      ))}
      {more && <More to={more} shown={actions.length} />}
      {actions.length > 0 && <SheetLinks list="actions" what="ces actions" conventionId={convention.id} />}
      {!isFiltered && convention.viewerMayFollow && others.length > 0 && (
        <Disclosure title="Suivre aussi un objectif dans son ensemble">
          <ul className={styles.others}>
            {others.map(({ id, number, title }) => (
              <li key={id}>
                <Link to={`/conventions/${convention.id}/suivi/actions/${id}`}>
                  {number ? `${number} · ${title}` : title}
                </Link>
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </FollowUpFrame>
  );
}

function Group({
  group: { title, actions },
  convention: { id, viewerMayFollow },
}: {
  group: ActionGroup;
  convention: { id: string; viewerMayFollow: boolean };
}) {
  return (
    <div className={styles.group}>
      {title && <h3 className={styles.objective}>{title}</h3>}
      <ul className={styles.actions}>
        {actions.map((action) => (
          <ActionRow
            key={action.id}
            action={action}
            to={`/conventions/${id}/suivi/actions/${action.id}`}
            mayTick={viewerMayFollow}
          />
        ))}
      </ul>
    </div>
  );
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered)
    return (
      <EmptyState
        icon="search"
        title="Aucune action ne correspond"
        action={<LinkButton to="?">Tout afficher</LinkButton>}
      >
        Élargissez l’état, la partie ou les mots recherchés.
      </EmptyState>
    );
  return (
    <EmptyState icon="action" title="Le texte ne signale encore aucune action">
      Dans la rédaction, ouvrez le menu d’un passage et choisissez « Action », « Engagement » ou « Livrable ».
    </EmptyState>
  );
}
