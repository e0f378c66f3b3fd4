/**
 * Long answers on their way to the page: deflated, since what goes through the browser's pipe is read and written again
 * several times over. The list of 10,000 keys is 5 MB, which took as long as the browser's own start.
 */
import { promisify } from 'node:util';
import { constants, deflateRaw } from 'node:zlib';

export interface Packed {
  /** JSON; where it is deflated, in base64. */
  readonly text: string;
  readonly isDeflated: boolean;
}

/** Below this many characters deflating saves less than it costs. */
const shortChars = 64 * 1024;

export async function packed(json: string): Promise<Packed> {
  if (json.length <= shortChars) return { text: json, isDeflated: false };
  const bytes = await promisify(deflateRaw)(json, { level: constants.Z_BEST_SPEED });
  return { text: bytes.toString('base64'), isDeflated: true };
}
