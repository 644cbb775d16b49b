import { complain, openFiles } from './actions.ts';

/** What Chromium has of the File Handling API, and TypeScript's types have not. */
interface LaunchQueue {
  setConsumer(
    consume: (launch: { readonly files?: readonly FileSystemFileHandle[] }) => void,
  ): void;
}

/** Opens the captures that somebody opens with the installed page, from outside of it. */
export function openWhatComesFromOutside(): void {
  const { launchQueue } = window as { readonly launchQueue?: LaunchQueue };
  launchQueue?.setConsumer(({ files = [] }) => {
    Promise.all(files.map((file) => file.getFile())).then(openFiles, complain);
  });
}
