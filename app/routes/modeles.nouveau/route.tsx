// Makes a template of a text (`?texte=`) or of the agenda of a meeting (`?reunion=`): its name, and what becomes a field in it.
import type { MetaFunction } from '@remix-run/node';
import { pageTitle } from '../../french.ts';

export { action } from './action.ts';
export { loader } from './loader.ts';
export { NewTemplatePage as default } from './new-template-page.tsx';

export const meta: MetaFunction = () => [{ title: pageTitle('Enregistrer comme modèle') }];
