import { statSync } from 'node:fs'
import { NoWorkspace } from '../../errors/index.ts'
import type {
  RebuiltSummary,
  WorkspaceCompaction,
  WorkspaceInfo,
  WorkspaceProblem,
  WorkspaceProgress,
} from '../../records/index.ts'
import type { DatasetRegistry } from '../datasets/dataset-registry.ts'
import { reading, writing } from '../files/storage-failure.ts'
import type { Store } from '../layout.ts'
import { compactWorkspace } from './compact.ts'
import { workspaceInfo } from './info.ts'
import { rebuildSummaries } from './rebuild-summaries.ts'
import { verifyWorkspace } from './verify.ts'

/** What keeps a workspace in order. All: @throws NoWorkspace where there is none. */
export interface WorkspaceCare {
  info(): Promise<WorkspaceInfo>
  /** Reads everything; locks and changes nothing. */
  verify(): Promise<readonly WorkspaceProblem[]>
  /** @throws DamagedFile, WorkspaceLocked */
  rebuildSummaries(
    n4a_version: string,
    onProgress?: (progress: WorkspaceProgress) => void,
  ): Promise<readonly RebuiltSummary[]>
  /** @throws DamagedFile, WorkspaceLocked */
  compact(onProgress?: (progress: WorkspaceProgress) => void): Promise<WorkspaceCompaction>
}

const silent = () => undefined

export function openCare(store: Store, datasets: DatasetRegistry): WorkspaceCare {
  const { layout } = store
  const present = async () => {
    const folder = [layout.runs, layout.predictions].some(path =>
      statSync(path, { throwIfNoEntry: false })?.isDirectory(),
    )
    if (!folder) throw NoWorkspace({ path: layout.root })
  }
  const read = <T>(work: () => Promise<T>) => reading(layout.root, () => present().then(work))
  const write = <T>(work: () => Promise<T>) => writing(layout.root, () => present().then(work))
  return {
    info: () => read(() => workspaceInfo(store, datasets)),
    verify: () => read(() => verifyWorkspace(layout, datasets)),
    rebuildSummaries: (n4a_version, onProgress = silent) =>
      write(() => rebuildSummaries(store, n4a_version, onProgress)),
    compact: (onProgress = silent) => write(() => compactWorkspace(store, onProgress)),
  }
}
