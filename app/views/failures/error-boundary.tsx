import { Component, type ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { messageOf } from '../../worker/session-client.ts';
import './failures.css';

interface Props {
  /** What is inside, in words: "The inspector". */
  readonly what: string;
  /** A new value gives the inside another try. */
  readonly retryOn?: unknown;
  readonly children: ReactNode;
}

/** A mistake of this page in one part of it: says so there, and leaves the rest working. */
export class ErrorBoundary extends Component<Props, { error: Error | undefined }> {
  override state: { error: Error | undefined } = { error: undefined };

  static getDerivedStateFromError(error: unknown): { error: Error } {
    return { error: error instanceof Error ? error : new Error(messageOf(error)) };
  }

  override componentDidUpdate(before: Props): void {
    if (this.state.error && before.retryOn !== this.props.retryOn)
      this.setState({ error: undefined });
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <div className="failure-page" role="alert">
        <h2>{this.props.what} stopped because of a mistake in this page</h2>
        <p>
          The capture is untouched and the rest of the page works. Try again, or choose another
          record; if it happens again, please report it with the details.
        </p>
        <pre className="evidence">{error.message}</pre>
        <div className="failure-actions">
          <Button look="primary" onClick={() => this.setState({ error: undefined })}>
            Try again
          </Button>
          <CopyButton text={`${error.message}\n${error.stack ?? ''}`} label="Copy details" />
        </div>
      </div>
    );
  }
}
