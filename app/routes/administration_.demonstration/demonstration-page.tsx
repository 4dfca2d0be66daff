import { Link, useLoaderData } from '@remix-run/react';
import { useState } from 'react';
import { titleWithYear } from '#domain/convention-title.ts';
import { useAct } from '../../forms/act-form.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageTitle } from '../../ui/page-title.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Section, Stack } from '../../ui/section.tsx';
import type { loader } from './loader.ts';
import type { ReadDemonstration } from './queries.ts';

type Here = NonNullable<ReadDemonstration['demonstration']>;

const counted = (count: number, one: string, many: string) => `${count}\u00a0${count < 2 ? one : many}`;

/** What is here of the demonstration; what removes it is asked twice. */
export function DemonstrationPage() {
  const { demonstration } = useLoaderData<typeof loader>();
  return (
    <>
      <PageTitle lead="Des conventions, des organismes et des comptes inventés, pour essayer la plate-forme.">
        Démonstration
      </PageTitle>
      <Stack gap="l">
        {!demonstration && <p>Cette plate-forme n’a pas reçu de démonstration.</p>}
        {demonstration?.emptiedAt && <Emptied {...demonstration} />}
        {demonstration && !demonstration.emptiedAt && <Present {...demonstration} />}
      </Stack>
    </>
  );
}

function Emptied({ emptiedAt, accounts }: Here) {
  return (
    <p>
      La démonstration a été vidée {emptiedAt && <RelativeTime at={emptiedAt} />}.
      {accounts > 0 &&
        ` ${counted(accounts, 'de ses comptes est nommé dans vos conventions\u00a0: il reste, fermé.', 'de ses comptes sont nommés dans vos conventions\u00a0: ils restent, fermés.')}`}
    </p>
  );
}

function Present({ conventions, accounts, changesByOthers }: Here) {
  const { fetcher, notice } = useAct();
  const [isAsking, setAsking] = useState(false);
  return (
    <Section title="Ce qui partirait">
      <Stack>
        {notice}
        <ul>
          {conventions.map(({ id, title, year }) => (
            <li key={id}>
              <Link to={`/conventions/${id}`}>{titleWithYear({ title, year })}</Link>, avec tout ce qui y a été écrit
            </li>
          ))}
          <li>{counted(accounts, 'compte de démonstration', 'comptes de démonstration')}</li>
          <li>les organismes de la démonstration qui ne servent pas ailleurs</li>
        </ul>
        {changesByOthers > 0 && (
          <Notice tone="warning">
            {counted(changesByOthers, 'changement a été fait', 'changements ont été faits')} dans ces conventions par
            des comptes qui ne sont pas de démonstration. Cela part avec elles.
          </Notice>
        )}
        <p>
          Les conventions que vous avez créées, importées ou reprises restent entières. Un compte de démonstration qui y
          est nommé reste, fermé ; un organisme qui y sert reste.
        </p>
        <div>
          <Button variant="danger" onPress={() => setAsking(true)} isPending={fetcher.state !== 'idle'}>
            Vider la démonstration
          </Button>
        </div>
        <ConfirmDialog
          title="Vider la démonstration ?"
          confirmLabel="Vider la démonstration"
          isDangerous
          isOpen={isAsking}
          onOpenChange={setAsking}
          onConfirm={() => {
            fetcher.submit({}, { method: 'post' });
            setAsking(false);
          }}
        >
          Les conventions de démonstration, ce qui y a été écrit et leurs fichiers sont supprimés. Cela ne peut pas être
          annulé.
        </ConfirmDialog>
      </Stack>
    </Section>
  );
}
