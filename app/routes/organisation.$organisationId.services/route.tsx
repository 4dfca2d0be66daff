// The directions, services and territorial houses of an organisation.

export { action } from './action.ts';
export { loader } from './loader.ts';

export { UnitsPage as default } from './units-page.tsx';
