import type { ResultRecord, RunPreview, RunRequest, TemplatePreview } from '../../src/core/records/index.ts'

/** What a run of one template would do. */
export const fakePreview = ({ name = 'made up', datasets }: RunRequest): RunPreview => ({
  name,
  templates: [{ id: 't1', name: 'pls_variants', expansion_count: 80 }],
  datasets: datasets.map(dataset => (typeof dataset === 'string' ? dataset : (dataset.name ?? dataset.path))),
  total_pipeline_configs: 80,
  total_results: 80 * datasets.length,
  fits: 400,
  cost: {
    families: 4,
    largest_family: 20,
    fits: 20,
    single_fits: 400,
    shared_prefixes: [],
    workers: 2,
    memory_bytes: 2e8,
    estimated_seconds: 3,
    probed_families: 1,
  },
  warnings: ['Replicates of 12 samples stand in different folds.'],
  design: [],
})

/** Its pipelines are those that `results` came from. */
export function fakeTemplatePreview(results: readonly ResultRecord[]): TemplatePreview {
  const pipelines = [...new Map(results.map(result => [result.pipeline_config_id, result])).values()].map(
    ({ pipeline_config, pipeline_config_id }) => ({
      pipeline_config,
      pipeline_config_id,
      steps: [],
      generator_choices: [],
    }),
  )
  const count = pipelines.length
  return {
    name: 'pls_variants',
    file: null,
    count,
    pipelines,
    fits: count * 5,
    shared_fits: 20,
    folds: 5,
    refits: 1,
    duplicates: [],
    max_pipelines: 10_000,
  }
}
