/** Where the quick-copy window comes up: in the upper third of the screen that one works on, where launchers do. */

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const quickSize = { width: 560, height: 420 };

/** @param screen Without panels and docks. */
export function quickPlace(screen: Area): Area {
  const width = Math.min(quickSize.width, screen.width);
  const height = Math.min(quickSize.height, screen.height);
  return {
    x: screen.x + Math.round((screen.width - width) / 2),
    y: screen.y + Math.round((screen.height - height) / 3),
    width,
    height,
  };
}
