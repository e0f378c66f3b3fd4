/** The names of the formats: the window knows them too. */
import { formatNames } from '../../shared/format-names.ts';

export { type FormatName, formatNames } from '../../shared/format-names.ts';

/** What `keybearer copy --format` takes: `raw` is the secret itself. */
export const copyFormatNames = ['raw', ...formatNames] as const;

export type CopyFormatName = (typeof copyFormatNames)[number];
