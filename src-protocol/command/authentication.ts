import { errata, practice } from '../dictionary/citation.ts';
import { computed } from '../dictionary/field.ts';
import { structure } from '../dictionary/structure.ts';
import type { Wire } from '../wire/wire.ts';

const ADOBE = errata('8.1.6').amendedBy(practice('librtmp, OBS, FFmpeg'));

/** What a query in connect, or the description of an `_error`, says about who may connect. */
export const Authentication = structure(
  'command.authentication',
  'authentication',
  ADOBE,
  'Part of an exchange that takes up to three connections: refused, connect with a user name, refused with a challenge, connect with the answer.',
  {
    step: computed('Which step of the exchange this is, and what comes next.', { label: 'step' }),
    authmod: computed(
      'The method. adobe: MD5 twice, in base64. llnw (Limelight): as HTTP’s digest, in hexadecimal.',
      { label: 'authmod' },
    ),
    reason: computed('Why the server refused: needauth, authfailed, nosuchuser.', {
      label: 'reason',
    }),
    user: computed('Who wants to connect.', { label: 'user' }),
    salt: computed('adobe: put between user and password before they are hashed.', {
      label: 'salt',
    }),
    challenge: computed(
      'adobe: a random value from the server; beside the response, one that the client made up.',
      { label: 'challenge' },
    ),
    opaque: computed('adobe: comes from the server, is part of the hash and is sent back.', {
      label: 'opaque',
    }),
    nonce: computed('llnw: a random value from the server that goes into the hash.', {
      label: 'nonce',
      see: practice('librtmp, FFmpeg'),
    }),
    cnonce: computed('llnw: a random value from the client that goes into the hash, too.', {
      label: 'cnonce',
      see: practice('librtmp, FFmpeg'),
    }),
    nc: computed('llnw: how often this nonce was used, eight hexadecimal digits.', {
      label: 'nc',
      see: practice('librtmp, FFmpeg'),
    }),
    response: computed(
      'The proof that the client knows the password, without sending it. It can only be checked by who knows the password.',
      { label: 'response' },
    ),
  },
);

const RESPONSE_SUMS: Readonly<Record<string, string>> = {
  adobe:
    'base64(MD5(base64(MD5(user + salt + password)) + opaque + challenge)), with the server’s challenge where there is no opaque',
  llnw: 'MD5(MD5(user:live:password):nonce:nc:cnonce:auth:MD5(publish:/app)), each in hexadecimal',
};

/** Names and values that the two ends tell each other. */
export type AuthenticationParameters = ReadonlyMap<string, string>;

const NAMES = [
  'authmod',
  'reason',
  'user',
  'salt',
  'challenge',
  'opaque',
  'nonce',
  'cnonce',
  'nc',
  'response',
] as const;

/** Adds what a text says about authentication, if it is part of such an exchange. */
export function explainAuthentication(w: Wire, text: string): void {
  const parameters = authenticationParameters(text);
  if (!parameters) return;
  const f = w.open(Authentication);
  w.calculated(f.step, stepOf(parameters));
  for (const name of NAMES) {
    const value = parameters.get(name);
    if (value === undefined) continue;
    const sum = RESPONSE_SUMS[parameters.get('authmod') ?? ''];
    w.calculated(f[name], value, name === 'response' ? sum : undefined);
  }
  w.close();
}

/** Longer texts are no part of an authentication. */
const LONGEST = 4096;

/**
 * The parameters in `app?authmod=adobe&user=…`, `?reason=needauth&…` and `[ code=403 need auth; authmod=adobe ]`;
 * undefined for a text that is no part of an authentication.
 */
export function authenticationParameters(text: string): AuthenticationParameters | undefined {
  if (text.length > LONGEST || !/(?:authmod|reason)=/.test(text)) return undefined;
  const parameters = new Map<string, string>();
  for (const [, name = '', value = ''] of text.matchAll(/([a-z]+)=([^&;\s\]]*)/g))
    if (!parameters.has(name)) parameters.set(name, value);
  const known = ['adobe', 'llnw'].includes(parameters.get('authmod') ?? '');
  return known || parameters.has('reason') ? parameters : undefined;
}

function stepOf(parameters: AuthenticationParameters): string {
  const reason = parameters.get('reason');
  if (reason === 'needauth')
    return 'third: the server sends its challenge; the client connects once more with the response';
  if (reason === 'nosuchuser') return 'the end: the server knows no such user';
  if (reason !== undefined) return 'the end: the server does not accept the response';
  if (parameters.has('response'))
    return 'fourth: the client shows that it knows the password; the server accepts or refuses';
  if (parameters.has('user'))
    return 'second: the client says who it is; the server answers with a challenge';
  return 'first: the server wants to know who it is; the client connects again with a user name';
}
