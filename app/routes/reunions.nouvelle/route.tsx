// A new meeting of a convention: `?convention=` says which, chosen first where there are several; `?jour=` its day.
import type { MetaFunction } from '@remix-run/node';
import { pageTitle } from '../../french.ts';

export { action } from './action.ts';
export { loader } from './loader.ts';

export { NewMeetingPage as default } from './new-meeting-page.tsx';

export const meta: MetaFunction = () => [{ title: pageTitle('Nouvelle réunion') }];
