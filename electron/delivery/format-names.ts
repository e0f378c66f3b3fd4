/** The names of the formats: the window knows them too. */
export { type CopyFormatName, copyFormatNames, type FormatName, formatNames } from '../../shared/format-names.ts';
