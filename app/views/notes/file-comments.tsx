import type { ReactNode } from 'react';
import { select } from '../../state/actions.ts';
import type { CommentView } from '../../worker/protocol.ts';

/** What somebody wrote into the capture itself, with the way to the bytes it is about. */
export function FileComments({
  comments,
}: {
  readonly comments: readonly CommentView[];
}): ReactNode {
  return (
    <ul>
      {comments.map(({ about, text, record }, at) => (
        <li key={at}>
          {record ? (
            <button type="button" className="button" onClick={() => select(record)}>
              {about}
            </button>
          ) : (
            <span className="dim">{about}</span>
          )}{' '}
          {text}
        </li>
      ))}
    </ul>
  );
}
