/** Where the form says as what a template was read that may be replaced. */
export const versionField = (templateId: string): string => `version ${templateId}`;
