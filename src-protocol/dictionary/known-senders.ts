/**
 * Who is known to do what a diagnostic tells of, by its code: programs whose sources or recordings were
 * read in 2025 and 2026. Left out where nobody is known, or where the text says it already.
 */
export const KNOWN_SENDERS: Readonly<Record<string, string>> = {
  'handshake.zero-not-zero':
    'Flash Player, Flash Media Live Encoder, FFmpeg, OBS Studio and librtmp with encryption built in, which write a version number.',
  'handshake.digest-missing-in-s1':
    'Servers that know the plain handshake only, such as older Node-Media-Server.',
  'handshake.signature-missing-in-c2':
    'librtmp and FFmpeg, unless they prove an SWF or speak RTMPE; many hardware encoders.',
  'handshake.echo-differs': 'Peers that sign instead of echoing, and some hardware encoders.',
  'chunk.first-not-type-0':
    'DJI cameras (type 2 on chunk stream 33), and librtmp when it answers a ping.',
  'chunk.header-in-message': 'Some hardware encoders.',
  'chunk.type-3-after-type-0': 'Flash Media Live Encoder.',
  'chunk.delta-negative':
    'Encoders that send audio and video on one chunk stream, such as OBS Studio and Tencent Meeting.',
  'chunk.message-stream-id-large': 'Home-made writers that put the bytes the other way round.',
  'chunk.extended-timestamp-not-needed':
    'Home-made writers; GStreamer and gortmplib then lose the stream.',
  'message.control-chunk-stream': 'SRS 7 before its issue 4723, on chunk stream 3.',
  'message.type-of-draft': 'Clusters of old Flash Media Servers, between themselves.',
};
