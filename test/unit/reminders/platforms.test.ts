/** What the system's own programs on a Mac and on Windows are given. They cannot be run everywhere; what they read can. */
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MacNotifier, macScript } from '../../../electron/reminders/macos.ts';
import type { Notification } from '../../../electron/reminders/ports.ts';
import { toastInput, toastScript, WindowsNotifier } from '../../../electron/reminders/windows.ts';
import { ProgramLog } from '../../fakes/program-log.ts';
import { failure } from '../../support/failure.ts';

const said = (title: string, body: string): Notification => ({ title, body, urgency: 'normal', buttons: [] });
const texts = fc.string({ unit: 'binary' });

/** Runs the script as osascript would, with an application that remembers. */
function macShows(script: string): unknown[] {
  const shown: unknown[] = [];
  const app = { displayNotification: (...args: unknown[]) => shown.push(...args) };
  runInNewContext(script, { Application: { currentApplication: () => app } });
  return JSON.parse(JSON.stringify(shown));
}

describe('MacNotifier', () => {
  it('has the script on stdin and nothing of the text among the arguments', async () => {
    const programs = new ProgramLog();
    const desktop = await new MacNotifier(programs.run).connect();
    await desktop.send(said('the title', 'the body'));
    expect(programs.lines).toEqual(['osascript -l JavaScript -']);
    expect(macShows(programs.stdins[0] ?? '')).toEqual(['the body', { withTitle: 'Keybearer', subtitle: 'the title' }]);
    expect(desktop.hearsButtons).toBe(false);
  });

  it('shows any text as it is, and runs none of it', () => {
    fc.assert(
      fc.property(texts, texts, (title, body) => {
        expect(macShows(macScript(said(title, body)))).toEqual(
          JSON.parse(JSON.stringify([body, { withTitle: 'Keybearer', subtitle: title }])),
        );
      }),
    );
    const attack = '"); throw 1; ("\u2028';
    expect(macShows(macScript(said(attack, attack)))[0]).toBe(attack);
  });

  it.each([
    [null, 'no-program'],
    [1, 'refused'],
  ])('answers exit code %s with %s', async (code, reason) => {
    const programs = new ProgramLog();
    programs.answer = () => ({ code, stdout: '' });
    const desktop = await new MacNotifier(programs.run).connect();
    await expect(desktop.send(said('t', 'b'))).rejects.toEqual(failure('notifications-unavailable', { reason }));
  });
});

describe('WindowsNotifier', () => {
  it('runs always the same script, and has the text on stdin', async () => {
    const programs = new ProgramLog();
    const desktop = await new WindowsNotifier(programs.run).connect();
    await desktop.send(said('one', 'body'));
    await desktop.send(said('two', 'other'));
    expect(programs.lines[0]).toBe(programs.lines[1]);
    const [, encoded = ''] = /-EncodedCommand (\S+)$/.exec(programs.lines[0] ?? '') ?? [];
    expect(Buffer.from(encoded, 'base64').toString('utf16le')).toBe(toastScript);
    expect(programs.stdins).toEqual([toastInput(said('one', 'body')), toastInput(said('two', 'other'))]);
  });

  it('writes any text as ASCII that decodes to it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (title, body) => {
        const input = toastInput(said(title, body));
        expect(input).toMatch(/^[A-Za-z0-9+/]+=*$/);
        expect(JSON.parse(Buffer.from(input, 'base64').toString())).toEqual({ title, body });
      }),
    );
  });

  it('makes text nodes of it, and no markup', () => {
    expect(toastScript.match(/CreateTextNode\(\$shown\.(title|body)\)/g)).toHaveLength(2);
    expect(toastScript).not.toMatch(/LoadXml|Invoke-Expression|iex/i);
  });
});
