// Where a text that was just made of a template is opened: its address says that the list of what is left is to be shown.
export const OPEN_FIELDS = '#a-completer';
