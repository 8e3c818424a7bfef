import type { Workspace } from '../workspace/index.ts'
import type { Engine } from './engine.ts'
import { n4aVersion } from './version.ts'

export function careOf({ care, omissions }: Workspace): Engine['care'] {
  return {
    info: () => care.info(),
    verify: () => care.verify(),
    omissions,
    rebuildSummaries: onProgress => care.rebuildSummaries(n4aVersion, onProgress),
    compact: onProgress => care.compact(onProgress),
  }
}
