// « Mon organisme »: the page of the organisation of whoever is signed in.
import { type LoaderFunctionArgs, redirect } from '@remix-run/node';

export function loader({ context }: LoaderFunctionArgs) {
  const { viewer } = context;
  return redirect(viewer ? `/organisation/${viewer.organisationId}` : '/connexion?suite=/organisation');
}
