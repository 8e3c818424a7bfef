/** `major.minor`: readers take any minor of a major they know, ignore unknown fields and fill in missing ones. */
export const schemaVersion = '1.0'
