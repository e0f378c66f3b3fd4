/** Finds the session bus and connects to it. */
import { type Environment, sessionBusSockets } from './bus-address.ts';
import { BusError, SessionBus } from './session-bus.ts';

/** @throws BusError 'closed' or 'no-answer' when there is no bus where the environment says. The caller closes it. */
export async function connectSessionBus(env: Environment): Promise<SessionBus> {
  let failure: unknown = new BusError('closed', 'the environment names no bus');
  for (const path of sessionBusSockets(env)) {
    try {
      return await SessionBus.connect(path);
    } catch (caught) {
      failure = caught;
    }
  }
  throw failure;
}
