import { describe, expect, it } from 'vitest';
import { connectionText } from '../cli/text.ts';
import type { AuthenticationRound } from '../src-protocol/inspect/authentication-rounds.ts';
import { summariesOf } from '../src-protocol/inspect/connection-summary.ts';
import { amfNumber, amfString, Conversation, type Part, type0 } from './fixture.ts';
import { inspect } from './inspect-file.ts';
import { be16, bytesOf, pcapHeader } from './network/build-packets.ts';

const NULL = 5;
const END: Part[] = [be16(0), 9];

const object = (properties: Readonly<Record<string, string>>): Part[] => [
  3,
  ...Object.entries(properties).flatMap(([name, value]): Part[] => [
    be16(name.length),
    name,
    amfString(value),
  ]),
  ...END,
];

function command(...values: Part[]): Part[] {
  const body = bytesOf(...values);
  const cut: Part[] = [];
  // Both sides still have the chunk size they begin with.
  for (let at = 0; at < body.length; at += 128) {
    if (at > 0) cut.push(0xc3);
    cut.push(body.subarray(at, at + 128));
  }
  return [type0({ chunkStreamId: 3, length: body.length, type: 20, stream: 0 }), ...cut];
}

const connect = (app: string): Part[] =>
  command(
    ...[amfString('connect'), amfNumber(1)],
    ...object({ app, tcUrl: `rtmp://10.0.0.2/${app}` }),
  );

const accepted = command(
  ...[amfString('_result'), amfNumber(1), NULL],
  ...object({ level: 'status', code: 'NetConnection.Connect.Success' }),
);

const refused = (description: string): Part[] =>
  command(
    ...[amfString('_error'), amfNumber(1), NULL],
    ...object({ level: 'error', code: 'NetConnection.Connect.Rejected', description }),
  );

/** What is said of the connections of a capture, in which each has a connect and perhaps an answer. */
function rounds(...talks: [asked: string, answer?: Part[]][]): {
  rounds: (AuthenticationRound | undefined)[];
  text: string;
} {
  const records = talks.flatMap(([asked, answer = []], n) => {
    const conversation = new Conversation({ clientPort: 50000 + n });
    return conversation.session(connect(asked), answer).records;
  });
  const summaries = summariesOf(inspect(bytesOf(pcapHeader(), ...records)).connections);
  return {
    rounds: summaries.map(({ authentication }) => authentication),
    text: summaries.map(connectionText).join('\n'),
  };
}

const ADOBE = {
  wanted: refused('[ AccessManager.Reject ] : [ code=403 need auth; authmod=adobe ] : '),
  user: 'live?authmod=adobe&user=anna',
  challenge: refused(
    '[ AccessManager.Reject ] : [ authmod=adobe ] : ?reason=needauth&user=anna&salt=c2FsdA==&challenge=Y2hhbA==&opaque=b3BhcQ==',
  ),
  response: 'live?authmod=adobe&user=anna&challenge=bWluZQ==&response=c2VjcmV0&opaque=b3BhcQ%3D%3D',
  failed: refused(
    '[ AccessManager.Reject ] : [ authmod=adobe ] : ?reason=authfailed&opaque=b3BhcQ==',
  ),
};

const LLNW = {
  wanted: refused('[ AccessManager.Reject ] : [ code=403 need auth; authmod=llnw ] : '),
  user: 'live?authmod=llnw&user=anna',
  challenge: refused('[ authmod=llnw ] : ?reason=needauth&user=anna&nonce=Vm4'),
  response: 'live?authmod=llnw&user=anna&nonce=Vm4&cnonce=0a4f113b&nc=00000001&response=c2VjcmV0',
};

describe('F82: an authentication over several connections', () => {
  it.each([
    ['adobe', ADOBE],
    ['llnw', LLNW],
  ])(
    'F82: %s over three: each knows its step, the one before and the one after',
    (method, said) => {
      const { rounds: found, text } = rounds(
        ['live', said.wanted],
        [said.user, said.challenge],
        [said.response, accepted],
      );
      expect(found).toMatchObject([
        { step: 1, method, outcome: 'refused', next: 1 },
        { step: 2, method, outcome: 'refused', previous: 0, next: 2 },
        { step: 3, method, outcome: 'accepted', previous: 1 },
      ]);
      expect(text).toContain(`Step 1 of 3 of an authentication by ${method}: `);
      expect(text).toContain(
        'The server refuses, and says how to authenticate. Connection 1 goes on.',
      );
      expect(text).toContain(
        'The server refuses, and sends its challenge. The step before is connection 0. Connection 2 goes on.',
      );
      expect(text).toContain('The server accepts. The step before is connection 1.');
      for (const round of found) expect(round!.text).not.toMatch(/anna|c2VjcmV0/);
    },
  );

  it('F82: refused for good, then tried again from the beginning', () => {
    const { rounds: found } = rounds(
      ['live', ADOBE.wanted],
      [ADOBE.user, ADOBE.challenge],
      [ADOBE.response, ADOBE.failed],
      ['live', ADOBE.wanted],
      [ADOBE.user],
    );
    expect(found.map((round) => [round?.step, round?.previous, round?.next])).toEqual([
      [1, undefined, 1],
      [2, 0, 2],
      [3, 1, undefined],
      [1, undefined, 4],
      [2, 3, undefined],
    ]);
    expect(found[2]!.text).toContain('The server refuses for good: the response is wrong.');
    expect(found[4]!.text).toContain('No answer of the server is in the capture.');
  });

  it('F82: two users at a time are not mixed up, and others have no part in it', () => {
    const other = (app: string): string => app.replaceAll('anna', 'otto');
    const { rounds: found } = rounds(
      [ADOBE.user, ADOBE.challenge],
      ['live', accepted],
      [
        other(ADOBE.user),
        refused('[ authmod=adobe ] : ?reason=needauth&user=otto&challenge=x&opaque=eA=='),
      ],
      [ADOBE.response, accepted],
      [other(ADOBE.response).replace('b3BhcQ%3D%3D', 'eA=='), accepted],
      [LLNW.response, accepted],
    );
    expect(found.map((round) => round?.previous)).toEqual([
      ...[undefined, undefined, undefined],
      ...[0, 2, undefined],
    ]);
    expect(found[1]).toBeUndefined();
  });
});
