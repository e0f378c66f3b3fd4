/** What errors of the desktop say to people: its notifications, its timers, its clipboard, the window. */
import type { ErrorCode } from '../../shared/errors.ts';
import type { Text, Words } from './words.ts';

export const desktopWords = {
  'reminders-need-typing': [
    'nothing was set up: this vault opens with what you type alone, and nobody types for a timer',
    'add a slot that opens by itself: "keybearer slot add keychain"',
  ],
  'notifications-unavailable': ({ reason }) => [
    `nothing was said or recorded: the desktop takes no notification (${notificationReasons[String(reason)] ?? 'it failed'})`,
    'run "keybearer expiring" to see what is due, or start a notification server (dunst, mako, your desktop\'s own)',
  ],
  'scheduler-unavailable': ({ program, reason }) => [
    `nothing was set up: ${program ?? 'the scheduler'} ${schedulerReasons[String(reason)] ?? 'did not do what it was asked'}`,
    'have something else run "keybearer remind" every hour',
  ],
  'page-not-opened': ({ program, page }) => [
    `the page could not be opened: ${program ?? 'what opens pages here'} is missing or failed`,
    `open it yourself: ${page ?? 'run "keybearer show" for it'}`,
  ],
  'clipboard-unavailable': ({ reason }) => [
    `the clipboard cannot be used: ${clipboardReasons[String(reason)] ?? 'it does not do what it is asked'}`,
    clipboardHints[String(reason)] ??
      'in a terminal of the desktop (or over ssh -X) it can; "keybearer header NAME | ..." does without',
  ],
  'clipboard-not-cleared': [
    'the clipboard could not be cleared: the secret is there still',
    'copy something else over it',
  ],
  'window-unavailable': ({ reason }) => windowReasons[String(reason)] ?? windowFailed,
} satisfies Partial<Record<ErrorCode, Words>>;

const windowFailed: Text = ['the window could not be opened', 'run "keybearer ui --which" to see what would show it'];

const windowReasons: Record<string, Text> = {
  'no-display': [
    'the window cannot be opened: there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)',
    'run it in a terminal of the desktop; every command works without',
  ],
  'no-browser': [
    'the window cannot be opened: neither Electron nor a browser that can show it is here',
    'install Chromium, Google Chrome or Microsoft Edge, or fetch Electron: npm exec install-electron',
  ],
};

const notificationReasons: Record<string, string> = {
  'no-session-bus': 'there is no session bus',
  'no-server': 'no notification server runs in this session',
  'no-answer': 'the notification server does not answer',
  refused: 'the notification server refused it',
  'no-program': "the system's own program for it is missing",
};

const schedulerReasons: Record<string, string> = {
  'not-running': 'runs no services for this user here',
  'not-written': 'could not be written',
};

const clipboardReasons: Record<string, string> = {
  'no-display': 'there is no desktop session here (neither WAYLAND_DISPLAY nor DISPLAY names one)',
  'display-refused': 'the display that WAYLAND_DISPLAY or DISPLAY names does not answer, or lets nobody in',
  taken: 'another program took it at the same moment',
  'no-wl-copy': 'wl-copy is missing, which a Wayland session needs for it',
  'wl-copy-on-disk': 'this wl-copy would write the secret into a file in /tmp, which is on a disk',
  'no-answer': 'it does not answer',
};

const clipboardHints: Record<string, string> = {
  'no-wl-copy': 'install wl-clipboard, 2.3 or newer; or use Xwayland: "WAYLAND_DISPLAY= keybearer copy NAME"',
  'wl-copy-on-disk': 'take wl-clipboard 2.3 or newer; or use Xwayland: "WAYLAND_DISPLAY= keybearer copy NAME"',
};
