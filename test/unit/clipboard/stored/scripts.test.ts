/** The scripts for systems that are not at hand: what can be told of them from outside. */
import { Script } from 'node:vm';
import { describe, expect, it } from 'vitest';
import * as macos from '../../../../electron/clipboard/stored/macos-pasteboard.ts';
import * as windows from '../../../../electron/clipboard/stored/windows-forms.ts';

const mark = '0123456789abcdef';

describe('the scripts for osascript', () => {
  it.each([macos.writeScript, macos.listScript, macos.clearScript])('are JavaScript', (script) => {
    expect(() => new Script(script)).not.toThrow();
  });

  it('mark the text as concealed, and keep it on this machine (B5)', () => {
    expect(macos.writeScript).toContain("'org.nspasteboard.ConcealedType'");
    expect(macos.writeScript).toContain('prepareForNewContentsWithOptions(currentHostOnly)');
  });

  it('put text, hint and mark there as one item', () => {
    const calls: unknown[][] = [];
    const log =
      (name: string) =>
      (...args: unknown[]) => {
        calls.push([name, ...args]);
        return true;
      };
    const item = { setStringForType: log('set') };
    const $ = Object.assign((value: unknown) => value, {
      NSFileHandle: { fileHandleWithStandardInput: { readDataToEndOfFile: 'bytes' } },
      NSString: { alloc: { initWithDataEncoding: (bytes: string) => `text of ${bytes}` } },
      NSPasteboardItem: { alloc: { init: item } },
      NSPasteboard: {
        generalPasteboard: { prepareForNewContentsWithOptions: log('prepare'), writeObjects: log('write') },
      },
    });
    new Script(`${macos.writeScript}\nrun(['com.keybearer.${mark}'])`).runInNewContext({
      $,
      ObjC: { import: log('import') },
    });
    expect(calls).toEqual([
      ['import', 'AppKit'],
      ['set', 'text of bytes', 'public.utf8-plain-text'],
      ['set', '', 'org.nspasteboard.ConcealedType'],
      ['set', '', `com.keybearer.${mark}`],
      ['prepare', 1],
      ['write', [item]],
    ]);
  });
});

describe('the scripts for PowerShell', () => {
  const scripts = [windows.writeScript(mark), windows.listScript, windows.clearScript];

  it.each(scripts)('stand on one line, without double quotes: nothing is escaped on the way', (script) => {
    expect(script).not.toMatch(/["\n\r]/);
    expect(script.split("'").length % 2).toBe(1);
    for (const [open, close] of ['()', '{}', '[]'])
      expect(script.split(open!).length).toBe(script.split(close!).length);
  });

  it('keep the text out of the history, the cloud and monitors (B5), and mark it', () => {
    const script = windows.writeScript(mark);
    for (const [name, value] of [
      ['ExcludeClipboardContentFromMonitorProcessing', 1],
      ['CanIncludeInClipboardHistory', 0],
      ['CanUploadToCloudClipboard', 0],
      [`Keybearer.${mark}`, 1],
    ])
      expect(script).toContain(
        `SetData('${name}', $false, (New-Object System.IO.MemoryStream(,[byte[]](${value},0,0,0))))`,
      );
  });
});
