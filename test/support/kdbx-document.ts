/** The XML of a KDBX file with one group, as KeePass writes it. */

/** @param content Of the root group. */
export function documentOf(content: string, meta = ''): string {
  return `<?xml version="1.0" encoding="utf-8" standalone="yes"?><KeePassFile><Meta>${meta}</Meta><Root><Group>${uuid(1)}<Name>Root</Name>${content}</Group></Root></KeePassFile>`;
}

/** @param inside Elements that stand before its strings. */
export function entryXml({ title = 'API', secret = 's3cret', inside = '' } = {}): string {
  const string = (key: string, value: string) => `<String><Key>${key}</Key>${value}</String>`;
  const hidden = (value: string) => `<Value Protected="True">${value}</Value>`;
  const strings = [
    string('Title', `<Value>${title}</Value>`),
    string('UserName', '<Value>me</Value>'),
    string('Password', hidden(secret)),
    string('URL', '<Value>https://a.example</Value>'),
    string('Notes', '<Value>a &lt;note&gt;</Value>'),
    string('token', hidden('t-2')),
    string('plain', '<Value>p</Value>'),
  ];
  return `<Entry>${uuid(2)}${inside}${strings.join('')}</Entry>`;
}

function uuid(number: number): string {
  return `<UUID>${Buffer.alloc(16, number).toString('base64')}</UUID>`;
}
