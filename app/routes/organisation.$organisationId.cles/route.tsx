// The keys with which the organisation's programs use the API. A new one is shown once, in the answer to its form.

export { action } from './action.ts';
export { KeysPage as default } from './keys-page.tsx';
export { loader } from './loader.ts';
