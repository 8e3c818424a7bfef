import type { Ranking, Workspace } from '../workspace/index.ts'
import type { Engine } from './engine.ts'
import { importWorkspace } from './import-workspace.ts'
import { n4aVersion } from './version.ts'

export function careOf(workspace: Workspace, ranking: Ranking): Engine['care'] {
  const { care, omissions } = workspace
  return {
    info: () => care.info(),
    verify: () => care.verify(),
    omissions,
    rebuildSummaries: onProgress => care.rebuildSummaries(n4aVersion, onProgress),
    compact: onProgress => care.compact(onProgress),
    import: (source, onProgress) => importWorkspace(workspace, source, ranking, onProgress),
  }
}
