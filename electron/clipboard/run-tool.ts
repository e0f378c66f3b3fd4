/** Programs of the system that work on its clipboard. */
const patienceMs = 10_000;

export interface ToolRun {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** For its stdin: what is secret goes this way alone. It stays the caller's. */
  readonly input?: Buffer;
}

/** @returns what it printed. @throws Error when it cannot be started, fails, or takes too long. */
export async function runTool({ command, args, env, input }: ToolRun): Promise<string> {
  const { spawn } = await import('node:child_process');
  return new Promise((resolve, reject) => {
    const tool = spawn(command, args, {
      env,
      stdio: ['pipe', 'pipe', 'ignore'],
      windowsHide: true,
      timeout: patienceMs,
    });
    let printed = '';
    tool.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
    tool.on('error', reject);
    tool.stdin.on('error', () => undefined); // it has ended without reading, and its exit code says how
    tool.on('close', (code) => (code === 0 ? resolve(printed) : reject(new Error(`${command} exited with ${code}`))));
    tool.stdin.end(input);
  });
}
