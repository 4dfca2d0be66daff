// The help: a page for each area of the platform.
import type { MetaFunction } from '@remix-run/node';
import { Link } from '@remix-run/react';
import { pageTitle } from '../../french.ts';
import { helpAreas } from '../../help/areas.ts';
import { PageTitle } from '../../ui/page-title.tsx';
import { Narrow, Section, Stack } from '../../ui/section.tsx';

export const meta: MetaFunction = () => [{ title: pageTitle('Aide') }];

export default function HelpPage() {
  return (
    <Narrow>
      <PageTitle lead="Choisissez ce que vous voulez faire.">Aide</PageTitle>
      <Stack gap="l">
        {helpAreas.map(({ id, title, lead }) => (
          <Section key={id} title={title}>
            <p>{lead}</p>
            <p>
              <Link to={`/aide/${id}`} aria-label={`Lire l’aide : ${title}`}>
                Lire l’aide
              </Link>
            </p>
          </Section>
        ))}
      </Stack>
    </Narrow>
  );
}
