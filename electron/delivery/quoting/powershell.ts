/**
 * Strings for PowerShell, in single quotes: there only a single quote means anything, and is doubled. PowerShell takes the
 * typographic ones (U+2018 to U+201B) as single quotes too.
 *
 * @see about_Quoting_Rules; CodeGeneration.EscapeSingleQuotedStringContent in System.Management.Automation
 */
import { escapeBytes, joinUp } from '../bytes.ts';
import { refusal } from '../format.ts';

export function powershellText(text: string): string {
  return `'${text.replace(/['\u2018-\u201b]/g, '$&$&')}'`;
}

/**
 * @param bytes ASCII. A tab, which a terminal would take as a key, is written as its number.
 * @returns one operand: a string, or a sum in parentheses.
 */
export function powershellBytes(bytes: Buffer): Buffer {
  const quoted = escapeBytes(bytes, (byte) => {
    if (byte === 0x27) return "''";
    return byte === 0x09 ? "' + [char]9 + '" : undefined;
  });
  return bytes.includes(0x09) ? joinUp(["('", quoted, "')"]) : joinUp(["'", quoted, "'"]);
}

/**
 * `keybearer header NAME`, for PowerShell.
 *
 * @throws KeybearerError 'invalid-input' with `reason` 'powershell-name': Windows PowerShell 5.1 hands double quotes, and a
 *   backslash at the end, to programs changed, and other editions need them as they are.
 */
export function powershellCommand(command: string, name: string): string {
  if (name.includes('"') || name.endsWith('\\')) throw refusal('powershell', 'powershell-name');
  // Quoted, since a bare "--" ends the parameters of the script that npm puts on the PATH, and is dropped.
  return `keybearer ${command} ${name.startsWith('-') ? "'--' " : ''}${powershellText(name)}`;
}
