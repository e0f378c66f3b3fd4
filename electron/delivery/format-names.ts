/** The names of the formats: the window knows them too. */
export { type FormatName, formatNames } from '../../shared/format-names.ts';
