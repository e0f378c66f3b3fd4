import type { ClipboardAdapter } from '../holding.ts';
import { askToLeave } from './ask-to-leave.ts';
import { reachSelection } from './selection.ts';

export const xClipboard: ClipboardAdapter = { reach: reachSelection, clear: askToLeave };
