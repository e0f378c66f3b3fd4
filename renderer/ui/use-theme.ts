import { useEffect } from 'react';
import type { DesktopSettings } from '../../shared/contract/desktop.ts';

export function useTheme(theme: DesktopSettings['theme']): void {
  useEffect(() => {
    const { dataset } = document.documentElement;
    if (theme === 'system') delete dataset.theme;
    else dataset.theme = theme;
  }, [theme]);
}
