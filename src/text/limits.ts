// Discord's limits, counted here in UTF-16 code units. Discord counts code points, of which a text never has more.
export const MAX_CONTENT = 2000;
export const MAX_TITLE = 256;
export const MAX_DESCRIPTION = 4096;
export const MAX_FIELDS = 25;
export const MAX_FIELD_NAME = 256;
export const MAX_FIELD_VALUE = 1024;
export const MAX_FOOTER = 2048;
export const MAX_EMBED = 6000;
export const MAX_ROWS = 5;
export const MAX_BUTTONS = 5;
export const MAX_BUTTON_LABEL = 80;
export const MAX_OPTIONS = 25;
export const MAX_OPTION_TEXT = 100;
export const MAX_PLACEHOLDER = 150;
export const MAX_MODAL_TITLE = 45;
export const MAX_LABEL = 45;
export const MAX_LABEL_DESCRIPTION = 100;
