/** Text fit to stand in HTML or SVG, in attribute values too: nothing of it is markup, control characters are blanks. */
export const htmlText = (text: string): string =>
  text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`).replace(/\p{Cc}/gu, ' ')
