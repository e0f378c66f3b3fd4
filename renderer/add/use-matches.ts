import { useEffect, useState } from 'react';
import type { MatchView } from '../../shared/contract/keys.ts';
import { call } from '../bridge.ts';
import { isTooLong } from './pasted.ts';

const none: readonly MatchView[] = [];

/** Whose secret the text is or holds. The answer to a text that was overtaken is left. */
export function useMatches(text: string): readonly MatchView[] {
  const [matches, setMatches] = useState(none);
  useEffect(() => {
    if (text.trim() === '' || isTooLong(text)) return setMatches(none);
    let isLatest = true;
    void call('keys.recognise', { text }).then((result) => {
      if (isLatest) setMatches(result.ok ? result.value.matches : none);
    });
    return () => {
      isLatest = false;
    };
  }, [text]);
  return matches;
}
