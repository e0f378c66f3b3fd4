/** What a script says when it cannot go on: what happened, then the one next step. */
export class Failure extends Error {
  /**
   * @param {string} message What happened.
   * @param {string} [hint] The next step.
   */
  constructor(message, hint) {
    super(message);
    this.hint = hint;
  }
}

/**
 * Runs a script's main function and sets the exit code that it answers.
 *
 * @param {() => Promise<number>} main
 */
export async function runScript(main) {
  try {
    process.exitCode = await main();
  } catch (caught) {
    if (!(caught instanceof Failure)) throw caught;
    console.error(`keybearer: error: ${caught.message}`);
    if (caught.hint) console.error(`keybearer: hint: ${caught.hint}`);
    process.exitCode = 1;
  }
}
