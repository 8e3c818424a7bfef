import { statSync } from 'node:fs'
import { readTextFile } from '../datasets/index.ts'
import { located, UnsupportedRequest } from '../errors/index.ts'
import type { NewPredictionRequest, PredictingModel, ResultRecord, StoredModelRecord } from '../records/index.ts'
import { openModel, type Workspace } from '../workspace/index.ts'
import type { Engine } from './engine.ts'
import { findRecord } from './find-record.ts'
import { fittedModels } from './fitted-models.ts'
import { keepModel } from './keep-model.ts'
import { modelAsFile, readModelFile } from './model-file.ts'
import { predicting, predictNew, refuseSeparated } from './predict.ts'
import { predictiveModel, type WritableModel } from './predictive-model.ts'
import { savePredictions } from './save-predictions.ts'
import { storedModelPath } from './store-model.ts'

type FindResult = (id: string) => Promise<ResultRecord>

/** A model file where there is one of that name, else a model from elsewhere, else a result. */
export function predictOf(workspace: Workspace, find: FindResult): Engine['predict'] {
  return async (model, samples, request = {}) => {
    const file = isFile(model) ? model : broughtPath(workspace, model)
    const chosen = async (): Promise<WritableModel> => {
      if (file !== null) {
        refuseChoice(request)
        return readModelFile(file)
      }
      const result = await find(model)
      refuseSeparated(result, request.member)
      const kind = request.model ?? 'final'
      const stored = storedFile(workspace, result, kind, request.member)
      if (stored !== null) return readModelFile(stored)
      const fitted = await fittedModels(workspace, result, kind, request.member, predicting)
      return predictiveModel(workspace, result, kind, fitted)
    }
    const done = await predictNew(chosen, samples, request)
    if (request.save === undefined) return done.made
    return { ...done.made, saved: await savePredictions(workspace, done, request.save) }
  }
}

export function modelsOf(workspace: Workspace, find: FindResult): Engine['models'] {
  const list: Engine['models']['list'] = async () => [...(await ofResults(workspace)), ...brought(workspace)]
  return {
    list,
    keep: async (id, { model = 'final', member } = {}) => keepModel(workspace, await find(id), model, member),
    import: async path => {
      const { sha256 } = readModelFile(path)
      const to = await workspace.models.bring({ sha256, text: readTextFile(path) })
      return broughtRecord(to)
    },
    export: async (id, { model = 'final', member } = {}) => {
      const result = await find(id)
      const stored = storedFile(workspace, result, model, member)
      if (stored !== null) {
        const text = readTextFile(stored)
        located({ file: stored }, () => openModel(text))
        return text
      }
      const fitted = await fittedModels(workspace, result, model, member, 'An export as a model file')
      return modelAsFile(await predictiveModel(workspace, result, model, fitted)).text
    },
    read: async given => {
      const file = isFile(given) ? given : findRecord('model', given, await list()).path
      const { pipelines, weights, errors, domain, axis, sources, steps, sha256, ...facts } = readModelFile(file)
      return {
        ...facts,
        n_models: pipelines.length,
        n_residuals: errors.length,
        wavelength_range: axis && [axis.values[0]!, axis.values.at(-1)!],
        wavelength_unit: axis?.unit ?? null,
      }
    },
  }
}

/** Models that are stored with the results of this workspace. */
async function ofResults(workspace: Workspace): Promise<readonly StoredModelRecord[]> {
  return (await workspace.results()).flatMap(result =>
    result.stored_models.map((stored): StoredModelRecord => {
      const path = workspace.models.path(result.dataset, stored.sha256)
      const { run_id, dataset, target, pipeline_config } = result
      const from = { result_id: result.id, run_id, dataset, target, pipeline_config }
      return { id: shortOf(stored.sha256), ...from, ...stored, path, imported: false, present: isFile(path) }
    }),
  )
}

const brought = (workspace: Workspace): readonly StoredModelRecord[] => workspace.models.readBrought(broughtRecord)

/** @throws DamagedModel, NewerModel, with the file */
function broughtRecord(path: string): StoredModelRecord {
  const { result_id, run_id, dataset, target, pipeline_config, model, member, sha256 } = readModelFile(path)
  const { size, mtime } = statSync(path)
  const from = { result_id, run_id, dataset, target, pipeline_config }
  const stored = { model, member, sha256, bytes: size, stored_at: mtime.toISOString() }
  return { id: shortOf(sha256), ...from, ...stored, path, imported: true, present: true }
}

const shortOf = (sha256: string): string => sha256.slice(0, 12)

/** Digits of a hash that are too few to be meant for one. */
const fewestDigits = 6

/** The file of the one model from elsewhere whose hash begins so. */
function broughtPath(workspace: Workspace, id: string): string | null {
  if (id.length < fewestDigits || !/^[0-9a-f]+$/.test(id)) return null
  const found = workspace.models.brought().filter(path => path.split(/[\\/]/).at(-1)!.startsWith(id))
  return found.length === 1 ? found[0]! : null
}

/** Of the model that ranks the result, unless another is named; null where none is kept. */
function storedFile(workspace: Workspace, result: ResultRecord, model: PredictingModel, member: number | undefined) {
  const path = storedModelPath(workspace, result, model, member ?? result.best_member ?? 0)
  return path !== null && isFile(path) ? path : null
}

/** A file holds what was chosen when it was exported. */
function refuseChoice({ model, member }: NewPredictionRequest): void {
  if (model === undefined && member === undefined) return
  const what = `\`${model === undefined ? 'member' : 'model'}\``
  throw UnsupportedRequest({ what, reason: 'a model file holds one model', instead: 'Choose when it is exported.' })
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}
