/** Tells what a file is, by its name and its content. */
import { basename, dirname } from 'node:path';
import { isKdbx } from './kdbx/header.ts';
import type { KindName } from './kinds.ts';

/** Enough for a header, the first keys of a JSON object, a few lines. */
const headBytes = 64 * 1024;

/** @returns undefined where neither name nor content tells. */
export function detectKind(path: string, bytes: Buffer): KindName | undefined {
  if (isKdbx(bytes)) return 'kdbx';
  const name = basename(path).toLowerCase();
  if (bytes.subarray(0, 4).equals(Buffer.from('PK\x03\x04', 'latin1')))
    return name.endsWith('.1pux') || hasExportData(bytes) ? '1pux' : undefined;
  const head = bytes
    .subarray(0, headBytes)
    .toString()
    .replace(/^\ufeff/, '');
  return byName(name, path) ?? byContent(head);
}

function byName(name: string, path: string): KindName | undefined {
  if (/^\.?env(?:\..+)?$|\.env$|^\.envrc$/.test(name)) return 'env';
  if (name === '.npmrc' || name === 'npmrc') return 'npmrc';
  if (name === '.netrc' || name === '_netrc') return 'netrc';
  if (name === 'credentials' && basename(dirname(path)) === '.aws') return 'aws';
  return name === 'hosts.yml' && basename(dirname(path)) === 'gh' ? 'gh' : undefined;
}

function byContent(head: string): KindName | undefined {
  if (/^\s*\{/.test(head)) return jsonKind(head);
  const [first = ''] = head.trimStart().split('\n', 1);
  if (isCsvHeader(first)) return csvKind(first);
  if (/^\s*\[[^\]\n]+\]\s*$/m.test(head) && /^\s*aws_(?:access_key_id|secret_access_key)\s*=/m.test(head)) return 'aws';
  if (/^\s*(?:\/\/[^\s=]+:)?_auth(?:Token)?\s*=/m.test(head)) return 'npmrc';
  if (/^\s*(?:machine\s+\S+|default)\s+(?:login|password|account)\s/m.test(head)) return 'netrc';
  if (/^\S+:\s*\n(?:[ \t]+.*\n)*[ \t]+oauth_token:/m.test(head)) return 'gh';
  return /^\s*(?:export\s+)?[A-Za-z_]\w*=/m.test(head) ? 'env' : undefined;
}

function jsonKind(head: string): KindName | undefined {
  if (/"_postman_variable_scope"|"values"\s*:\s*\[\s*\{\s*"(?:key|enabled)"/.test(head)) return 'postman';
  return /"encrypted"\s*:/.test(head) || /"items"\s*:\s*\[/.test(head) ? 'bitwarden' : undefined;
}

function isCsvHeader(line: string): boolean {
  return /[,;\t]/.test(line) && !/^\s*(?:export\s+)?\w+=|^\s*[#[]/.test(line);
}

function csvKind(header: string): KindName {
  const names = header.toLowerCase().replaceAll('"', '').trim();
  if (names.startsWith('group,title,username,password')) return 'keepassxc-csv';
  return /^title,(?:url|website),username,password,(?:otpauth|one-time)/.test(names) ? '1password-csv' : 'csv';
}

function hasExportData(bytes: Buffer): boolean {
  return bytes.includes('export.data');
}
