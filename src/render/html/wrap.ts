/** Lines of at most `limit` characters, broken between words; a longer word stays whole, and what no-break spaces hold together. */
export function wrap(text: string, limit: number): string[] {
  const lines: string[] = []
  for (const word of text.split(/(?<=[ \n])(?=[^ \n])/)) {
    const last = lines.at(-1)
    if (last !== undefined && (last + word).trimEnd().length <= limit) lines[lines.length - 1] = last + word
    else if (word !== '') lines.push(word)
  }
  return lines.map(line => line.trimEnd())
}
