/**
 * Preloaded into a Node process (`--import`): when it ends, writes the most memory it ever held, in kilobytes, to
 * file descriptor 3.
 */
import { writeSync } from 'node:fs';
import process from 'node:process';

process.on('exit', () => {
  writeSync(3, String(process.resourceUsage().maxRSS));
});
