/**
 * Text from a file, a user or another program, safe to put on a screen or in a log: control characters (terminal escape
 * sequences among them), bidirectional overrides and line separators become visible escapes.
 */
export function printable(text: string): string {
  return text.replace(
    /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

function inJson(value: unknown): string {
  // JSON has no word for what is no finite number.
  if (typeof value === 'number') return String(value)
  try {
    return JSON.stringify(value) ?? String(value)
  } catch {
    // Nested beyond the stack, or within itself.
    return 'a value that is nested too deep'
  }
}

/** A value as it would stand in a file, printable and at most `limit` characters long. */
export function quote(value: unknown, limit = 120): string {
  const text = printable(inJson(value))
  return text.length <= limit ? text : `${text.slice(0, limit - 1)}…`
}
