import { type Capabilities, takesCodec, takesForm } from './capabilities.ts';
import type { PublishedStream, RelayedMessage } from './published-stream.ts';

/**
 * Which messages of a stream one player is sent: begins with what a player is owed, holds pictures back
 * until the first key frame, and leaves out enhanced codecs, Multitrack and ModEx where the player has said that it does
 * not take them: bodies are not rewritten.
 */
export class PlayerFeed {
  readonly #capabilities: Capabilities;
  #needsKeyFrame = true;

  constructor(capabilities: Capabilities) {
    this.#capabilities = capabilities;
  }

  /** What to send now that the player begins, or begins again after a gap. */
  begin(stream: PublishedStream): RelayedMessage[] {
    this.#needsKeyFrame = true;
    return stream.greeting().filter((message) => this.takes(message));
  }

  /** Whether to send the next message of the stream. */
  takes({ role }: RelayedMessage): boolean {
    if (!role) return true;
    const { kind, codecs, capsEx, setup, isKeyFrame } = role;
    if (!takesForm(this.#capabilities, capsEx)) return false;
    if (!codecs.every((codec) => takesCodec(this.#capabilities, kind, codec))) return false;
    if (isKeyFrame) this.#needsKeyFrame = false;
    return kind === 'audio' || setup !== undefined || !this.#needsKeyFrame;
  }
}
