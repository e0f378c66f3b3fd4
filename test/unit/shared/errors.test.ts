import { describe, expect, it } from 'vitest';
import { errorCodes, isKeybearerError, KeybearerError } from '../../../shared/errors.ts';

describe('KeybearerError', () => {
  it('has its code as message, and keeps details and cause', () => {
    const cause = new Error('x');
    const error = new KeybearerError('name-taken', { name: 'k' }, cause);
    expect(error).toMatchObject({ message: 'name-taken', name: 'KeybearerError', details: { name: 'k' }, cause });
    expect('cause' in new KeybearerError('internal')).toBe(false);
  });
});

describe('isKeybearerError', () => {
  it('decides by class and code, never by text', () => {
    const error = new KeybearerError('name-taken');
    expect(isKeybearerError(error)).toBe(true);
    expect(isKeybearerError(error, 'name-taken')).toBe(true);
    expect(isKeybearerError(error, 'internal')).toBe(false);
    expect(isKeybearerError(new Error('name-taken'))).toBe(false);
    expect(isKeybearerError('name-taken')).toBe(false);
    expect(isKeybearerError(undefined)).toBe(false);
  });
});

describe('errorCodes', () => {
  it('are words, each once', () => {
    expect(new Set(errorCodes).size).toBe(errorCodes.length);
    for (const code of errorCodes) expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });
});
