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
  return lineKinds.find(({ line }) => line.test(head))?.kind;
}

/** What a line of each kind looks like. White space is bounded: a file may have nothing else. */
const lineKinds: readonly { readonly kind: KindName; readonly line: RegExp }[] = [
  { kind: 'aws', line: /^[ \t]{0,40}aws_(?:access_key_id|secret_access_key)[ \t]{0,40}=/m },
  { kind: 'npmrc', line: /^[ \t]{0,40}(?:\/\/[^\s=]{1,800}:)?_auth(?:Token)?[ \t]{0,40}=/m },
  { kind: 'netrc', line: /^[ \t]{0,40}(?:machine\s{1,40}\S{1,253}|default)\s{1,40}(?:login|password|account)\s/m },
  { kind: 'gh', line: /^[ \t]{1,40}oauth_token:/m },
  { kind: 'env', line: /^[ \t]{0,40}(?:export[ \t]{1,40})?[A-Za-z_]\w{0,200}=/m },
];

function jsonKind(head: string): KindName | undefined {
  if (/"_postman_variable_scope"|"values"\s{0,40}:\s{0,40}\[\s{0,40}\{\s{0,40}"(?:key|enabled)"/.test(head))
    return 'postman';
  return /"encrypted"\s{0,40}:/.test(head) || /"items"\s{0,40}:\s{0,40}\[/.test(head) ? 'bitwarden' : undefined;
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
