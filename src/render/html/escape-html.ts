/** Text as text: in HTML, in SVG, and inside attributes of either. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`)
