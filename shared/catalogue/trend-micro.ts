/** Trend Micro: three products, three kinds of key. */
import { ambiguous, issuer, likely, plain } from './entry.ts';

/** Server & Workload Protection, Workload Security and Deep Security share one kind of key. */
const serverAndWorkload = issuer({
  id: 'trend-server-workload',
  name: 'Trend Micro Server & Workload Protection',
  headers: ['api-secret-key: {secret}', 'api-version: v1'],
  // The id of the key, a colon, 32 bytes in base64. One documented example.
  parts: plain(
    [],
    likely([], /\d{1,10}:[A-Za-z0-9+/]{43}=/, 'a Trend Micro secret (a number, a colon, 44 characters)'),
  ),
  // A key is good for one console alone, on premises or of one region: so it is asked for.
  originAsked: "the console's address (https://workload.us-1.cloudone.trendmicro.com, or https://your-manager:4119)",
  keywords: ['trend', 'workload', 'deepsecurity', 'dsm'],
});

const cloudOne = issuer({
  id: 'trend-cloud-one',
  name: 'Trend Cloud One',
  headers: ['Authorization: ApiKey {secret}', 'api-version: v1'],
  parts: plain([]), // an id, a colon and a secret whose form no source gives
  origins: ['https://accounts.cloudone.trendmicro.com'],
  keywords: ['cloudone'],
});

const visionOne = issuer({
  id: 'trend-vision-one',
  name: 'Trend Vision One',
  // Any issuer's JWT looks like this.
  parts: plain(
    ['TMAS_API_KEY'],
    ambiguous(/eyJ[\w-]{10,4000}\.eyJ[\w-]{2,12000}\.[\w-]{0,4000}/, 'a JSON Web Token', ['eyJ']),
  ),
  origins: ['https://api.xdr.trendmicro.com'],
  keywords: ['trend', 'visionone', 'xdr'],
});

export const trendMicro = [serverAndWorkload, cloudOne, visionOne];
