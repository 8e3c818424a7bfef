import { statSync } from 'node:fs'
import { UnsupportedRequest } from '../errors/index.ts'
import type { NewPredictionRequest, ResultRecord } from '../records/index.ts'
import type { Workspace } from '../workspace/index.ts'
import type { Engine } from './engine.ts'
import { modelText, readModelFile } from './model-file.ts'
import { predicting, predictNew, refuseSeparated } from './predict.ts'
import { modelOfResult } from './predictive-model.ts'

type FindResult = (id: string) => Promise<ResultRecord>

/** A model file where there is one of that name, else a result. */
export function predictOf(workspace: Workspace, find: FindResult): Engine['predict'] {
  return async (model, samples, request = {}) => {
    const ofFile = isFile(model)
    const chosen = async () => {
      if (ofFile) {
        refuseChoice(request)
        return readModelFile(model)
      }
      const result = await find(model)
      refuseSeparated(result, request.member)
      return modelOfResult(workspace, result, request.model ?? 'final', request.member, predicting)
    }
    return predictNew(chosen, samples, request)
  }
}

export function modelsOf(workspace: Workspace, find: FindResult): Engine['models'] {
  return {
    export: async (id, { model = 'final', member } = {}) => {
      const result = await find(id)
      const chosen = await modelOfResult(workspace, result, model, member, 'An export as a model file')
      return modelText(chosen)
    },
    read: async path => {
      const { pipelines, weights, errors, domain, axis, sources, ...facts } = readModelFile(path)
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

/** A file holds what was chosen when it was exported. */
function refuseChoice({ model, member }: NewPredictionRequest): void {
  if (model === undefined && member === undefined) return
  const what = `\`${model === undefined ? 'member' : 'model'}\``
  throw UnsupportedRequest({ what, reason: 'a model file holds one model', instead: 'Choose when it is exported.' })
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}
