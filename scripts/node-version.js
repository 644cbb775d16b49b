import process from 'node:process';

const OLDEST = [20, 19];

/** Stops with one line when this Node is older than the project needs. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  console.error(
    `RTMP Inspector needs Node ${OLDEST.join('.')} or newer, and this is ${process.versions.node}. ` +
      'Newer ones are at https://nodejs.org.',
  );
  process.exit(1);
}
