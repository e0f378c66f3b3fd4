import '../look.ts';
import './quick.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Quick } from './quick.tsx';
import { begin, startListening } from './quick-store.ts';

startListening();
void begin();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Quick />
  </StrictMode>,
);
