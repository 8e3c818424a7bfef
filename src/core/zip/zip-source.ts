/** What a zip archive is read from: a file or bytes in memory, with the words and limits of who reads. */
export interface ZipSource {
  /** Bytes in all. */
  readonly length: number
  /** The bytes [from, from + length). Throws where they are not all there. */
  slice(from: number, length: number): Buffer
  /** The error for an archive that is not whole. */
  damaged(reason: string, at?: number): Error
  /** The error for what a zip archive may be, and is not read. */
  unsupported(what: string, instead: string): Error
  /** How many bytes so many packed ones may unfold to; throws where more are claimed. */
  admit(packed: number, unpacked: number): number
}
