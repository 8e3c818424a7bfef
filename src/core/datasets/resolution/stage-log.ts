import { type ResolutionStage, type ResolutionStageName, resolutionStages } from '../../records/index.ts'

/** What a stage found, and the evidence it is told with. */
export interface StageResult<Value> {
  readonly value: Value
  readonly examined: number
  readonly left: number
  readonly evidence: string
}

/** The stages of looking for one dataset: of several files, or places, the same stage counts them together. */
export interface StageLog {
  timed<Value>(stage: ResolutionStageName, work: () => Promise<StageResult<Value>>): Promise<Value>
  /** In the order of the stages. */
  stages(): readonly ResolutionStage[]
}

/** What was found so far, and which stage is being asked now; null once all were. */
export type StageWatcher = (stages: readonly ResolutionStage[], under: ResolutionStageName | null) => void

export function stageLog(onStage?: StageWatcher): StageLog {
  const known = new Map<ResolutionStageName, ResolutionStage>()
  const stages = () => resolutionStages.flatMap(stage => known.get(stage) ?? [])
  return {
    timed: async (stage, work) => {
      onStage?.(stages(), stage)
      const start = performance.now()
      const { value, examined, left, evidence } = await work()
      const before = known.get(stage)
      known.set(stage, {
        stage,
        examined: (before?.examined ?? 0) + examined,
        left: (before?.left ?? 0) + left,
        evidence: before && before.evidence !== evidence ? `${before.evidence}; ${evidence}` : evidence,
        duration_ms: (before?.duration_ms ?? 0) + performance.now() - start,
      })
      onStage?.(stages(), null)
      return value
    },
    stages,
  }
}
