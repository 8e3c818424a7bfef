import { safeName, shortHash } from '../files/safe-name.ts'

/**
 * A dash ends the result's part of a prediction's id, so a result's has none.
 * @param index of the store among those of its folder: ids of a store that was migrated are in both
 */
export function resultIdOf(id: string, index: number): string {
  const plain = /^[0-9a-f-]{8,36}$/i.test(id) ? id.replaceAll('-', '') : shortHash(id, 16)
  return index === 0 ? plain : `${plain}x${index}`
}

export const runIdOf = (id: string, index: number) =>
  `${id === safeName(id) ? id : shortHash(id, 16)}${index ? `_${index}` : ''}`
