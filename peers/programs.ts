import { spawn } from 'node:child_process';

/** How a program ended. */
export interface Ended {
  readonly status: number | null;
  readonly output: string;
}

/** A program under way. */
export interface Running {
  readonly ended: Promise<Ended>;
  /** Resolves when it has printed this, or has ended. */
  says(words: RegExp): Promise<void>;
  kill(): void;
}

/** Starts a program; it is killed after `seconds`. */
export function start(program: string, parameters: readonly string[], seconds = 40): Running {
  const child = spawn(program, parameters, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => (output += text.toString().slice(0, 20_000)));
  const timer = setTimeout(() => child.kill('SIGKILL'), seconds * 1000);
  const ended = new Promise<Ended>((resolve) => {
    child.once('error', (error) => resolve({ status: null, output: error.message }));
    child.once('close', (status) => {
      clearTimeout(timer);
      resolve({ status, output });
    });
  });
  const says = (words: RegExp): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (words.test(output)) resolve();
      };
      look();
      child.stdout.on('data', look);
      child.once('close', () => resolve());
    });
  return { ended, says, kill: () => child.kill('SIGKILL') };
}

/** Runs a program to its end. */
export function run(
  program: string,
  parameters: readonly string[],
  seconds?: number,
): Promise<Ended> {
  return start(program, parameters, seconds).ended;
}
