// « Partir d’un modèle »: the choice of a template in the form of what is made; nothing where there is none to choose.
import { SelectField } from '../ui/select-field.tsx';
import type { TemplateChoice } from './queries.ts';

export interface TemplateSelectProps {
  templates: readonly TemplateChoice[];
  /** What one has without any: « Aucun : un article pour commencer ». Left out where one must be chosen. */
  none?: string;
  errors?: string[];
}

/** The field; posts `templateId`. */
export function TemplateSelect({ templates, none, errors }: TemplateSelectProps) {
  if (templates.length === 0) return null;
  return (
    <SelectField
      label="Partir d’un modèle"
      name="templateId"
      placeholder={none}
      options={templates.map(({ id, title }) => ({ value: id, label: title }))}
      description={
        'Ses champs sont remplis de ce que la plate-forme sait\u00a0; le reste est signalé «\u00a0à compléter\u00a0».'
      }
      errors={errors}
    />
  );
}
