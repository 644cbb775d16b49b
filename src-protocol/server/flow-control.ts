/** What this server asks clients to acknowledge after, and acknowledges after when a client names no window. */
export const WINDOW = 2_500_000;

/**
 * Acknowledgements and windows of both directions (§5.4.3 to §5.4.5). Bytes are counted from the first
 * one after the handshake, modulo 2³².
 *
 * The server never stops for want of an Acknowledgement: OBS, FFmpeg and others send none as long as they
 * publish. What is unacknowledged is known, and a player that is too slow shows in its socket first.
 */
export class FlowControl {
  #received = 0;
  #acknowledged = 0;
  #sent = 0;
  #peerAcknowledged = 0;
  /** Bytes after which the client wants an Acknowledgement. */
  window = WINDOW;
  /** What was said to the client last by Window Acknowledgement Size. */
  stated = WINDOW;

  /** Counts bytes that came; returns the number to acknowledge when one is due. */
  receive(bytes: number): number | undefined {
    this.#received += bytes;
    if (this.#received - this.#acknowledged < this.window) return undefined;
    this.#acknowledged = this.#received;
    return this.#received % 2 ** 32;
  }

  /** Counts bytes that are sent. */
  send(bytes: number): void {
    this.#sent += bytes;
  }

  /** The client has received this many bytes, modulo 2³². */
  acknowledge(sequenceNumber: number): void {
    const ahead = (sequenceNumber - (this.#peerAcknowledged % 2 ** 32) + 2 ** 32) % 2 ** 32;
    this.#peerAcknowledged = Math.min(this.#sent, this.#peerAcknowledged + ahead);
  }

  /**
   * Set Peer Bandwidth came: the window to state to the client, when it differs from the one stated last.
   * Limit type 1 (Soft) only lowers, 2 (Dynamic) counts for nothing, as no Hard one was in force (§5.4.5).
   */
  limit(windowSize: number, limitType: number | undefined): number | undefined {
    if (windowSize === 0 || limitType === 2) return undefined;
    const wanted = limitType === 1 ? Math.min(windowSize, this.stated) : windowSize;
    if (wanted === this.stated) return undefined;
    this.stated = wanted;
    return wanted;
  }

  /** Bytes sent that the client has not acknowledged. */
  get unacknowledged(): number {
    return this.#sent - this.#peerAcknowledged;
  }
}
