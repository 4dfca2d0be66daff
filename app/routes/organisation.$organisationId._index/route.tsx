// The people of an organisation: a directory for colleagues, and for its administrators the place to look after accounts.

export { action } from './action.ts';
export { loader } from './loader.ts';

export { PeoplePage as default } from './people-page.tsx';
