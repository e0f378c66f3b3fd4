/** The names of the formats, apart from the formats, so that help and the window can list them without loading any. */
export const formatNames = ['line', 'curl', 'httpie', 'fetch', 'python', 'powershell', 'env', 'http', 'json'] as const;

export type FormatName = (typeof formatNames)[number];

/** What a key can be copied as: `raw` is the secret itself. */
export const copyFormatNames = ['raw', ...formatNames] as const;

export type CopyFormatName = (typeof copyFormatNames)[number];
