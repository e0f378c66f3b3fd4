/** The pictures that Electron shows, out of the bundle itself: no path to them can be missing or replaced. */
import { type NativeImage, nativeImage } from 'electron';
import window from '../../../resources/icons/256x256.png?inline';
import tray2x from '../../../resources/tray@2x.png?inline';
import tray from '../../../resources/tray.png?inline';
import template2x from '../../../resources/trayTemplate@2x.png?inline';
import template from '../../../resources/trayTemplate.png?inline';

export function windowIcon(): NativeImage {
  return nativeImage.createFromDataURL(window);
}

/** On macOS a stencil, coloured as the menu bar is; elsewhere in colours that stand out on light panels and dark ones. */
export function trayIcon(platform: NodeJS.Platform): NativeImage {
  const isMac = platform === 'darwin';
  const icon = nativeImage.createFromDataURL(isMac ? template : tray);
  icon.addRepresentation({ scaleFactor: 2, dataURL: isMac ? template2x : tray2x });
  icon.setTemplateImage(isMac);
  return icon;
}
