// How an organisation is named. Its kind, which says what its people may do, is the platform's administrators' to choose.

export { action } from './action.ts';

export { IdentityPage as default } from './identity-page.tsx';
