import { findScreen } from '../screens/registry.ts'
import type { Level } from './level.ts'
import type { Load } from './loads.ts'

/** What a level is called: as its record says, once that was read. */
export function crumbOf(level: Level, load: Load): string {
  const screen = findScreen(level.place.screen)
  return (load.ready && screen.crumb?.(load.data, level.place)) || level.place.title || screen.title
}
