// What the texts of the organisation look like in Word and in LibreOffice.

export { action } from './action.ts';
export { CharterPage as default } from './charter-page.tsx';
export { loader } from './loader.ts';
