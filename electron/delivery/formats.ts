/** Every format by its name, as `keybearer header --format` takes it. */
import { curl } from './curl.ts';
import { env } from './env.ts';
import { fetchCall } from './fetch.ts';
import type { Format } from './format.ts';
import type { FormatName } from './format-names.ts';
import { http } from './http.ts';
import { httpie } from './httpie.ts';
import { json } from './json.ts';
import { line } from './line.ts';
import { powershell } from './powershell.ts';
import { python } from './python.ts';

export const formats: Readonly<Record<FormatName, Format>> = {
  line,
  curl,
  httpie,
  fetch: fetchCall,
  python,
  powershell,
  env,
  http,
  json,
};
