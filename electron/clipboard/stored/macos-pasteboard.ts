/**
 * The pasteboard of macOS, by osascript and AppKit. The scripts are constant; text comes on stdin.
 *
 * @see http://nspasteboard.org (ConcealedType); NSPasteboard.ContentsOptions.currentHostOnly (no Universal Clipboard)
 */
import { marksAmong } from '../marks.ts';
import { runTool } from '../run-tool.ts';
import type { StoredClipboardTools } from './stored-clipboard.ts';

export const markPrefix = 'com.keybearer.';

/** Text and hints are one item, put there at once. */
export const writeScript = `
ObjC.import('AppKit');
function run(argv) {
  const bytes = $.NSFileHandle.fileHandleWithStandardInput.readDataToEndOfFile;
  const text = $.NSString.alloc.initWithDataEncoding(bytes, $.NSUTF8StringEncoding);
  const item = $.NSPasteboardItem.alloc.init;
  item.setStringForType(text, 'public.utf8-plain-text');
  item.setStringForType('', 'org.nspasteboard.ConcealedType');
  item.setStringForType('', argv[0]);
  const board = $.NSPasteboard.generalPasteboard;
  const currentHostOnly = 1;
  board.prepareForNewContentsWithOptions(currentHostOnly);
  if (!board.writeObjects($([item]))) throw new Error('not written');
}`;

/** Names alone: a look at the content might ask the user. */
export const listScript = `
ObjC.import('AppKit');
function run() {
  const types = $.NSPasteboard.generalPasteboard.types;
  return types.isNil() ? '' : ObjC.deepUnwrap(types).join('\\n');
}`;

export const clearScript = `
ObjC.import('AppKit');
function run() {
  $.NSPasteboard.generalPasteboard.clearContents;
}`;

export function macosPasteboard(env: NodeJS.ProcessEnv): StoredClipboardTools {
  const osascript = (script: string, ...args: string[]) => ({
    command: '/usr/bin/osascript',
    args: ['-l', 'JavaScript', '-e', script, ...args],
    env,
  });
  return {
    write: async (text, mark) => {
      await runTool({ ...osascript(writeScript, `${markPrefix}${mark}`), input: text });
    },
    marks: async () => marksAmong((await runTool(osascript(listScript))).split('\n'), markPrefix),
    clear: async () => {
      await runTool(osascript(clearScript));
    },
  };
}
