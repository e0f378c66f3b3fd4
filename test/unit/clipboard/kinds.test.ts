import { describe, expect, it } from 'vitest';
import { clipboardKind } from '../../../electron/clipboard/kinds.ts';

describe('clipboardKind', () => {
  it.each([
    ['linux', { DISPLAY: ':0' }, 'x11'],
    ['linux', { DISPLAY: ':0', WAYLAND_DISPLAY: 'wayland-0' }, 'wayland'],
    ['linux', { DISPLAY: ':0', WAYLAND_DISPLAY: '' }, 'x11'],
    ['linux', { DISPLAY: '' }, undefined],
    ['linux', {}, undefined],
    ['freebsd', { DISPLAY: ':0' }, 'x11'],
    ['darwin', { DISPLAY: '/private/tmp/com.apple.launchd/org.xquartz:0' }, 'macos'],
    ['win32', {}, 'windows'],
  ] as const)('on %s with %j is %s', (platform, env, kind) => {
    expect(clipboardKind(env, platform)).toBe(kind);
  });
});
