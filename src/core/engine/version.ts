/** Kept equal to package.json by a test. */
export const n4aVersion = '0.1.0'
