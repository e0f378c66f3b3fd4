/** Entry: the Electron application. */
import { runInElectron } from './desktop/electron/run.ts';

runInElectron();
