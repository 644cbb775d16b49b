import { type Citation, ertmp, practice, rtmp } from '../dictionary/citation.ts';

/** What a code of an information object means. */
export interface StatusCode {
  readonly code: string;
  /** The level it is sent with. */
  readonly level: 'status' | 'warning' | 'error';
  readonly text: string;
  readonly see: Citation;
}

const as3 = practice('ActionScript 3 reference');
const overview = ertmp('Detailed Overview of the onStatus Command for NetConnection');
const flash = practice('Flash Media Server, Red5');

type Row = readonly [code: string, text: string, see: Citation];

const STATUS: readonly Row[] = [
  ['NetConnection.Connect.Success', 'The connection is accepted.', overview],
  ['NetConnection.Connect.Closed', 'The connection was closed in the ordinary way.', overview],
  ['NetConnection.Connect.IdleTimeout', 'The connection was idle for too long.', as3],
  [
    'NetConnection.Connect.IdleTimeOut',
    'The connection was idle for too long.',
    practice('HaishinKit'),
  ],
  ['NetConnection.Connect.NetworkChange', 'The client’s network has changed.', as3],
  [
    'NetConnection.Connect.ReconnectRequest',
    'The server asks the client to connect anew, perhaps elsewhere (tcUrl).',
    ertmp('Reconnect Request'),
  ],
  ['NetConnection.Shutdown.Notify', 'The server is about to go down.', practice('rtmfp-cpp')],
  ['NetStream.Play.Reset', 'The playlist is cleared.', rtmp('7.2.2.1')],
  ['NetStream.Play.Start', 'Playback begins.', rtmp('7.2.2.1')],
  ['NetStream.Play.Stop', 'Playback has ended.', as3],
  ['NetStream.Play.Complete', 'The playlist has ended.', as3],
  ['NetStream.Play.Switch', 'The next item of the playlist begins.', as3],
  ['NetStream.Play.Transition', 'The change to another stream has begun.', as3],
  ['NetStream.Play.TransitionComplete', 'The change to another stream is done.', as3],
  ['NetStream.Play.PublishNotify', 'Someone began to publish the stream being played.', as3],
  ['NetStream.Play.UnpublishNotify', 'The stream being played is no longer published.', as3],
  ['NetStream.Data.Start', 'The stream’s data begins.', practice('SRS, gortmplib')],
  ['NetStream.Publish.Start', 'The publication is accepted; media may come.', rtmp('7.2.2.6')],
  ['NetStream.Publish.Idle', 'The publisher has sent nothing for a while.', as3],
  ['NetStream.Unpublish.Success', 'The publication has ended.', as3],
  ['NetStream.Record.Start', 'Recording has begun.', as3],
  ['NetStream.Record.Stop', 'Recording has ended.', as3],
  ['NetStream.Record.AlreadyExists', 'A recording of that name is there already.', as3],
  ['NetStream.Seek.Notify', 'The seek is done.', rtmp('7.2.2.7')],
  ['NetStream.Pause.Notify', 'Playback is held.', rtmp('7.2.2.8')],
  ['NetStream.Unpause.Notify', 'Playback goes on.', rtmp('7.2.2.8')],
  ['NetStream.Step.Notify', 'The step to another frame is done.', as3],
  ['NetStream.Buffer.Empty', 'The player has nothing left to show.', as3],
  ['NetStream.Buffer.Full', 'The player has enough to go on.', as3],
  ['NetStream.Buffer.Flush', 'The stream has ended; the player shows what it still has.', as3],
  ['NetStream.Connect.Success', 'A stream between clients is there (RTMFP).', as3],
  ['NetStream.Connect.Closed', 'A stream between clients is closed (RTMFP).', as3],
  ['NetStream.MulticastStream.Reset', 'The multicast stream changed (RTMFP).', as3],
  ['NetStream.DRM.UpdateNeeded', 'The player needs newer protection software.', as3],
  ['NetStream.Video.DimensionChange', 'The picture’s size has changed.', practice('HaishinKit')],
  ['NetStream.Transition.Success', 'Why a change happened: as asked.', as3],
  ['NetStream.Transition.Forced', 'Why a change happened: it had to.', as3],
  ['NetStream.Clear.Success', 'The recording was removed.', practice('Red5')],
  ['SharedObject.Flush.Success', 'The shared object is stored.', as3],
  ['Application.GC', 'The application is about to be cleaned up.', flash],
  ['Application.Shutdown', 'The application is going down.', flash],
];

