/** Is node_modules what package-lock.json says? npm leaves its own account of it there, written last. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * By content and not by time: a checkout of another branch and back touches the file and changes nothing.
 *
 * @param {string} root The folder with package-lock.json.
 */
export function packagesAreFresh(root) {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  return samePackages(readPackages(join(root, 'package-lock.json')), readPackages(installed));
}

/**
 * Both are records of packages by place. Those that only other platforms need are locked and not installed.
 *
 * @typedef {{ version?: string, integrity?: string, optional?: boolean }} LockedPackage
 * @param {Record<string, LockedPackage>} locked
 * @param {Record<string, LockedPackage>} installed
 */
export function samePackages(locked, installed) {
  return (
    Object.entries(locked).every(([place, wanted]) => {
      const found = installed[place];
      return found === undefined ? place === '' || wanted.optional : isSame(wanted, found);
    }) && Object.keys(installed).every((place) => place in locked)
  );
}

function isSame(wanted, found) {
  return wanted.version === found.version && wanted.integrity === found.integrity;
}

function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages ?? {};
  } catch {
    return {};
  }
}
