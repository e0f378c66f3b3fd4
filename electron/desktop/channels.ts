/** The two ways between the page and the privileged side in Electron. The preload is bundled with these and with nothing else. */
export const callChannel = 'keybearer:call';
export const eventChannel = 'keybearer:event';