const WARNING: readonly Row[] = [
  ['NetStream.Play.InsufficientBW', 'The client is too slow for the stream.', as3],
  ['Application.Script.Warning', 'A script on the server met something odd.', flash],
  ['Application.Resource.LowMemory', 'The application is short of memory.', flash],
];

const ERROR: readonly Row[] = [
  ['NetConnection.Connect.Rejected', 'The application refuses the client.', overview],
  ['NetConnection.Connect.Failed', 'The connection could not be made.', overview],
  ['NetConnection.Connect.AppShutdown', 'The application or the server is going down.', overview],
  ['NetConnection.Connect.InvalidApp', 'There is no application of that name.', as3],
  ['NetConnection.Call.Failed', 'The server could not do what was called.', overview],
  ['NetConnection.Call.BadVersion', 'The call was not understood.', as3],
  ['NetConnection.Call.Prohibited', 'The call is not allowed.', as3],
  ['NetConnection.Proxy.NotResponding', 'A proxy does not answer.', overview],
  ['NetStream.Play.StreamNotFound', 'There is no stream of that name.', rtmp('7.2.2.1')],
  ['NetStream.Play.Failed', 'Playback failed.', as3],
  ['NetStream.Play.FileStructureInvalid', 'The file is damaged.', as3],
  ['NetStream.Play.NoSupportedTrackFound', 'Nothing in the file can be played.', as3],
  ['NetStream.Publish.BadName', 'The name is taken or refused.', as3],
  ['NetStream.Publish.Denied', 'The client may not publish.', practice('OBS, GStreamer')],
  ['NetStream.Publish.Rejected', 'The publication is refused.', practice('OBS, GStreamer')],
  ['NetStream.Publish.Unauthorized', 'The client has not proved who it is.', practice('gortmplib')],
  ['NetStream.Publish.Failed', 'The publication failed.', practice('HaishinKit')],
  ['NetStream.Record.NoAccess', 'The recording may not be written.', as3],
  ['NetStream.Record.Failed', 'Recording failed.', as3],
  [
    'NetStream.Record.DiskQuotaExceeded',
    'There is no room left to record.',
    practice('HaishinKit'),
  ],
  ['NetStream.Seek.Failed', 'The seek failed.', as3],
  ['NetStream.Seek.InvalidTime', 'The recording has no such place.', as3],
  ['NetStream.Connect.Failed', 'A stream between clients failed (RTMFP).', as3],
  ['NetStream.Connect.Rejected', 'A stream between clients was refused (RTMFP).', as3],
  ['NetStream.Failed', 'Something failed; the description may say what.', as3],
  ['NetStream.InvalidArg', 'An argument makes no sense.', practice('Flash Media Server')],
  ['NetStream.Clear.Failed', 'The recording could not be removed.', practice('Red5')],
  ['SharedObject.Flush.Failed', 'The shared object could not be stored.', as3],
  ['SharedObject.BadPersistence', 'The shared object exists with another persistence.', as3],
  ['SharedObject.UriMismatch', 'The shared object belongs to another address.', as3],
  ['SharedObject.NoReadAccess', 'The shared object may not be read.', flash],
  ['SharedObject.NoWriteAccess', 'The shared object may not be changed.', flash],
  ['SharedObject.ObjectCreationFailed', 'The shared object could not be made.', flash],
  ['Application.Script.Error', 'A script on the server failed.', flash],
];

const level =
  (name: StatusCode['level']) =>
  ([code, text, see]: Row): StatusCode => ({ code, level: name, text, see });

/** Every code known. An unknown one is judged by the level it was sent with. */
export const STATUS_CODES: readonly StatusCode[] = [
  ...STATUS.map(level('status')),
  ...WARNING.map(level('warning')),
  ...ERROR.map(level('error')),
];

const byCode = new Map(STATUS_CODES.map((entry) => [entry.code, entry]));

/** What a code means; undefined when nothing is known of it. */
export function statusCode(code: string): StatusCode | undefined {
  return byCode.get(code);
}
