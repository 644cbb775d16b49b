/** How much of a file is looked at: comments may come first. */
const HEAD = 4096;
/** A larger one is no key log, but a capture that somebody gave such a name. */
const LARGEST = 256 * 1024 * 1024;

/** A line of a key log (RFC 9850): label, random number of the client, secret. */
const LINE = /^[A-Z][A-Z0-9_]{5,} [0-9a-fA-F]{64} [0-9a-fA-F]{64,}\r?$/m;

/** Whether a file is a key log, by its first lines. Files that are named as captures are not looked at. */
export async function isKeyLog(file: File): Promise<boolean> {
  if (file.size > LARGEST || /\.(?:pcap|pcapng|cap|flv|gz|zst)$/i.test(file.name)) return false;
  try {
    return LINE.test(await file.slice(0, HEAD).text());
  } catch {
    // It cannot be read, which is told where it is opened.
    return false;
  }
}
