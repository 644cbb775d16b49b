/**
 * What `npm run screenshots` takes for `docs/screens.md`: each view on each capture, and the pages around them.
 *
 * @typedef {object} Screen
 * @property {string} name of the file, without the scheme
 * @property {string} title
 * @property {string} at the part of the address after the page
 * @property {{ role: 'button', name: string }=} press what is pressed before the picture is taken
 * @property {boolean=} plain true where no capture is open
 */

/** A publish, a play and a damaged capture, at a record that says something. */
const CAPTURES = [
  {
    name: 'publish',
    title: 'OBS Studio publishes',
    connection: 's/obs-publish/c0',
    record: 'at=up@3089&kind=message',
  },
  {
    name: 'play',
    title: 'A player of a stream that is published meanwhile',
    connection: 's/publish-and-play/c1',
    record: 'at=down@3122',
  },
  {
    name: 'damaged',
    title: 'A TCP segment is missing from the capture',
    connection: 's/segment-lost/c0',
    record: 'at=up@3073',
  },
];

const VIEWS = {
  overview: 'Overview',
  ladder: 'Ladder',
  timeline: 'Timeline',
  messages: 'Messages',
  chunks: 'Chunks',
  commands: 'Commands',
  segments: 'TCP segments',
  problems: 'Problems',
};

/** @type {Screen[]} */
const AROUND = [
  { name: 'landing', title: 'Where one begins', at: '', plain: true },
  { name: 'learn', title: 'A chapter beside the bytes it is about', at: '#/learn/basic-header' },
  { name: 'contents', title: 'Chapters', at: '#/learn', plain: true },
  { name: 'reference', title: 'The reference of structures', at: '#/reference', plain: true },
];

/** @type {readonly { readonly title: string, readonly screens: readonly Screen[] }[]} */
export const GROUPS = [
  { title: 'Around the captures', screens: AROUND },
  ...CAPTURES.map(({ name, title, connection, record }) => ({
    title,
    screens: Object.entries(VIEWS).map(([view, words]) => ({
      name: `${name}-${view}`,
      title: words,
      at: `#/${connection}/${view}?${record}`,
    })),
  })),
  {
    title: 'One record, looked at in other ways',
    screens: [
      {
        name: 'lens-message',
        title: 'The bytes of a message, without the headers of its chunks',
        at: '#/s/ffmpeg-publish/c0/messages?at=up@3073&kind=message',
        press: { role: 'button', name: 'message' },
      },
    ],
  },
];

/** The page that shows them. */
export function screensPage() {
  const parts = GROUPS.map(({ title, screens }) =>
    [`## ${title}`, ...screens.map(pictureOf)].join('\n\n'),
  );
  const head = [
    '# Every view',
    'Taken by `npm run screenshots` from the built page, in the colours that your browser prefers. Each picture links to the other scheme.',
  ];
  return `${[...head, ...parts].join('\n\n')}\n`;
}

/** @param {Screen} screen */
function pictureOf({ name, title }) {
  return [
    `### ${title}`,
    '',
    '<picture>',
    `  <source media="(prefers-color-scheme: dark)" srcset="screens/${name}-dark.webp" />`,
    `  <img alt="${title}" src="screens/${name}-light.webp" />`,
    '</picture>',
    '',
    `[light](screens/${name}-light.webp) · [dark](screens/${name}-dark.webp)`,
  ].join('\n');
}
