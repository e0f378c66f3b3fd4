/** The names of the formats, apart from the formats, so that help and the window can list them without loading any. */
export const formatNames = ['line', 'curl', 'httpie', 'fetch', 'python', 'powershell', 'env', 'http', 'json'] as const;

export type FormatName = (typeof formatNames)[number];
