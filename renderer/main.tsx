import './look.ts';
import './app/app.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { startListening } from './app/events.ts';
import { refreshClipboard } from './clipboard/clipboard-store.ts';
import { loadKeys } from './keys/keys-store.ts';
import { startSession } from './lock/session-store.ts';

startListening();
// Side by side: none waits for another.
void startSession();
void loadKeys();
void refreshClipboard();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
