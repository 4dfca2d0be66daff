// What one may do with a dataset as a whole: follow it, add a version, change what is said of it, take it back.
import { useFetcher } from '@remix-run/react';
import { lazy, Suspense, useState } from 'react';
import { ActDialog, useAct } from '../../forms/act-form.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/dialog.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Skeleton } from '../../ui/progress.tsx';
import type { ShownDataset } from './queries.ts';

const VersionFields = lazy(async () => ({ default: (await import('./version-fields.tsx')).VersionFields }));

/** The buttons of the page's head. */
export function DatasetActs({ dataset }: { dataset: ShownDataset }) {
  const { fetcher } = useAct();
  const withdrawing = useFetcher();
  const [isWithdrawing, setWithdrawing] = useState(false);
  const { viewerFollows, viewerMayChange, id, title } = dataset;
  return (
    <>
      <fetcher.Form method="post">
        <Button
          type="submit"
          name="intent"
          value={viewerFollows ? 'unfollow' : 'follow'}
          icon="bell"
          aria-pressed={viewerFollows}
        >
          {viewerFollows ? 'Suivi' : 'Suivre'}
        </Button>
      </fetcher.Form>
      {viewerMayChange && (
        <>
          <NewVersion />
          <Menu
            label={`Actions sur «\u00a0${title}\u00a0»`}
            entries={[
              {
                id: 'change',
                label: 'Modifier la description et l’accès',
                icon: 'edit',
                href: `/donnees/${id}/modifier`,
              },
              null,
              {
                id: 'withdraw',
                label: 'Retirer ces données',
                icon: 'delete',
                isDangerous: true,
                onAction: () => setWithdrawing(true),
              },
            ]}
          />
          <ConfirmDialog
            title="Retirer ces données ?"
            isOpen={isWithdrawing}
            onOpenChange={setWithdrawing}
            confirmLabel="Retirer"
            isDangerous
            onConfirm={() => withdrawing.submit({ intent: 'withdraw' }, { method: 'post' })}
          >
            « {title} » disparaît pour tous, avec toutes ses versions. Les systèmes qui la lisent sont prévenus.
          </ConfirmDialog>
        </>
      )}
    </>
  );
}

function NewVersion() {
  return (
    <ActDialog
      title="Déposer une nouvelle version"
      trigger={<Button icon="upload">Nouvelle version</Button>}
      intent="version"
      submitLabel="Déposer la version"
    >
      {(errorsOf) => (
        <Suspense fallback={<Skeleton lines={4} />}>
          <VersionFields errorsOf={errorsOf} />
        </Suspense>
      )}
    </ActDialog>
  );
}
