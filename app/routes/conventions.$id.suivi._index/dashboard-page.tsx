import { useLoaderData } from '@remix-run/react';
import { FollowUpFrame } from '../../follow-up-frame.tsx';
import { RecentActivity } from './recent-activity.tsx';
import type { loader } from './route.tsx';

/** The dashboard of a convention. */
export function DashboardPage() {
  const { convention } = useLoaderData<typeof loader>();
  return (
    <FollowUpFrame convention={convention} current="">
      <RecentActivity convention={convention} />
    </FollowUpFrame>
  );
}
