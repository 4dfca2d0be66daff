// The templates of the organisation, for its members.

export { loader } from './loader.ts';
export { TemplatesPage as default } from './templates-page.tsx';
