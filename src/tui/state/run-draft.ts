import type { DatasetSpec, RefitChoice, RunRequest, TemplateSource } from '../../core/index.ts'

/** What a person sets of a run, as text; empty: as the engine does without it. */
export interface RunSettings {
  readonly name: string
  readonly splitter: string
  readonly n_splits: string
  readonly metric: string
  readonly refit: string
  readonly random_state: string
  readonly group: string
}

/** A run that is being put together. */
export interface RunDraft {
  readonly templates: readonly { readonly name: string; readonly source: TemplateSource }[]
  readonly datasets: readonly DatasetSpec[]
  readonly settings: RunSettings
}

export const emptySettings: RunSettings = {
  name: '',
  splitter: '',
  n_splits: '',
  metric: '',
  refit: '',
  random_state: '',
  group: '',
}

export const emptyDraft: RunDraft = { templates: [], datasets: [], settings: emptySettings }

/** The draft as the engine takes it; what was not set is left out, so that its defaults stand in one place. */
export function requestOf({ templates, datasets, settings }: RunDraft): RunRequest {
  const { name, splitter, n_splits, metric, refit, random_state, group } = settings
  const seed = random_state === '' ? undefined : Number(random_state)
  const folds =
    splitter === '' && n_splits === ''
      ? undefined
      : {
          splitter: splitter === '' ? 'k_fold' : splitter,
          ...(n_splits !== '' && { n_splits: Number(n_splits) }),
          ...(splitter === '' && { shuffle: true }),
        }
  return {
    ...(name !== '' && { name }),
    templates: templates.map(({ source }) => source),
    datasets: datasets.map(spec => (group === '' ? spec : { ...spec, group })),
    config: {
      ...(folds && { folds }),
      ...(metric !== '' && { metric }),
      ...(refit !== '' && { refit: refit as RefitChoice }),
      ...(seed !== undefined && { random_state: seed }),
    },
  }
}

/** What a shell does to make the run file and start it; quotes in names of files end no quoting. */
export function shellText(text: string, name: string): string {
  const file = `${name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[-.]+/, '') || 'run'}.yaml`
  const lines = new Set(text.split('\n'))
  let end = 'END'
  while (lines.has(end)) end += '_'
  return `cat > '${file}' <<'${end}'\n${text}${end}\nn4a run '${file}'\n`
}
