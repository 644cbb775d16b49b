import type { WordsByField } from './further-words.ts';

const INFO_MAP =
  'Each number as text stands for an object with facts of that track. Track 0 is told by the plain properties beside it.';
const ENCODER_ONLY = 'It is told for people; the sound itself says what a decoder needs.';
const NEW_EACH_TIME = 'As it is new each time, an answer that somebody recorded is of no use.';
const DIGEST = 'It is the word of the same name in HTTP’s digest authentication.';
const PICTURE =
  'The sequence header is right where the two differ. Players use it to shape the window before that comes.';

/** Further sentences on what commands and metadata say. */
export const COMMAND_WORDS: WordsByField = {
  'command.meaning': {
    purpose: 'It follows from the name alone, as names are written: upper and lower case count.',
    statusCode: 'Programs compare the code and show people the description beside it.',
    codec:
      'Four letters, as MP4 files use them. As a number, the first letter is the highest byte.',
    transaction: 'An answer repeats the number of what it answers; 0 says that none is expected.',
    publishingType:
      'live is passed on only, record goes into a file as well, append is added to a file that is there.',
    playStart:
      '−2, when left out: live if there is such a stream, or else a recording. −1: live only. 0 and more: seconds into a recording.',
    playDuration: '−1, when left out: to the end. 0 is a single picture, more are seconds.',
  },
  'command.property': {
    swfUrl:
      'Servers could let in only players that they know by it; any program can write what it likes.',
    fpad: 'Nothing in the protocol depends on it, and servers do not look.',
    videoCodecs: 'The bits are added up: 252 is all from Sorenson H.263 to H.264.',
    videoFunction:
      'Flash Player sends 1. A bit that is not set asks the other side not to use the feature.',
    pageUrl:
      'Servers could let in only pages that they know by it; any program can write what it likes.',
    fourCcList:
      'A sender should use no codec with a FourCC that the other side has not listed. FFmpeg sends it only when asked to.',
    capsEx: 'The numbers are added up. Who sends none of it does not know Enhanced RTMP v2.',
    type: 'FFmpeg, librtmp and OBS send it. Servers take a connect without it just as well.',
    capabilities: 'It is repeated from program to program because Flash Media Server once sent it.',
    fmsVer: 'Three letters, a stroke, and four numbers parted by commas, as Flash wrote versions.',
    mode: 'Servers repeat what Flash Media Server sent; clients do not look.',
    code: 'The first word names the object, the last what became of it: NetStream.Publish.Start.',
    details: 'It is meant for logs. Programs go by the code.',
    clientid: 'Servers tell connections apart by it in their logs; a client has no use for it.',
    redirect:
      'Flash Media Server sends it with a refused connect and the code 302, as web servers do.',
  },
  'command.metadata': {
    audiocodecid: 'A receiver should go by the audio tags: each says the same in its first bits.',
    audiodatarate:
      'By its name a thousand bits a second; FFmpeg divides by 1024. Zero says that nobody knows.',
    audiodelay: 'Encoders of FLV files wrote it; live ones leave it out.',
    audiosamplerate: `48000 and 44100 are usual. ${ENCODER_ONLY}`,
    audiosamplesize: `16 is written for compressed sound, too. ${ENCODER_ONLY}`,
    audiochannels: `OBS adds it to stereo, which knows only two cases. ${ENCODER_ONLY}`,
    stereo: `OBS and FFmpeg send it as a Boolean. ${ENCODER_ONLY}`,
    videocodecid: 'A receiver should go by the video tags: each says the same in its first bits.',
    videodatarate:
      'By its name a thousand bits a second; FFmpeg divides by 1024. What really comes can be far from it.',
    framerate: 'Timestamps alone say when a picture is due; encoders write what they were set to.',
    width: PICTURE,
    height: PICTURE,
    duration: 'A server that records a live stream writes the real one when it is over.',
    filesize: 'FFmpeg counts the whole file, and goes back to write it at the end where it can.',
    creationdate: 'It is for people: nothing depends on it, and few live encoders send it.',
    canSeekToEnd: 'Live streams have no end to seek to, so it says nothing of them.',
    encoder:
      'FFmpeg writes Lavf and its version, OBS its own name. It helps to know whose habits to expect.',
    audioTrackIdInfoMap: INFO_MAP,
    videoTrackIdInfoMap: INFO_MAP,
  },
  'command.authentication': {
    step: 'Each step is a connection of its own: the server closes after it has refused.',
    reason:
      'needauth is no failure but the challenge. authfailed and nosuchuser end it, as the same answer would fail again.',
    user: 'The name goes over the wire as it is; only the password stays at home.',
    salt: 'With it the server need not keep the password, only what comes of hashing all three.',
    challenge: NEW_EACH_TIME,
    opaque: 'When there is one, it is hashed in place of the server’s challenge.',
    nonce: `${DIGEST} ${NEW_EACH_TIME}`,
    cnonce: `${DIGEST} With it the client, too, puts something into the hash that nobody could prepare.`,
    nc: `${DIGEST} As each try is a new connection, it is always 00000001.`,
  },
};
