// Libraries that tests alone use and that say nothing of their types.
declare module '@rdfjs/dataset';
declare module 'jsonld';
declare module 'n3';
declare module 's3rver';
