/** What the parts of a zip archive begin with. */
export const signatures = {
  localHeader: 0x04034b50,
  directoryEntry: 0x02014b50,
  end: 0x06054b50,
  largeEnd: 0x06064b50,
  largeLocator: 0x07064b50,
} as const

/** Stands where a number does not fit 32 bits. */
export const whole32 = 0xffffffff
/** Name of the extra field that has it in 64 bits. */
export const zip64Extra = 1
