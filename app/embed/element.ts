/** What can stand inside an element. */
export type Content = Node | string | false | undefined;

/** Makes an element with attributes and content; `false` and `undefined` are left out. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  ...content: readonly Content[]
): HTMLElement {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...content.filter((one) => one !== false && one !== undefined));
  return made;
}
