import { type RunStatus, runStatuses } from '../../records/index.ts'
import type { WorkspaceCare } from '../care/workspace-care.ts'
import { reading } from '../files/storage-failure.ts'
import { folderSize } from './folder-size.ts'
import type { ForeignReading } from './foreign-workspace.ts'

export function foreignCare(
  folder: string,
  all: () => Promise<ForeignReading>,
  refused: () => Promise<never>,
): WorkspaceCare {
  return {
    info: () =>
      reading(folder, async () => {
        const { manifests, results, predictions, problems } = await all()
        const runs = Object.fromEntries(
          runStatuses.map(status => [status, manifests.filter(manifest => manifest.status === status).length]),
        ) as Record<RunStatus, number>
        return {
          path: folder,
          runs,
          results: results.length,
          deleted_runs: 0,
          predictions: predictions.length,
          datasets: 0,
          bytes: { runs: 0, deleted: 0, predictions: 0, arrays: 0, binaries: 0, tables: 0, other: folderSize(folder) },
          files_without_summary: [],
          unapplied_segments: 0,
          unreadable_files: problems.map(({ message }) => message),
        }
      }),
    verify: () =>
      reading(folder, async () =>
        (await all()).problems.map(problem => ({
          kind: 'damaged_table' as const,
          path: folder,
          what: problem.message,
          advice: problem.hint ?? 'Ask the Python library to open it.',
        })),
      ),
    rebuildSummaries: refused,
    compact: refused,
  }
}
