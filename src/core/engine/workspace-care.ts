import type { Workspace } from '../workspace/index.ts'
import type { Engine } from './engine.ts'
import { n4aVersion } from './version.ts'

export function careOf({ care }: Workspace): Engine['care'] {
  return {
    info: () => care.info(),
    verify: () => care.verify(),
    rebuildSummaries: onProgress => care.rebuildSummaries(n4aVersion, onProgress),
    compact: onProgress => care.compact(onProgress),
  }
}
